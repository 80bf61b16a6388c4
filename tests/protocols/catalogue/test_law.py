"""Does the catalogue keep the kinds of provision apart, and show each day its own law?"""

from datetime import date

import pytest

from protocols.catalogue.capacities import capacities
from protocols.catalogue.capacities import catalogue as all_capacities
from protocols.catalogue.law import (
    DATA_KINDS,
    KINDS,
    REGIMES,
    UnknownProvision,
    bars,
    catalogue,
    provision,
    provisions,
    suggested_in_emergency,
)

TODAY = date(2026, 11, 21)
DUTIES_TO_DISCLOSE = {
    "CDA-17A", "SI-2007-1831", "CA89-47", "CA04-16H", "CA04-16LA", "CARE-7", "CARE-45", "PCSC-17", "ASB-104",
    "CCA-IS", "HSCA-251B", "MSA-52", "FGM-5B", "HA96-213B", "CPA26-CSA", "SSWB-W-R", "COURT",
}  # fmt: skip


def codes(rows):
    return {row.code for row in rows}


def test_every_row_is_whole_and_of_known_kinds():
    for row in catalogue().values():
        assert row.kind in KINDS
        assert row.regime in REGIMES
        assert row.jurisdiction in {"UK", "EW", "E", "W"}
        assert set(row.data_kinds) <= set(DATA_KINDS)
        assert row.provenance in {"k", "v", "s"}
        assert row.last_confirmed_on is None
        assert row.last_confirmed_by is None
        assert row.label
        assert row.citation
        assert row.validity


def test_what_a_row_needs_or_is_nearest_to_is_in_the_catalogue():
    kinds, families = {row.kind for row in catalogue().values()}, {row.family for row in catalogue().values()}
    for row in catalogue().values():
        for need in (option for needs in row.needs for option in needs.split("|")):
            what, _, value = need.rpartition(":")
            assert value in {"": catalogue(), "kind": kinds, "family": families}[what]
        assert all(code in catalogue() for code in row.nearest)


def test_duties_to_disclose_are_exactly_these():
    assert codes(row for row in catalogue().values() if row.kind == "GD-D") == DUTIES_TO_DISCLOSE


@pytest.mark.parametrize("code", ["CA04-10", "CJA-325", "PCSC-8", "SI-2007-1830", "CTSA-38", "CARE-42"])
def test_a_duty_to_work_together_is_not_a_duty_to_disclose(code):
    assert provision(code).kind == "GD-C"


@pytest.mark.parametrize(
    ("code", "kind"),
    [("CDA-17", "GR"), ("CDA-5", "GR"), ("CDA-115", "GP"), ("NHSA-251", "CC"), ("VIR-44A", "GR"), ("EX-S2-16", "EX")],
)
def test_rows_easily_mistaken_have_their_own_kind(code, kind):
    assert provision(code).kind == kind


def test_each_day_has_its_own_law():
    then, now = codes(provisions(date(2014, 3, 5), "LB")), codes(provisions(TODAY, "LB"))

    assert then
    assert all(code.startswith("DPA98-S2-") for code in then)
    assert now == {"LB-A", "LB-B", "LB-C", "LB-D", "LB-E", "LB-EA", "LB-F", "LE-35-C", "LE-35-T"}


def test_the_last_day_of_one_act_is_the_eve_of_the_next():
    assert "DPA98-S2-5B" in codes(provisions(date(2018, 5, 24)))
    assert "LB-E" not in codes(provisions(date(2018, 5, 24)))
    assert "DPA98-S2-5B" not in codes(provisions(date(2018, 5, 25)))
    assert "LB-E" in codes(provisions(date(2018, 5, 25)))


def test_a_recognised_interest_begins_on_its_day():
    assert "LB-EA" not in codes(provisions(date(2026, 2, 4)))
    assert "LB-EA" in codes(provisions(date(2026, 2, 5)))


@pytest.mark.parametrize("code", ["CA04-16LA", "CPA26-CSA"])
def test_a_provision_whose_start_is_not_confirmed_cannot_be_chosen_and_can_be_read(code):
    assert code not in codes(provisions(date(2090, 1, 1)))
    assert provision(code).validity == "start date not confirmed"


def test_historic_acts_and_rows_not_for_sharing_are_never_offered():
    assert not {"PJA06", "PCA09", "CJCS00", "SC-9D"} & codes(provisions(TODAY))
    assert provision("PJA06").label


def test_depersonalised_sets_have_duties_that_personal_data_do_not():
    assert "CDA-17A" in codes(provisions(TODAY, "GD-D", "depersonalised"))
    assert "CDA-17A" not in codes(provisions(TODAY, "GD-D", "personal"))


def test_offences_are_not_special_category_data():
    assert "CO-10" in codes(provisions(TODAY, "SC", "criminal"))
    assert "CO-10" not in codes(provisions(TODAY, "SC", "special"))


def test_the_wording_of_public_task_narrowed_on_a_day():
    assert "own task" not in provision("LB-E").wording(date(2026, 2, 4))
    assert "own task" in provision("LB-E").wording(date(2026, 2, 5))


def test_dates_are_said_in_words():
    assert provision("COURT").validity == "of long standing"
    assert provision("CDA-115").validity == "from 1998"
    assert provision("DPA98-S2-1").validity == "from 1 March 2000 to 24 May 2018"


def test_every_bar_says_its_rule_its_permitted_cases_and_who_advises():
    rows = [row for row in catalogue().values() if row.kind == "SB"]

    assert len(rows) == 10
    for row in rows:
        assert row.applies_when
        assert row.advice_from
        assert row.permitted_cases or row.never_here


def test_the_bars_asked_about_are_those_of_the_day():
    assert "VIR-44A" not in codes(bars(date(2026, 1, 11)))
    assert codes(bars(date(2026, 1, 12))) == {
        "SB-GRA22", "SB-FAM", "SB-ADOPT", "SB-HMRC", "SB-DWP", "SB-ROA9", "SB-IPA", "SB-PCSC16", "VIR-44A",
    }  # fmt: skip


def test_vital_interests_are_proposed_last():
    assert [row.code for row in suggested_in_emergency("police", TODAY)] == ["LE-35-T", "LB-D"]
    assert [row.code for row in suggested_in_emergency("voluntary", TODAY)] == ["RLI-5", "RLI-6", "LB-D"]
    assert [row.code for row in suggested_in_emergency("voluntary", date(2025, 1, 1))] == ["LB-D"]
    assert suggested_in_emergency("council", date(2010, 1, 1)) == []


def test_a_misspelt_question_is_refused():
    with pytest.raises(UnknownProvision):
        provision("LB-Z")
    with pytest.raises(ValueError, match="not a kind of provision"):
        provisions(TODAY, "lawful")
    with pytest.raises(ValueError, match="not a kind of data"):
        provisions(TODAY, data_kind="secret")


def test_the_health_body_that_is_a_responsible_authority_changes_with_the_day():
    def health(on):
        return [row.body for row in capacities(on, "CDA-RESPONSIBLE") if row.provision == "CDA 1998 s5(1)(e)"]

    assert health(date(2013, 12, 18)) == ["Clinical commissioning group, England"]
    assert health(TODAY) == ["Integrated care board, England"]


def test_a_successor_is_a_body_of_the_catalogue():
    bodies = {row.body for row in all_capacities()}

    assert all(row.successor in bodies for row in all_capacities() if row.successor)
