"""Nothing blocks: what is missing is named, with who is asked and by when."""

import re

import pytest
from hypothesis import given, settings

from sharing.checklist import Due, Owner, Route, Situation, Tense, Voice, book, gaps, pages, reasons_needed, summary
from sharing.checklist.shapes import Kind
from tests.sharing.checklist.answering import ANSWERS, PROCEDURE, SITUATIONS, doubtful

BLAME = re.compile(r"\b(failed|must|wrong|invalid|error|required|you did not|you have not|forgot)\b", re.IGNORECASE)


def of(found, code):
    return [gap for gap in found if gap.code == code]


def test_an_emergency_saved_with_two_fields_names_six_gaps_and_blames_nobody():
    found = gaps(Situation(route=Route.EMERGENCY), {"EM": {"why": "A threat to life", "told": "Control room"}})

    assert len(found) == 6
    assert {gap.due_kind for gap in found} == {Due.EMERGENCY}
    assert not any(BLAME.search(gap.sentence) for gap in found)


def test_a_quick_call_has_two_working_days():
    found = gaps(Situation(route=Route.EMERGENCY), {"EM": {"why": "w", "told": "t", "kind": "quick"}})

    assert {gap.due_kind for gap in found} == {Due.QUICK_CALL}


def test_a_record_of_yesterday_with_seven_empty_pages_has_seven_gaps_with_seven_owners():
    situation = Situation(tense=Tense.AFTER)
    answers = {page.code: filled(page) for page in pages(situation, {})}
    answers |= {"S1": {"want": "record"}, "S2": {"danger": "no"}}
    for code in ("1b", "2b", "3c", "3d", "3f", "4a", "6d"):
        answers[code] = {}

    found = gaps(situation, answers)

    assert [gap.code for gap in found] == ["1b", "2b", "3c", "3d", "3f", "4a", "6d"]
    assert all(gap.owner in Owner for gap in found)


def filled(page):
    """Every field of a page filled in, with the first choice that leaves no doubt."""
    data = {}
    for item in page.fields:
        sure = [choice.value for choice in item.choices if not choice.doubt]
        match item.kind:
            case Kind.RADIOS | Kind.SELECT:
                data[item.name] = sure[0]
            case Kind.CHECKBOXES:
                data[item.name] = sure[:1]
            case Kind.ROWS:
                data[item.name] = [filled_row(item)]
            case Kind.NUMBER:
                data[item.name] = 3
            case Kind.DATE:
                data[item.name] = "2026-11-03"
            case Kind.CHECKBOX:
                pass
            case _:
                data[item.name] = "Said in words"
    return data


def filled_row(item):
    return {c.name: c.choices[0].value if c.choices else "x" for c in item.columns if c.kind is not Kind.CHECKBOX}


def test_every_no_and_not_sure_at_once_completes_with_nothing_but_gaps():
    answers = doubtful()

    found = gaps(Situation(), answers)

    assert found
    assert all(gap.sentence and gap.owner in Owner and gap.due_kind in Due for gap in found)
    assert not any(BLAME.search(gap.sentence) for gap in found)
    assert summary(Situation(), answers)


def test_the_same_with_reasons_leaves_no_reason_gap():
    answers = {code: {**data, "reason": "Said in words"} for code, data in doubtful().items()}

    assert not [gap for gap in gaps(Situation(), answers) if gap.field == "reason"]


@pytest.mark.parametrize("page", [page for page in book.ALL if any(f.name == "reason" for f in page.fields)],
                         ids=lambda page: page.code)  # fmt: skip
def test_each_doubtful_answer_asks_for_a_reason_and_then_does_not(page):
    for item in page.fields:
        for choice in (choice for choice in item.choices if choice.doubt):
            data = {**opened(page, item), item.name: [choice.value] if item.kind is Kind.CHECKBOXES else choice.value}

            assert item.name in reasons_needed(page, data)


def opened(page, item):
    shown = item.shown
    return {} if shown is None else {shown.name: shown.values[0], **opened(page, page.field(shown.name))}


