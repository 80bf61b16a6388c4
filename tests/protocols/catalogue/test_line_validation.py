"""Does each controller answer for its own side, by the law of its purpose and of the day?"""

from dataclasses import replace
from datetime import date

import pytest

from protocols.catalogue.facts import LegalLine
from tests.protocols.catalogue.sharings import CHARITY, COUNCIL, FORCE, gaps, one


def test_each_controller_answers_for_itself_and_the_giver_comes_first():
    found = gaps(replace(FORCE, provisions=()), replace(COUNCIL, provisions=()))

    assert found == [
        "The council has not recorded the lawful basis for giving this",
        "The force has not yet recorded its lawful basis for receiving this",
    ]


def test_a_private_person_who_receives_needs_no_basis():
    assert gaps(COUNCIL, LegalLine("The landlord", "receiver", controller=False)) == []


@pytest.mark.parametrize("code", ["CARE-6", "CJA-325", "CDA-115"])
def test_a_legal_obligation_is_a_duty_to_disclose_and_nothing_less(code):
    one(gaps(replace(COUNCIL, provisions=("LB-C", code))), "no duty to disclose")
    assert gaps(replace(COUNCIL, provisions=("LB-C", "COURT"))) == []


@pytest.mark.parametrize("code", ["CDA-17", "EX-S2-2", "HRA-8", "SB-170"])
def test_rules_exemptions_and_bars_satisfy_nothing(code):
    one(gaps(replace(COUNCIL, provisions=(code,))), "has not recorded the lawful basis")
    one(gaps(replace(COUNCIL, provisions=("LB-E", code))), "does not name its own function")


def test_a_function_in_words_supports_a_public_task():
    assert gaps(replace(COUNCIL, provisions=("LB-E",), own_function="Housing Act 1996 Part 7")) == []


def test_recognised_and_legitimate_interests_are_closed_to_public_tasks():
    assert gaps(CHARITY) == []
    one(gaps(replace(CHARITY, public_authority=True)), "closed to a public authority")
    one(gaps(replace(CHARITY, public_authority=None)), "is not recorded")
    one(gaps(replace(CHARITY, provisions=("LB-EA",))), "one of the recognised interests")
    one(gaps(replace(CHARITY, provisions=("LB-F",))), "balancing test")
    assert gaps(replace(CHARITY, provisions=("LB-F",), balancing_note=True)) == []


def test_an_emergency_in_law_is_a_declared_one():
    line = replace(CHARITY, provisions=("LB-EA", "RLI-3"))

    one(gaps(line), "names no declared incident")
    assert gaps(replace(line, declared_incident="Flood of the lower town")) == []


def test_a_public_task_request_has_to_say_that_it_is_one():
    one(gaps(replace(CHARITY, provisions=("LB-EA", "RLI-1"))), "does not state one")


def test_an_adult_is_at_risk_only_on_all_three_counts():
    line = replace(CHARITY, provisions=("LB-EA", "RLI-6"), adult=True)

    one(gaps(line), "care and support needs")
    assert gaps(replace(line, adult_at_risk=True)) == []
    assert gaps(replace(line, adult=False)) == []


def test_special_category_data_need_a_condition_with_all_that_goes_with_it():
    one(gaps(COUNCIL, kinds=["special"]), "UK GDPR Art 9")

    line = replace(COUNCIL, provisions=("LB-E", "CDA-115", "SC-9G"))
    one(gaps(line, kinds=["special"]), "a condition of Schedule 1 Part 2")

    line = replace(line, provisions=(*line.provisions, "SCH1-18"))
    one(gaps(line, kinds=["special"]), "no policy document in date")
    assert gaps(replace(line, policy_document=True), kinds=["special"]) == []


def test_unlawful_acts_told_to_a_competent_authority_need_no_policy_document():
    line = replace(COUNCIL, provisions=("LB-E", "CDA-115", "SC-9G", "SCH1-10"))

    one(gaps(line, kinds=["special"]), "no policy document")
    assert gaps(replace(line, to_competent_authority=True), kinds=["special"]) == []


def test_law_enforcement_asks_more_of_sensitive_data_and_nothing_more_of_offences():
    giver = replace(FORCE, part="giver")

    assert gaps(giver, kinds=["criminal"]) == []
    one(gaps(giver, kinds=["special"]), "sensitive processing")
    whole = replace(giver, provisions=("LE-35-T", "LE-35-S", "SCH8-4"), policy_document=True)
    assert gaps(whole, kinds=["special"]) == []
    one(gaps(replace(whole, provisions=("LE-35-T", "LE-35-S")), kinds=["special"]), "a condition of Schedule 8")


def test_offence_data_have_two_doors():
    found = gaps(COUNCIL, kinds=["criminal"])
    assert len(found) == 2

    cited = replace(COUNCIL, provisions=("LB-E", "CDA-115", "CO-10"))
    one(gaps(cited, kinds=["criminal"]), "neither official authority nor a Schedule 1 condition")
    assert gaps(replace(cited, official_authority=True), kinds=["criminal"]) == []
    with_condition = replace(cited, provisions=(*cited.provisions, "SCH1-6"), policy_document=True)
    assert gaps(with_condition, kinds=["criminal"]) == []


def test_the_regime_follows_the_purpose_and_not_the_agency():
    line = replace(FORCE, part="giver", for_law_enforcement=False)

    found = gaps(line)

    assert any("has not recorded the lawful basis" in gap for gap in found)
    assert any("names no law that authorises it" in gap for gap in found)
    assert any("the purpose is not law enforcement" in gap for gap in found)
    mended = replace(line, provisions=("LB-E", "LE-36", "CDA-115"), to_listed_authority=True)
    assert gaps(mended) == []


def test_the_power_of_the_act_reaches_one_recipient_and_not_the_next():
    council = replace(COUNCIL, towards="the force")
    shelter = replace(COUNCIL, towards="the night shelter", to_listed_authority=False)

    one(gaps(council, shelter), "The council, towards the night shelter,")


def test_a_row_that_did_not_hold_on_the_day_does_not_count():
    found = gaps(CHARITY, on=date(2026, 2, 4))

    assert any("was not in force on the day" in gap for gap in found)
    assert any("has not recorded the lawful basis" in gap for gap in found)
    assert any("start date has not been confirmed" in gap for gap in gaps(replace(COUNCIL, provisions=("CA04-16LA",))))
    assert any("not in the catalogue" in gap for gap in gaps(replace(COUNCIL, provisions=("LB-E", "CDA-115", "X"))))


def test_a_record_of_2014_is_held_against_the_law_of_2014():
    line = LegalLine("The council", provisions=("DPA98-S2-5B",))

    assert gaps(line, on=date(2014, 3, 5)) == []
    one(gaps(line, kinds=["criminal"], on=date(2014, 3, 5)), "Schedule 3 condition")
    line = replace(line, provisions=("DPA98-S2-5B", "DPA98-S3-7"))
    assert gaps(line, kinds=["criminal"], on=date(2014, 3, 5)) == []
