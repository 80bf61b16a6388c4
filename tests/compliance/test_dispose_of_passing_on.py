"""Do the words of what was asked about passing something on go with the later of the two records, and not before? (RET-ONWARD)"""

import pytest

from agencies.tenancy import acting_as
from sharing import actions as sharing_actions
from sharing.models import OnwardRequest
from tests.compliance import copies
from tests.sharing import factories as sharing
from tests.sharing import passing_on
from tests.sharing.factories import ANSWERS
from tests.sharing.visiting import opened, text

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


def test_what_still_waited_is_withdrawn_with_them(world):
    record = copies.due(world)
    passing_on.ask(world, record)
    copies.disposed(world, record)
    by_the_other(world, record)

    with acting_as(world.registrar):
        assert OnwardRequest.objects.get().status == "withdrawn"


def test_while_the_record_that_came_of_it_is_kept_the_words_stay(world):
    record = copies.due(world)
    mediator = {"agency": passing_on.MEDIATOR, "role": "Mediator", "use": "Visits", "outside": True}
    answers = {**ANSWERS, "2a": {"recipients": [mediator]}, "5a": {"source": "agency", "agency": world.ours.name}}
    questions = sharing.checklist(world, by=world.receiver, answers=answers)
    passing_on.ask(world, record, checklist=questions)
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
