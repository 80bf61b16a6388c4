"""Can questions be put aside, and only while nothing came of them?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist, OnwardRequest
from tests.agencies import factories as agencies
from tests.sharing import factories, passing_on
from tests.sharing.factories import NOON
from tests.sharing.visiting import at, text, visitor

pytestmark = pytest.mark.django_db


def test_unfinished_questions_are_put_aside(world):
    made = factories.checklist(world, answers={})

    with acting_as(world.sharer):
        actions.give_up(made, by=world.sharer, at=NOON)

        assert Checklist.objects.get(pk=made.pk).status == Checklist.Status.ABANDONED


def test_what_was_recorded_is_not_given_up(world):
    record = factories.owed(world)

    with acting_as(world.sharer), pytest.raises(MoveRefused):
        actions.give_up(record.reasoning, by=world.sharer, at=NOON)


def test_nobody_gives_up_the_questions_of_a_colleague_in_another_job(world):
    made = factories.checklist(world, answers={})

    with acting_as(world.colleague), pytest.raises(PermissionDenied):
        actions.give_up(made, by=world.colleague, at=NOON)


def asked_from(world, by=None):
    """Questions of the other agency's officer, and what was asked from them of the agency that something belongs to."""
    made = factories.checklist(world, by=by or world.receiver, answers={})
    return made, passing_on.ask(world, owner_agency=world.ours, which="Their letter", by=by or world.receiver, checklist=made)


def give_up_page(member, checklist, **typed):
    browser, address = visitor(member), at(member, "give_up", key=checklist.pk)
    return browser.post(address, {"acting": str(member.pk), **typed}, follow=True) if typed else browser.get(address)


def statuses(member, checklist, onward):
    with acting_as(member):
        return Checklist.objects.get(pk=checklist.pk).status, OnwardRequest.objects.get(pk=onward.pk).status


def test_the_page_says_that_a_question_to_an_owner_still_waits_and_offers_to_withdraw_it(world):
    made, asked = asked_from(world)

    page = text(give_up_page(world.receiver, made))
    assert f"Asked of {world.ours}" in page and "not answered yet" in page and "no other agency is told" not in page
    assert f"Withdraw {asked.reference}, asked of {world.ours}" in page
    done = text(give_up_page(world.receiver, made, withdraw=asked.reference))

    assert f"{asked.reference} is withdrawn, and {world.ours} has been told" in done
    assert statuses(world.receiver, made, asked) == ("abandoned", "withdrawn")
    with acting_as(world.officer):
        assert Notice.objects.visible_to(world.officer).filter(kind="onward_withdrawn").count() == 1


def test_it_may_also_be_left_to_be_answered(world):
    made, asked = asked_from(world)

    give_up_page(world.receiver, made, csrf="")

    assert statuses(world.receiver, made, asked) == ("abandoned", "sent")


def test_where_nothing_waits_the_page_offers_nothing(world):
    made, asked = asked_from(world)
    passing_on.answer(asked, world.head)

    page = text(give_up_page(world.receiver, made))
    assert "no other agency is told" in page and "Withdraw" not in page
    assert statuses(world.receiver, made, asked) == ("open", "granted")


def test_what_was_answered_meanwhile_is_looked_at_before_anything_is_given_up(world):
    made, asked = asked_from(world)
    passing_on.answer(asked, world.head)
    _, other = asked_from(world)
    assert "What you want to withdraw was answered" in text(give_up_page(world.receiver, made, withdraw=asked.reference))

    asked_again = passing_on.ask(world, owner_agency=world.ours, which="Another", by=world.receiver, checklist=made)
    page = text(give_up_page(world.receiver, made, withdraw=asked.reference))

    assert "What you want to withdraw was answered" in page and "Select one" not in page
    assert statuses(world.receiver, made, asked_again) == ("open", "sent")
    with acting_as(world.receiver), pytest.raises(ValueError, match="not asked from these questions"):
        actions.give_up(made, by=world.receiver, at=NOON, withdrawing=[other])
    assert statuses(world.receiver, made, other) == ("open", "sent")


def test_a_colleague_in_the_same_job_reads_who_can_withdraw_it(world):
    made, asked = asked_from(world, world.asker)
    other = agencies.member(world.registrar, world.theirs, Role.PRACTITIONER, job_title=world.asker.job_title)

    page = text(give_up_page(other, made))

    assert "designated officer of your agency, can withdraw it" in page and "Withdraw what was asked" not in page
    give_up_page(other, made, csrf="")
    assert statuses(world.asker, made, asked) == ("abandoned", "sent")
