"""Is what was said written down by who speaks for each side, and never by whoever decided it?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import DAY, LATER, NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["officer", "head", "receiver"])
def test_either_side_writes_it_down_and_both_are_told(world, who):
    dispute = factories.dispute(world)
    note = factories.discussion(world, dispute, getattr(world, who), offered="Figures by street")

    assert (note.talked_on, note.said, note.offered) == (DAY, "We read the law in two ways.", "Figures by street")
    for member in (world.officer, world.receiver, world.asker):
        with acting_as(member):
            assert Notice.objects.filter(to=member, kind="dispute_discussed").count() == 1
            assert [one.verb for one in dispute.changes.all()] == ["log_discussion", "open_dispute"]


@pytest.mark.parametrize("who", ["asker", "colleague", "stranger"])
def test_nobody_else_does(world, who):
    dispute = factories.dispute(world)
    with pytest.raises(PermissionDenied):
        factories.discussion(world, dispute, getattr(world, who))


def test_the_officer_who_refused_does_not_act_for_the_agency_and_the_deputy_or_head_is_offered(world):
    dispute = factories.dispute(world, factories.refused(world, by=world.officer))
    for act in (
        lambda by: factories.discussion(world, dispute, by),
        lambda by: actions.propose_terms(dispute, by=by, at=NOON, outcome="agreed", terms="Ours"),
        lambda by: actions.escalate(dispute, by=by, at=NOON, code="urgent"),
        lambda by: actions.settle(dispute, by=by, at=NOON, outcome="own_discretion"),
    ):
        with acting_as(world.officer), pytest.raises(PermissionDenied):
            act(world.officer)

    with acting_as(world.receiver):
        assert [one.pk for one in dispute.speakers(world.ours.pk, DAY)] == [world.head.pk]
    deputy = agencies.member(world.registrar, world.ours, Role.OFFICER, job_title="Deputy")
    with acting_as(world.receiver):
        assert [one.pk for one in dispute.speakers(world.ours.pk, DAY)] == [deputy.pk]
    factories.discussion(world, dispute, deputy)


def test_the_same_person_under_another_membership_does_not_either(world):
    dispute = factories.dispute(world, factories.refused(world, by=world.officer))
    with acting_as(world.registrar, "force"):
        again = agencies.member(world.registrar, world.ours, Role.HEAD, starts_on=DAY)
        again.person = world.officer.person
        again.save(update_fields=["person"])

    with pytest.raises(PermissionDenied):
        factories.discussion(world, dispute, again)


def test_what_has_not_happened_and_what_is_closed_is_not_written_down(world):
    dispute = factories.dispute(world)
    with pytest.raises(ValueError, match="has not been held"):
        factories.discussion(world, dispute, talked_on=DAY.replace(year=2027))
    with pytest.raises(ValueError, match="before it was asked for"):
        factories.discussion(world, dispute, talked_on=DAY - timedelta(days=1))
    with acting_as(world.asker):
        actions.withdraw_dispute(dispute, by=world.asker, at=LATER)
    with pytest.raises(MoveRefused, match="closed: withdrawn"):
        factories.discussion(world, dispute)
