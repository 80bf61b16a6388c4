"""Do the words of what was asked about passing something on go with the later of the two records, and not before? (RET-ONWARD)"""

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from sharing import actions as sharing_actions
from sharing.models import OnwardRequest
from tests.compliance import copies
from tests.compliance.visiting import at as place
from tests.sharing import factories as sharing
from tests.sharing import passing_on
from tests.sharing.factories import ANSWERS
from tests.sharing.visiting import opened, text, visitor

pytestmark = pytest.mark.django_db
WORDS = ("which", "to_body", "what", "why", "conditions", "answer_why", "provision")


def said(world):
    with acting_as(world.registrar):
        return [getattr(one, name) for one in OnwardRequest.objects.all() for name in WORDS]


def by_the_other(world, record):
    return copies.disposed(world, record, by=world.receiver, second_by=copies.second(world, world.theirs))


def test_with_one_copy_left_the_words_stay_and_with_the_last_they_go(world):
    record = copies.due(world)
    made = passing_on.ask(world, record)
    passing_on.answer(made, world.head, "conditions", conditions=passing_on.CONDITIONS, why="It helps.")

    copies.disposed(world, record)
    assert passing_on.WHAT in said(world)
    by_the_other(world, record)

    assert set(said(world)) == {""}
    with acting_as(world.registrar):
        left = OnwardRequest.objects.get()
    assert (left.status, left.reference, left.answered_by_id) == ("conditions", made.reference, world.head.pk)
    assert "Removed with the last copy of the record" in text(opened(world.receiver, made, "onward_request"))


def despite(by, second, record):
    """Disposed of although something about it is open, for a reason."""
    answers, reason = {**copies.ANSWERS, "request": "yes"}, "We no longer want to pass it on"
    with acting_as(by):
        copy = copies.copy_of(by, record)
        review = actions.propose_disposal(copy, by=by, at=copies.NOW, answers=answers, reason=reason, **copies.PAPER)
    with acting_as(second):
        review = actions.approve_disposal(review, by=second, at=copies.NOW)
    with acting_as(by):
        return actions.dispose(review, by=by, at=copies.SOON)


def test_a_question_that_waits_is_shown_to_both_sides_before_their_copy_goes_and_asks_for_a_reason(world):
    record = copies.due(world)
    made = passing_on.ask(world, record)
    said = f"{made.reference} is an unanswered question about this record."

    for officer in (world.officer, world.receiver):
        address = place(officer, "propose_disposal", reference=record.reference)
        assert said in text(visitor(officer).get(address))
        with pytest.raises(MoveRefused, match=f"{made.reference} is an unanswered question"):
            copies.proposed(world, record, officer)
    shown = text(visitor(world.officer).get(place(world.officer, "copy", reference=record.reference)))
    assert "What is open about this record" in shown and said in shown
    assert made.get_absolute_url() in visitor(world.officer).get(place(world.officer, "copy", reference=record.reference)).text


def test_a_question_that_is_answered_or_about_another_record_is_not_in_the_way(world):
    record = copies.due(world)
    passing_on.answer(passing_on.ask(world, record), world.head)
    passing_on.ask(world, copies.due(world))

    assert copies.proposed(world, record).status == "proposed"


def test_whoever_disposed_of_their_copy_can_still_be_answered_and_ask_no_more(world):
    record = copies.due(world)
    made = passing_on.ask(world, record)
    despite(world.receiver, copies.second(world, world.theirs), record)

    assert opened(world.receiver, made, "onward_request").status_code == 200
    assert opened(world.head, made, "answer_onward").status_code == 200
    with pytest.raises(MoveRefused, match="disposed of its copy"):
        passing_on.ask(world, record, at=copies.SOON)
    assert passing_on.answer(made, world.head, at=copies.SOON).status == "granted"
    assert "Agreed" in text(opened(world.receiver, made, "onward_request"))


def test_what_still_waited_is_withdrawn_with_them(world):
    record = copies.due(world)
    made = passing_on.ask(world, record)
    despite(world.officer, world.head, record)
    despite(world.receiver, copies.second(world, world.theirs), record)

    with acting_as(world.registrar):
        assert OnwardRequest.objects.get().status == "withdrawn"
    assert "The record is disposed of." in text(opened(world.receiver, made, "onward_request"))


def test_while_the_record_that_came_of_it_is_kept_the_words_stay(world):
    record = copies.due(world)
    mediator = {"agency": passing_on.MEDIATOR, "role": "Mediator", "use": "Visits", "outside": True}
    answers = {**ANSWERS, "2a": {"recipients": [mediator]}, "5a": {"source": "agency", "agency": world.ours.name}}
    questions = sharing.checklist(world, by=world.receiver, answers=answers)
    passing_on.answer(passing_on.ask(world, record, checklist=questions), world.head)
    with acting_as(world.receiver):
        when = {"by": world.receiver, "at": copies.CLOSED_AT}
        later = sharing_actions.record_disclosure(questions, shared_at=copies.CLOSED_AT, **when)
        sharing_actions.close_matter(later, on=copies.CLOSED, **when)
    copies.fall_due(world)

    copies.disposed(world, record)
    by_the_other(world, record)
    assert passing_on.WHAT in said(world)

    by_the_other(world, later)
    assert set(said(world)) == {""}
