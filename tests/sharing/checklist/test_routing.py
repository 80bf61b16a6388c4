"""Which pages, for whom, in which order."""

import pytest
from hypothesis import given, settings

from sharing.checklist import (
    Choice,
    Procedure,
    Route,
    Situation,
    Tense,
    Voice,
    book,
    next_page,
    owed,
    pages,
    previous_page,
    settle,
    unanswered,
)  # fmt: skip
from sharing.checklist.routing import FULL, UNDER_PROCEDURE
from tests.sharing.checklist.answering import ANSWERS, PROCEDURE, SITUATIONS, doubtful

UNDER = Situation(route=Route.PROCEDURE, procedure=PROCEDURE)
ALL_BRANCHES = {
    "S6": {"kinds": ["proceedings"]},
    "5a": {"source": "both"},
    "6a": {"agreed": "yes"},
    "6b": {"told": ["what"]},
}


def codes(situation, answers):
    return [page.code for page in pages(situation, answers)]


def test_the_full_route_has_28_pages_and_at_most_five_branches():
    assert len(pages(Situation(), {})) == 28
    assert len(pages(Situation(), ALL_BRANCHES)) == 33


def test_under_a_procedure_there_are_16_pages():
    assert len(pages(UNDER, {})) == 16
    assert codes(UNDER, {}) == ["S4", "standing", "1a", "2a", "3e", "3b", "3d", "3f", "3", "4a", "4b", "5a", "6a", "7",
                                "7L", "check"]  # fmt: skip


def test_the_full_route_is_in_the_stated_order_with_every_branch_open():
    assert tuple(codes(Situation(), ALL_BRANCHES)) == FULL


def test_an_emergency_is_one_page():
    assert codes(Situation(route=Route.EMERGENCY), {}) == ["EM"]


def test_danger_now_opens_the_emergency_page_and_keeps_the_way_back():
    walk = codes(Situation(), {"S2": {"danger": "yes"}, "1a": {"why": "typed before"}})

    assert walk == ["S1", "S2", "EM"]
    assert codes(Situation(), {"S2": {"danger": "no"}})[2] == "S3"


def test_the_follow_up_has_ten_pages_before_the_check():
    walk = codes(Situation(route=Route.FOLLOW_UP), {"EM": {"why": "a", "told": "b"}})

    assert walk == [f"FU{place}" for place in range(1, 11)] + ["check"]


def test_the_follow_up_drops_agreement_when_a_court_ordered_it():
    walk = codes(Situation(route=Route.FOLLOW_UP), {"EM": {"why": "a", "told": "b"}, "2c": {"basis": "court"}})

    assert "FU8" not in walk
    assert "FU9" not in walk


def test_the_sharer_answering_a_request_is_never_asked_why_who_it_helps_or_what_changes():
    asked = {"1a": {"why": "w"}, "S4": {"people": [{"reference": "AB 1980"}]}}

    walk = codes(Situation(voice=Voice.SHARER, asked=asked), {})

    assert not {"1a", "1b", "2b", "S1", "S4"} & set(walk)
    assert {"2a", "2c", "3", "9"} <= set(walk)


def test_the_asker_explains_and_judges_nothing():
    assert codes(Situation(voice=Voice.ASKER), {}) == ["S1", "S2", "S4", "S5", "S6", "1a", "1b", "2a", "2b", "2c", "6a",
                                                       "check"]  # fmt: skip


@pytest.mark.parametrize(
    ("want", "voice", "tense"),
    [("ask", Voice.ASKER, Tense.BEFORE), ("answer", Voice.SHARER, Tense.BEFORE), ("share", Voice.ALONE, Tense.BEFORE),
     ("record", Voice.ALONE, Tense.AFTER)],
)  # fmt: skip
def test_the_first_page_sets_the_voice_and_the_tense(want, voice, tense):
    settled = settle(Situation(), {"S1": {"want": want}})

    assert (settled.voice, settled.tense) == (voice, tense)


def test_titles_speak_of_what_has_happened_once_it_has():
    after = Situation(tense=Tense.AFTER)

    assert book.page("3b").title_in(Situation()) == "Could you share less and still get there?"
    assert book.page("3b").title_in(after) == "Did you leave anything out?"


def test_figures_take_the_short_form():
    assert codes(Situation(), {"S3": {"who": "no"}}) == ["S1", "S2", "S3", "FIG", "9", "check"]
    assert codes(Situation(route=Route.FIGURES), {}) == ["FIG", "9", "check"]


def test_without_names_goes_to_the_figures_form_before_sharing_only():
    answers = {"3b": {"less": "no_names"}}

    assert codes(Situation(), answers)[-4:] == ["3b", "FIG", "9", "check"]
    assert "FIG" not in codes(Situation(tense=Tense.AFTER), answers)


def test_someone_who_has_died_drops_data_protection_and_keeps_confidence():
    walk = codes(Situation(), {"S3": {"who": "deceased", "relatives": "no"}, "5a": {"source": "person"}})

    assert not {"3e", "3a", "6a", "6d"} & set(walk)
    assert {"5b", "7", "9"} <= set(walk)


def test_a_living_relative_keeps_every_page():
    assert "6d" in codes(Situation(), {"S3": {"who": "deceased", "relatives": "unsure"}})


def test_a_court_order_skips_agreement_and_a_duty_still_tells_the_person():
    order, duty = codes(Situation(), {"2c": {"basis": "court"}}), codes(Situation(), {"2c": {"basis": "duty"}})

    assert not {"6a", "6b", "6c", "6d", "7"} & set(order)
    assert not {"6a", "6b", "6c", "7"} & set(duty)
    assert "6d" in duty


