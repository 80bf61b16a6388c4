"""Is disposal proposed only for what is due, free and no longer needed, and in a way that does?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CopyReview
from compliance.rules.retention import METHODS
from sharing.models import Holding
from tests.compliance import copies
from tests.compliance.copies import ANSWERS, NOW, PAPER, copy_of
from tests.sharing import factories as sharing

pytestmark = pytest.mark.django_db
S = Holding.Status


def propose(member, copy, answers=ANSWERS, **more):
    with acting_as(member):
        return actions.propose_disposal(copy, by=member, at=NOW, answers=answers, **{**PAPER, **more})


def test_it_waits_for_a_second_person_who_is_told(world):
    record = copies.due(world)

    review = propose(world.officer, copy_of(world.officer, record))

    assert (review.status, review.proposed_by) == (CopyReview.Status.PROPOSED, world.officer)
    assert copy_of(world.officer, record).status == S.UNDER_REVIEW
    with acting_as(world.head):
        assert Notice.objects.visible_to(world.head).filter(kind="disposal_proposed").count() == 1
    with acting_as(world.officer):
        assert not Notice.objects.visible_to(world.officer).filter(kind="disposal_proposed").exists()


def test_what_is_not_due_is_not_proposed(world):
    record = copies.closed(world)

    with pytest.raises(MoveRefused, match="kept until its date"):
        propose(world.officer, copy_of(world.officer, record))


def test_without_a_rule_nothing_is_disposed_of(world):
    plain = sharing.world()
    record = sharing.disclosure(plain)
    with acting_as(plain.officer, "test"):
        Holding.objects.filter(disclosure=record).update(status="due")

    with pytest.raises(MoveRefused, match="No rule"):
        propose(plain.officer, copy_of(plain.officer, record))


def test_a_matter_that_is_not_closed_has_not_begun_to_count(world):
    record = sharing.disclosure(world)
    copies.fall_due(world)

    with pytest.raises(MoveRefused, match="not closed"):
        propose(world.officer, copy_of(world.officer, record))


@pytest.mark.parametrize(("question", "answer"), [("needed", "yes"), ("request", "yes"), ("needed", "")])
def test_what_is_needed_or_asked_for_is_not_disposed_of(world, question, answer):
    copy = copy_of(world.officer, copies.due(world))

    with pytest.raises(MoveRefused, match="needed|hold"):
        propose(world.officer, copy, answers=ANSWERS | {question: answer})


@pytest.mark.parametrize(
    ("form", "method"), [("paper", "erase"), ("electronic", "cross_cut"), ("paper", "bin"), ("stone", "destroy")]
)
def test_a_method_has_to_do_for_what_the_copy_is_on(world, form, method):
    copy = copy_of(world.officer, copies.due(world))

    with pytest.raises(ValueError, match="does not do"):
        propose(world.officer, copy, asset_form=form, method=method)


def test_an_ordinary_bin_is_offered_for_nothing():
    assert not [method for methods in METHODS.values() for method in methods if "bin" in method.label.lower()]


def test_one_that_a_hold_overtook_is_proposed_afresh(world):
    record = copies.due(world)
    old = propose(world.officer, copy_of(world.officer, record))
    copies.lift(copies.hold(world, disclosure=record), world.officer, world.head)

    with acting_as(world.head), pytest.raises(MoveRefused, match="looked at afresh"):
        actions.approve_disposal(old, by=world.head, at=NOW)
    new = propose(world.officer, copy_of(world.officer, record))

    with acting_as(world.officer):
        old.refresh_from_db()
    assert (old.status, new.status) == (CopyReview.Status.SENT_BACK, CopyReview.Status.PROPOSED)


def test_practitioners_and_other_agencies_do_not_propose(world):
    copy = copy_of(world.officer, copies.due(world))

    with pytest.raises(PermissionDenied):
        propose(world.sharer, copy)
    with pytest.raises(Holding.DoesNotExist):
        propose(world.receiver, copy)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_proposes():
    world = copies.world()
    copy = copy_of(world.officer, copies.due(world))
    six = [world.officer, *(copies.second(world) for _ in range(5))]

    fared = sharing.race(
        six, lambda member: actions.propose_disposal(copy, by=member, at=NOW, answers=ANSWERS, **PAPER)
    )

    assert fared == sharing.ONE_DONE_FIVE_REFUSED
