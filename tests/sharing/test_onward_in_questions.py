"""Do the questions lead to the agency that something belongs to, wait for its answer, and carry it into the record? (CL-5c)"""

import html
import re

import pytest

from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist, OnwardRequest
from tests.agencies import factories as agencies
from tests.sharing import factories, passing_on
from tests.sharing.factories import ANSWERS, LATER
from tests.sharing.passing_on import CONDITIONS
from tests.sharing.visiting import at, opened, text, visitor

pytestmark = pytest.mark.django_db
NOT_AGREED = "The agency it belongs to has not agreed."


@pytest.fixture
def received(world):
    return factories.disclosure(world)


@pytest.fixture
def questions(world, received):
    """Of the other agency's officer, who wants to tell the third agency, up to whose information it is."""
    answers = {
        **ANSWERS, "2a": {"recipients": [{"agency": world.strangers.name, "role": "Manager", "use": "Visits"}]},
        "5a": {"source": "agency", "agency": f"{world.ours.name}, {received.reference}"},
    }  # fmt: skip
    return factories.checklist(world, by=world.receiver, answers=answers)


def page_of(member, checklist, page="owner-agreed"):
    return at(member, "page", key=checklist.pk, page=page)


def say(member, checklist, **typed):
    """Answer question 5c on its page."""
    with acting_as(member):
        revision = Checklist.objects.get(pk=checklist.pk).revision
    return visitor(member).post(page_of(member, checklist), {"revision": str(revision), **typed}, follow=True)


def filled(member, checklist) -> dict:
    """What stands in the fields of question 5c, as it is opened."""
    found = {}
    for field in re.findall(r"<input[^>]*>", visitor(member).get(page_of(member, checklist)).text):
        told = dict(re.findall(r'(name|value|type)="([^"]*)"', field))
        if told.get("type") != "hidden" and told.get("value") and (told["type"] != "radio" or " checked" in field):
            found[told["name"]] = html.unescape(told["value"])
    return found


def asked_from(world, questions, received):
    return passing_on.ask(world, received, checklist=questions)


def test_ask_them_now_leads_to_the_form_with_what_the_questions_know(world, received, questions):
    page = say(world.receiver, questions, agreed="ask")

    address, _ = page.redirect_chain[-1]
    assert address == at(world.receiver, "ask_owner") + f"?checklist={questions.pk}"
    for known in (received.reference, world.strangers.code):
        assert f'value="{known}" selected' in page.text
    assert ANSWERS["1a"]["why"] in text(page)
    typed = {"disclosure": received.reference, "kind": "pass_on", "to_agency": world.strangers.code, "what": "All", "why": "Why"}
    done = visitor(world.receiver).post(address, typed, follow=True)

    assert "Go on with the questions from which it was asked" in text(done)
    with acting_as(world.receiver):
        made = OnwardRequest.objects.get()
        assert Checklist.objects.get(pk=questions.pk).status == "open"
    assert (made.checklist_id, made.to_agency_id) == (questions.pk, world.strangers.pk)


def test_whose_it_is_is_found_in_the_words_of_the_question_and_one_record_of_theirs_is_chosen(world, received):
    only_named = {**ANSWERS, "5a": {"source": "agency", "agency": f"from {world.ours.name.lower()} we think"}}
    unknown = {**ANSWERS, "5a": {"source": "agency", "agency": "the hospital"}}
    for answers, found in ((only_named, True), (unknown, False)):
        made = factories.checklist(world, by=world.receiver, answers=answers)
        page = visitor(world.receiver).get(at(world.receiver, "ask_owner") + f"?checklist={made.pk}").text
        assert (f'value="{received.reference}" selected' in page) is found


def test_once_asked_the_questions_go_on_and_say_that_it_is_not_answered(world, received, questions):
    asked_from(world, questions, received)

    page = say(world.receiver, questions, agreed="ask")
    address, _ = page.redirect_chain[-1]
    assert "ask_owner" not in address
    for where in (page_of(world.receiver, questions), at(world.receiver, "check", key=questions.pk)):
        assert "not answered yet" in text(visitor(world.receiver).get(where))
    assert NOT_AGREED in text(visitor(world.receiver).get(at(world.receiver, "check", key=questions.pk)))