def test_a_plain_answer_asks_for_no_reason():
    assert reasons_needed(book.page("3b"), {"less": "least"}) == []


def test_what_the_asker_left_open_is_the_askers_gap():
    found = gaps(Situation(voice=Voice.SHARER, asked={"1a": {"purpose": "child", "why": "A visit"}}), {})

    assert of(found, "1a") == []
    assert {gap.owner for gap in of(found, "1b") + of(found, "2b")} == {Owner.ASKER}


def test_a_protected_fact_without_its_case_goes_to_the_data_protection_officer_the_same_day():
    answers = {"S6": {"kinds": ["adoption"]}, "S7": {"protected": ["adoption"]}}

    uncleared = [gap for gap in gaps(Situation(), answers) if gap.owner is Owner.DATA_PROTECTION_OFFICER]

    assert [gap.due_kind for gap in uncleared] == [Due.SAME_DAY]
    answers["S7"]["case_adoption"] = "court"
    assert not [gap for gap in gaps(Situation(), answers) if gap.owner is Owner.DATA_PROTECTION_OFFICER]


def test_covert_material_names_the_route_to_use_instead():
    answers = {"S6": {"kinds": ["intelligence"]}, "S7": {"protected": ["covert"]}}

    assert any("not handled in this service" in gap.sentence for gap in gaps(Situation(), answers))


def test_not_knowing_of_a_live_case_is_a_task_for_the_next_working_day():
    found = of(gaps(Situation(), {"7L": {"live": "unknown"}}), "7L")

    assert [(gap.due_kind, gap.owner) for gap in found] == [(Due.NEXT_WORKING_DAY, Owner.SHARER)]


def test_a_live_case_names_each_conversation_still_to_come():
    found = of(gaps(Situation(), {"7L": {"live": "yes", "officer": "not_yet", "prosecutor": "not_engaged",
                                         "response": "Hold back"}}), "7L")  # fmt: skip

    assert [gap.sentence for gap in found] == ["The officer in the case is still to be spoken to."]


def test_the_weighing_is_asked_only_in_confidence_or_where_the_protocol_asks():
    answers = {"6a": {"agreed": "not_asked"}, "7": {"confidence": "no"}}

    assert of(gaps(Situation(), answers), "7") == []
    assert {gap.field for gap in of(gaps(Situation(weighing=True), answers), "7")} == {"grounds", "weighs_for",
                                                                                       "weighs_against"}  # fmt: skip
    answers["7"] = {"confidence": "interest"}
    assert len(of(gaps(Situation(), answers), "7")) == 3


def test_a_recipient_without_a_line_is_named():
    found = of(gaps(Situation(), {"2a": {"recipients": [{"agency": "Fire", "role": "Duty desk"}]}}), "2a")

    assert "line 1" in found[0].sentence


def test_taking_out_nothing_asks_what_would_be_different():
    assert of(gaps(Situation(), {"3b": {"less": "take_out"}}), "3b")[0].field == "note"


def test_none_ticked_with_others_is_asked_about_and_kept():
    found = of(gaps(Situation(), {"3f": {"effects": ["hurt", "little"], "note": "n"}}), "3f")

    assert "Which of them is meant?" in found[0].sentence


def test_an_unsure_standing_answer_wants_a_few_words():
    situation = Situation(route=Route.PROCEDURE, procedure=PROCEDURE)

    assert of(gaps(situation, {"standing": {"2c": "unsure"}}), "standing")
    assert not of(gaps(situation, {"standing": {"2c": "unsure", "reason": "New law"}}), "standing")


@settings(max_examples=80, deadline=None)
@given(SITUATIONS, ANSWERS)
def test_whatever_is_answered_there_are_only_gaps(situation, answers):
    for gap in gaps(situation, answers):
        assert gap.sentence
        assert gap.owner in Owner
        assert gap.due_kind in Due
        assert gap.code in book.BY_CODE
