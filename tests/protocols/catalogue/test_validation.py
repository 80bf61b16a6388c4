"""Are the gaps in a justification named, each once and without ever stopping anything?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocols.catalogue.facts import ClaimedExemption, LegalLine, RaisedBar, SharingFacts, VictimRequest
from protocols.catalogue.law import DATA_KINDS, Provision, catalogue
from protocols.catalogue.validation import missing_provisions
from tests.protocols.catalogue.sharings import COUNCIL, TODAY, WHOLE, gaps, one


def test_a_whole_justification_has_no_gaps_and_needs_no_consent():
    assert missing_provisions(WHOLE) == []


def test_nothing_known_gives_gaps_and_no_error():
    assert len(missing_provisions(SharingFacts())) == 1
    assert len(missing_provisions(SharingFacts(on=TODAY))) == 1


def test_figures_need_no_basis_and_a_check_that_nobody_can_be_found():
    line = LegalLine("The fire service", provisions=("CDA-17A",))

    one(gaps(line, kinds=["depersonalised"]), "people cannot be identified")
    assert gaps(line, kinds=["depersonalised"], reidentification_checked=True) == []


@pytest.mark.parametrize("code", ["CDA-17A", "SI-2007-1831"])
def test_a_duty_for_depersonalised_sets_does_not_reach_personal_data(code):
    line = replace(COUNCIL, provisions=("LB-C", code))

    found = gaps(line)

    assert any("does not reach this kind of information" in gap for gap in found)
    assert any("names no duty to disclose" in gap for gap in found)


def test_confidence_is_a_question_of_its_own():
    one(gaps(confidential=None), "whether the information was given in confidence")
    found = gaps(confidential=True)
    assert any("the way through that duty" in gap for gap in found)
    assert any("weighed for and against" in gap for gap in found)
    assert any("public-interest ground" in gap for gap in found)


def test_agreement_or_weighing_clears_a_confidence():
    agreed = replace(COUNCIL, provisions=("LB-E", "CDA-115", "CC-1"))
    weighed = replace(COUNCIL, provisions=("LB-E", "CDA-115", "CC-3"))

    assert gaps(agreed, confidential=True, consent="given") == []
    assert gaps(weighed, confidential=True, public_interest_weighed=True, public_interest_grounds=("PROTECT",)) == []


def test_a_duty_is_not_weighed():
    line = replace(COUNCIL, provisions=("LB-C", "CARE-45", "CC-2"))

    assert gaps(line, confidential=True) == []


def test_no_modern_marking_brings_the_older_gate_and_an_older_one_does():
    named = replace(COUNCIL, provisions=("LB-F",), public_authority=False, balancing_note=True)
    weighed = {"public_interest_weighed": True, "public_interest_grounds": ("PROTECT",)}
    asks = {"protocol_asks_for_weighing": True, **weighed}

    assert gaps(named, marking=("GSC-2024", "OFFICIAL-SENSITIVE"), **asks) == []
    one(gaps(named, marking=("GPMS-2013", "RESTRICTED"), **asks), "if it were not shared")
    assert gaps(named, marking=("GPMS-2013", "RESTRICTED"), non_sharing_assessment=True, **asks) == []


def test_without_consent_necessity_and_proportion_are_said():
    assert len(gaps(necessity=False, proportion=False)) == 2
    consented = replace(COUNCIL, provisions=("LB-A",), consent_recorded=True)
    assert gaps(consented, necessity=False, proportion=False) == []


def test_data_collected_on_consent_stay_with_their_purpose():
    kept = {"collected_on_consent": True, "new_purpose": True}

    assert len(gaps(**kept)) == 2
    assert gaps(**kept, fresh_consent=True) == []
    line = replace(COUNCIL, provisions=(*COUNCIL.provisions, "CMP-7"))
    one(gaps(line, **kept), "why new consent cannot be had")
    assert gaps(line, **kept, why_consent_cannot_be_had="Cannot be reached") == []


def test_people_who_have_died_have_confidence_and_no_data_protection():
    assert gaps(LegalLine("The trust"), kinds=["deceased"]) == []
    one(gaps(LegalLine("The trust"), kinds=["deceased"], confidential=True), "given in confidence")
    assert gaps(LegalLine("The trust", provisions=("CC-3",)), kinds=["deceased"], confidential=True) == []


def test_a_bar_is_cleared_only_by_its_own_permitted_case():
    one(gaps(bars=(RaisedBar("SB-GRA22"),)), "the law forbids passing it on")
    assert gaps(bars=(RaisedBar("SB-GRA22", "A court order"),)) == []
    one(gaps(bars=(RaisedBar("SB-IPA", "A court order"),)), "never belongs in this service")
    assert gaps(bars=(RaisedBar("SB-PUB"),)) == []
    one(gaps(bars=(RaisedBar("SB-PUB"),), publication=True), "the law forbids")


def test_patient_details_need_another_power_than_the_serious_violence_one():
    bar = RaisedBar("SB-PCSC16", "Another power is cited instead")
    line = replace(COUNCIL, provisions=("LB-E", "PCSC-16"))

    one(gaps(line, bars=(bar,)), "another one has to be")
    assert gaps(bars=(bar,)) == []


def test_an_exemption_says_what_why_and_until_when():
    assert len(gaps(exemptions=(ClaimedExemption("EX-S2-2"),))) == 3
    whole = ClaimedExemption("EX-S2-2", "Access", "Would warn the suspect", date(2027, 1, 1))
    assert gaps(exemptions=(whole,)) == []
    one(gaps(exemptions=(replace(whole, code="LB-E"),)), "not an exemption")


def test_a_request_about_a_victim_says_what_the_law_asks_for():
    asked = VictimRequest(counselling=True)

    assert len(gaps(victim_request=asked)) == 4
    assert gaps(victim_request=VictimRequest(True, True, False, "Would put them at risk", True, True)) == []
    early = gaps(replace(COUNCIL), on=date(2026, 1, 11), victim_request=asked)
    assert early == []


def test_a_partnership_may_add_rows_of_its_own():
    local = Provision("LOCAL-1", "Local Act", "Northmere Act 1990", "GP", valid_from=date(1990, 1, 1))

    assert gaps(replace(COUNCIL, provisions=("LB-E", "LOCAL-1")), local={"LOCAL-1": local}) == []


_CODES = st.lists(st.sampled_from([*catalogue(), "NO-SUCH-ROW"]), max_size=8).map(tuple)
_TRUTH = st.booleans()
_LINES = st.builds(
    LegalLine,
    agency=st.sampled_from(["The council", "The force", ""]),
    part=st.sampled_from(["giver", "receiver"]),
    provisions=_CODES,
    regime=st.sampled_from(["uk_gdpr", "dpa2018_part3"]),
    controller=_TRUTH,
    for_law_enforcement=st.none() | _TRUTH,
    public_authority=st.none() | _TRUTH,
    adult=_TRUTH,
)


@given(
    on=st.none() | st.dates(),
    kinds=st.frozensets(st.sampled_from(sorted(DATA_KINDS))),
    lines=st.lists(_LINES, max_size=3).map(tuple),
    confidential=st.none() | _TRUTH,
    raised=st.lists(st.builds(RaisedBar, st.sampled_from([*catalogue(), "NONE"])), max_size=3).map(tuple),
    marking=st.sampled_from([("", ""), ("GPMS-2013", "RESTRICTED")]),
    asks=_TRUTH,
)
def test_whatever_was_recorded_the_answer_is_plain_sentences(on, kinds, lines, confidential, raised, marking, asks):
    found = missing_provisions(
        SharingFacts(on, kinds, lines, confidential, bars=raised, marking=marking, protocol_asks_for_weighing=asks)
    )

    assert len(found) == len(set(found))
    assert all(isinstance(gap, str) and gap and "None" not in gap for gap in found)
