"""The facts drawn from the answers, the words they are shown in, and who is shown which."""

import datetime as dt
import json

from hypothesis import given, settings

from sharing.checklist import (
    Route,
    Situation,
    Tense,
    Voice,
    asker_answers,
    facts,
    known,
    printed,
    proposals,
    recipient_copy,
    recorded_sentence,
    summary,
)  # fmt: skip
from tests.sharing.checklist.answering import ANSWERS, PROCEDURE, SITUATIONS

PLAIN = {
    "S4": {"people": [{"reference": "AB 1980", "part": "harmed", "child": "no"},
                      {"reference": "CD 2015", "part": "harmed", "child": "yes"},
                      {"reference": "EF 1975", "part": "suspected", "child": "no"}]},
    "S6": {"kinds": ["problem", "housing"]},
    "1a": {"purpose": "antisocial", "why": "To decide on rehousing by Friday"},
    "1b": {"helps": ["harmed", "cause"]},
    "2a": {"recipients": [{"agency": "Fire", "role": "Duty desk", "use": "Check the flat"}]},
    "2c": {"basis": "job", "task": "housing"},
    "3e": {"kinds": ["health", "mental_health", "offences"], "why_health": "The move depends on it"},
    "3": {"judgement": "Fair and no more than needed"},
    "4a": {"sure": "unchecked", "source": "A call"},
    "4b": {"matched": ["name"]},
    "6a": {"agreed": "limits"},
    "6b": {"told": ["what", "who", "consequences"]},
    "6c": {"limits": "yes", "what": "Only for the choice of area", "ends_on": "2026-12-24"},
    "9": {"channel": "telephone", "knew": "called_back", "marking": "official_sensitive"},
}  # fmt: skip


def test_offences_are_article_10_and_never_special_category():
    only_offences = facts(Situation(), {"3e": {"kinds": ["offences"]}})

    assert only_offences["criminal_offences"] is True
    assert only_offences["special_category"] is False
    assert facts(Situation(), PLAIN)["special_categories"] == ["health"]


def test_victims_and_suspects_are_counted_by_part_without_any_name():
    assert facts(Situation(), PLAIN)["subjects"] == {"count": 3, "parts": {"harmed": 2, "suspected": 1}, "list": False,
                                                     "child": True}  # fmt: skip


def test_what_is_taken_out_is_gone_and_noted_as_left_out():
    answers = {**PLAIN, "3b": {"less": "take_out", "removed": ["housing"], "removed_sensitive": ["offences"]}}

    drawn = facts(Situation(), answers)

    assert drawn["kinds"] == ["problem"]
    assert drawn["left_out"] == ["housing", "offences"]
    assert drawn["criminal_offences"] is False


def test_what_allows_it_is_kept_for_each_party():
    situation = Situation(voice=Voice.SHARER, asked={"2c": {"basis": "duty", "duty": "adults_board"}})

    drawn = facts(situation, PLAIN)["provisions"]

    assert [(row["party"], row["basis"]) for row in drawn] == [("sharer", "job"), ("asker", "duty")]


def test_intelligence_is_not_passed_on():
    drawn = facts(Situation(), {"4c": {"made_of": ["intelligence"], "grading": "A1", "made_clear": "yes"}})

    assert drawn["onward_permitted"] is False


def test_agreement_is_a_basis_only_when_the_law_question_says_so():
    assert facts(Situation(), PLAIN)["consent"] == {"state": "limits", "informed": True, "others": [],
                                                    "is_basis": False}  # fmt: skip


def test_a_branch_left_again_leaves_nothing_behind():
    answers = {**PLAIN, "2c": {"basis": "court"}}

    drawn = facts(Situation(), answers)

    assert drawn["consent"]["state"] == "not_applicable"
    assert drawn["restrictions"] == []


def test_not_knowing_yet_sets_a_reminder_in_90_days():
    assert {"task": "say_whether_it_helped", "days": 90} in facts(Situation(), {"2b": {"changes": ["unknown"]}})[
        "tasks"
    ]


def test_figures_are_depersonalised_and_have_their_own_recipients():
    rows = [{"agency": "Analyst", "use": "Quarterly picture"}]
    drawn = facts(
        Situation(), {"S3": {"who": "no"}, "FIG": {"recipients": rows}, "2a": {"recipients": [{"agency": "Old"}]}}
    )

    assert drawn["data_kind"] == "depersonalised"
    assert [row["agency"] for row in drawn["recipients"]] == ["Analyst"]


def test_the_emergency_page_answers_the_pages_it_stands_for():
    emergency = {"EM": {"why": "A threat to life", "told": "Control room", "told_who": "Supervisor", "kinds": ["concern"],
                        "about": [{"reference": "not known yet"}], "not_checked": True, "channel": "telephone"}}  # fmt: skip

    drawn = facts(Situation(route=Route.EMERGENCY), emergency)

    assert drawn["purpose"]["code"] == "danger"
    assert drawn["recipients"][0]["role"] == "Supervisor"
    assert drawn["kinds"] == ["concern"]
    assert drawn["not_checked"] is True
    assert drawn["subjects"]["count"] == 1