def test_the_answer_is_filled_in_so_that_it_is_only_confirmed_and_its_conditions_go_with_the_copy(world, received, questions):
    owner = passing_on.asset_owner(world)
    made = asked_from(world, questions, received)
    say(world.receiver, questions, agreed="ask")
    passing_on.answer(made, owner, "conditions", conditions=CONDITIONS)

    proposed = filled(world.receiver, questions)
    assert proposed == {
        "agreed": "yes", "agreed_on_day": "18", "agreed_on_month": "11", "agreed_on_year": "2026", "conditions": CONDITIONS,
        "agreed_by": f"{owner.job_title}, {world.ours}",
    }  # fmt: skip

    say(world.receiver, questions, **proposed)
    check = text(visitor(world.receiver).get(at(world.receiver, "check", key=questions.pk)))
    assert NOT_AGREED not in check
    with acting_as(world.receiver):
        fresh = Checklist.objects.get(pk=questions.pk)
        record = actions.record_disclosure(fresh, by=world.receiver, at=LATER, shared_at=LATER)
    assert CONDITIONS in record.restrictions

    assert f"Passed on with the agreement of {world.ours} of 18 November 2026" in text(opened(world.receiver, record, "disclosure"))
    # The agreement leads to the record that came of it, for who may open that.
    assert record.get_absolute_url() in opened(world.receiver, made, "onward_request").text
    assert record.reference not in opened(owner, made, "onward_request").text
    assert made.reference not in opened(world.stranger, record, "disclosure").text


def test_a_refusal_fills_nothing_in(world, received, questions):
    made = asked_from(world, questions, received)
    say(world.receiver, questions, agreed="ask")
    passing_on.answer(made, world.head, "refused", why="It would show who told us.")

    assert filled(world.receiver, questions) == {"agreed": "ask"}
    page = visitor(world.receiver).get(page_of(world.receiver, questions))
    assert "did not agree on 18 November 2026" in text(page)
    check = text(visitor(world.receiver).get(at(world.receiver, "check", key=questions.pk)))
    assert NOT_AGREED in check and "has not answered" not in check


def test_leave_to_use_it_oneself_fills_in_no_agreement_to_pass_it_on(world, received, questions):
    made = passing_on.ask(world, received, checklist=questions, kind="new_use")
    say(world.receiver, questions, agreed="ask")
    passing_on.answer(made, world.head)

    assert filled(world.receiver, questions) == {"agreed": "ask"}


def test_what_is_passed_on_without_agreement_says_so_on_both_pages_and_an_answer_afterwards_changes_nothing(
    world, received, questions
):
    made = asked_from(world, questions, received)
    with acting_as(world.receiver):
        record = actions.record_disclosure(questions, by=world.receiver, at=LATER, shared_at=factories.NOON)

    assert "not answered yet" in text(opened(world.receiver, record, "disclosure"))
    said = f"{world.ours} has not agreed. It was passed on all the same, in {record.reference}."
    page = text(opened(world.receiver, made, "onward_request"))
    assert said in page and "Until then it is not passed on" not in page
    assert record.reference not in text(opened(world.head, made, "onward_request"))
    passing_on.answer(made, world.head)

    page = text(opened(world.receiver, record, "disclosure"))
    assert f"{world.ours} agreed on 18 November 2026" in page and "Passed on with the agreement" not in page


def test_what_somebody_said_otherwise_stands(world, received, questions):
    made = asked_from(world, questions, received)
    say(world.receiver, questions, agreed="standing")
    passing_on.answer(made, world.head)

    assert filled(world.receiver, questions)["agreed"] == "standing"


def test_a_colleague_who_carries_on_with_the_questions_sees_the_answer(world, received):
    first, second = (agencies.member(world.registrar, world.theirs, job_title="Constable") for _ in range(2))
    with acting_as(world.receiver):
        actions.let_in(
            received, first, by=world.receiver, at=factories.NOON, reason="Passes it on", ends_on=factories.DAY.replace(day=30)
        )
    answers = {**ANSWERS, "5a": {"source": "agency", "agency": world.ours.name}, "5c": {"agreed": "ask"}}
    begun = factories.checklist(world, by=first, answers=answers)
    made = passing_on.ask(world, owner_agency=world.ours, which="Their letter", by=first, checklist=begun)

    assert made.reference in text(visitor(second).get(page_of(second, begun)))
    with acting_as(world.asker):
        assert not OnwardRequest.objects.visible_to(world.asker).exists()


def test_nobody_asks_from_anothers_questions(world, received):
    with acting_as(world.asker):
        theirs = factories.checklist(world, by=world.asker)
    assert visitor(world.officer).get(at(world.officer, "ask_owner") + f"?checklist={theirs.pk}").status_code == 404