def test_full_agreement_needs_no_weighing_and_agreement_not_fully_told_does():
    told = {"told": ["what", "who", "consequences"]}

    assert "7" not in codes(Situation(), {"6a": {"agreed": "yes"}, "6b": told})
    assert "7" in codes(Situation(), {"6a": {"agreed": "yes"}, "6b": {"told": ["what"]}})
    assert "7" in codes(Situation(), {"6a": {"agreed": "yes", "others": [{"agreed": "refused"}]}, "6b": told})


@pytest.mark.parametrize(("source", "opened"), [("agency", {"5c"}), ("person", {"5b"}), ("both", {"5b", "5c"}),
                                                ("ours", set()), ("unsure", set())])  # fmt: skip
def test_where_it_came_from_opens_its_own_page(source, opened):
    assert {"5b", "5c"} & set(codes(Situation(), {"5a": {"source": source}})) == opened


def test_a_source_that_could_be_worked_out_opens_the_page_about_them():
    assert "5b" in codes(Situation(), {"3d": {"source_exposed": True}})


def test_special_protection_is_asked_only_where_it_is_possible():
    own = Situation(options={"kinds": (Choice("plain", "Plain"), Choice("court", "Court papers", protected=True))})

    assert "S7" not in codes(Situation(), {"S6": {"kinds": ["problem"]}})
    assert "S7" in codes(Situation(), {"S6": {"kinds": ["adoption"]}})
    assert "S7" in codes(own, {"S6": {"kinds": ["court"]}})
    assert "S7" in codes(Situation(), {"S4": {"people": [{"part": "convicted"}]}})


def test_a_standing_answer_that_does_not_hold_becomes_its_own_page():
    assert "2c" in codes(UNDER, {"standing": {"2c": "no"}})
    assert "2c" not in codes(UNDER, {"standing": {"2c": "unsure"}})


def test_a_procedure_cannot_answer_what_belongs_to_the_case():
    bold = Procedure("P", "P", standing={**PROCEDURE.standing, "3": {"judgement": "always fair"}, "1a": {"why": "x"}})

    walk = codes(Situation(route=Route.PROCEDURE, procedure=bold), {})

    assert {"1a", "3"} <= set(walk)


def test_a_procedure_chosen_on_the_way_brings_its_standing_page():
    walk = codes(Situation(procedure=PROCEDURE), {"S3": {"who": "living"}})

    assert walk[:7] == ["S1", "S2", "S3", "S4", "S5", "standing", "1a"]


def test_a_page_that_opens_parts_of_itself_is_shown_once_more():
    situation = Situation(route=Route.FOLLOW_UP)
    answers = {"EM": {"why": "a", "told": "b"}, "5a": {"source": "person"}}

    assert next_page(situation, answers, "FU7").code == "FU7"
    assert next_page(situation, {**answers, "5b": {}}, "FU7").code == "FU8"


def test_what_is_owed_after_an_emergency_shrinks_as_it_is_answered():
    situation = Situation(route=Route.EMERGENCY)
    answers = {"EM": {"why": "a", "told": "b"}, "6d": {"told": "notice"}, "2c": {}}

    assert [page.code for page in owed(situation, answers)] == ["FU1", "FU2", "FU3", "FU4", "FU5", "FU7", "FU8", "FU10"]


def test_an_unknown_page_leads_to_the_first_unanswered_one():
    assert next_page(Situation(), {"S1": {}}, "5b").code == "S2"


@settings(max_examples=80, deadline=None)
@given(SITUATIONS, ANSWERS)
def test_every_walk_ends_in_a_stable_order_and_reaches_every_page(situation, answers):
    walk = pages(situation, answers)
    walked = [page.code for page in walk]

    assert walk
    assert walk == pages(situation, answers)
    assert len(set(walked)) == len(walked)
    order = FULL if {"S1", "S2"} & set(walked) else UNDER_PROCEDURE
    known_order = [code for code in walked if code in order]
    assert known_order == sorted(known_order, key=order.index)
    seen, code = [walked[0]], walked[0]
    filled = {**{page.code: {} for page in book.ALL}, **answers}
    filled_walk = [page.code for page in pages(situation, filled)]
    code, seen = filled_walk[0], [filled_walk[0]]
    while (following := next_page(situation, filled, code)) is not None:
        code = following.code
        seen.append(code)
        assert len(seen) <= len(filled_walk)
    assert seen == filled_walk
    assert {page.code for page in walk if page.code in answers} <= set(walked)


@settings(max_examples=40, deadline=None)
@given(SITUATIONS, ANSWERS)
def test_back_undoes_forward(situation, answers):
    walk = pages(situation, answers)

    assert previous_page(situation, answers, walk[0].code) is None
    for before, after in zip(walk, walk[1:], strict=False):
        assert previous_page(situation, answers, after.code) == before


@settings(max_examples=80, deadline=None)
@given(SITUATIONS, ANSWERS)
def test_no_walk_is_longer_than_promised(situation, answers):
    length = len(pages(situation, answers))

    promised = {Route.FULL: 34, Route.PROCEDURE: 33, Route.FIGURES: 3, Route.EMERGENCY: 1, Route.FOLLOW_UP: 11,
                Route.REFUSAL: 1, Route.MEETING: 7}  # fmt: skip
    assert length <= promised[situation.route]


@settings(max_examples=40, deadline=None)
@given(SITUATIONS, ANSWERS)
def test_the_sharer_is_never_asked_the_askers_questions(situation, answers):
    if settle(situation, answers).voice is Voice.SHARER:
        assert not {"1a", "1b", "2b"} & set(codes(situation, answers))


def test_visiting_every_page_leaves_nothing_unanswered():
    answers = doubtful()

    assert unanswered(Situation(), answers) == []