def test_what_was_typed_is_carried_to_the_emergency_page():
    offered = proposals(Situation(), PLAIN)["EM"]

    assert offered["why"] == "To decide on rehousing by Friday"
    assert offered["told"] == "Fire"
    assert offered["kinds"] == ["problem", "housing"]


def test_the_aim_is_proposed_from_the_purpose_and_counts_only_once_saved():
    answers = {"1a": {"purpose": "crime"}, "1b": {"helps": ["child"]}}

    assert proposals(Situation(), answers)["3a"] == {"aims": ["crime", "safety"]}
    assert facts(Situation(), answers)["aims"] == []


def test_the_askers_answers_lie_with_the_request_and_cannot_be_written_over():
    kept = asker_answers(PLAIN)
    situation = Situation(voice=Voice.SHARER, asked=kept)

    assert "3" not in kept
    assert known(situation, {"1a": {"why": "something else"}})["1a"] == PLAIN["1a"]


def test_the_recipients_copy_begins_with_the_limits_and_never_shows_the_reasoning():
    drawn = facts(Situation(), PLAIN)

    copy = recipient_copy(Situation(), PLAIN, drawn["recipients"][0])

    assert copy[0] == ("Limits set by the person", "Only for the choice of area (until 24 December 2026)")
    assert ("Take care", "Not checked.") in copy
    assert any(value.startswith("Identity not confirmed") for _label, value in copy)
    assert ("What you will do with it", "Check the flat") in copy
    assert "Fair and no more than needed" not in str(copy)
    assert "The move depends on it" not in str(copy)


def test_a_source_that_could_be_recognised_prints_a_warning():
    answers = {"5a": {"source": "person", "who": "public"}, "5b": {"asked": "content", "recognised": "yes"}}

    assert any("who told the sender" in value for _label, value in recipient_copy(Situation(), answers))


def test_the_summary_reads_in_words_and_shows_the_askers_answers_to_the_sharer():
    listed = summary(Situation(voice=Voice.SHARER, asked=asker_answers(PLAIN)), {"9": PLAIN["9"]})
    shown = {page.code: lines for page, lines in listed}

    assert ("Purpose", "Deal with anti-social behaviour") in shown["1a"]
    assert ("Marking", "OFFICIAL-SENSITIVE") in shown["9"]


def test_a_procedures_answers_are_part_of_the_summary():
    listed = summary(Situation(route=Route.PROCEDURE, procedure=PROCEDURE), {})

    assert "2c" in [page.code for page, _lines in listed]


def test_under_a_duty_question_7_gives_way_to_one_sentence():
    listed = summary(Situation(), {"2c": {"basis": "duty"}})

    assert [lines[0][1] for page, lines in listed if page.code == "7"] == [
        "Not asked: the law requires this sharing, or a court ordered it."
    ]


def test_the_2013_print_shows_the_repeated_question_in_both_places():
    answers = {**PLAIN, "3b": {"less": "least"}}

    places = [lines for page, lines in printed(Situation(), answers, "APP1-2013") if page.code == "3b"]

    assert len(places) == 2
    assert places[0] == places[1] != []


def test_a_day_without_a_time_is_said_as_the_day():
    told = recorded_sentence(
        "NM-D-2026-0001", recorded_at=dt.datetime(2026, 11, 4, 9, 30), shared_at=dt.datetime(2026, 11, 3), by="you"
    )

    assert told == "Yes. NM-D-2026-0001, recorded by you at 9:30am on 4 November 2026, shared on 3 November 2026."


def test_the_confirmation_says_when_and_how_long_without_blame():
    shared = dt.datetime(2026, 11, 3, 9, 40)
    same_day = recorded_sentence(
        "NM-D-2026-0123", recorded_at=dt.datetime(2026, 11, 3, 10, 12), shared_at=shared, by="you"
    )
    later = recorded_sentence(
        "NM-D-2026-0123", recorded_at=dt.datetime(2026, 11, 5, 10, 40), shared_at=shared, by="you"
    )

    assert same_day == "Yes. NM-D-2026-0123, recorded by you at 10:12am, shared at 9:40am."
    assert later.endswith("shared at 9:40am on 3 November 2026. That is 2 days and 1 hour later.")


@settings(max_examples=80, deadline=None)
@given(SITUATIONS, ANSWERS)
def test_whatever_is_answered_facts_are_plain_values_and_everything_can_be_shown(situation, answers):
    drawn = facts(situation, answers)

    assert json.loads(json.dumps(drawn)) == drawn
    assert summary(situation, answers)
    assert printed(situation, answers)
    for recipient in [None, *drawn["recipients"]]:
        assert recipient_copy(situation.but(tense=Tense.AFTER), answers, recipient)


def test_a_person_on_one_line_says_whether_they_are_a_child():
    people = {"people": [{"reference": "AB 1980", "part": "at_risk", "child": "no", "partner": True}]}

    shown = {page.code: told for page, told in summary(Situation(), {"S4": people})}

    assert shown["S4"] == [
        ("People and households", "AB 1980, At risk, Child: no, They work for an agency of this partnership")
    ]
