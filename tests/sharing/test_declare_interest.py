"""Does somebody who knows the people of a case leave it, and never open it again?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CasePresence, CaseRecord
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.meetings import do
from tests.sharing.visiting import at, text, visitor

pytestmark = pytest.mark.django_db


def sees(member):
    with acting_as(member):
        return CaseRecord.objects.visible_to(member).exists()


def test_before_the_item_they_are_not_present_for_it(made):
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made, opened=False)

    do(actions.declare_interest, item, by=made.sergeant)
    do(actions.open_item, item, by=made.chair)

    assert not sees(made.sergeant)
    with acting_as(made.chair):
        assert [one.attendance.member for one in CasePresence.objects.all()] == [made.chair]


def test_during_and_after_it_their_access_ends(made):
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    assert sees(made.sergeant)

    do(actions.declare_interest, item, by=made.sergeant)

    assert not sees(made.sergeant)
    with acting_as(made.chair):
        assert CasePresence.objects.get(attendance__member=made.sergeant).left_at == meetings.THE_DAY


def test_it_holds_for_the_chair_and_for_the_person_under_another_part(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made)

    do(actions.declare_interest, item, by=made.chair)

    assert not sees(made.chair)


def test_for_a_guest_the_chair_writes_it_down(made):
    meetings.begun(made, made.chair)
    guest = do(actions.admit, made.meeting, by=made.chair, name="Shelter Manager")
    item = meetings.case(made, opened=False)

    do(actions.declare_interest, item, by=made.chair, attendance=guest)
    do(actions.open_item, item, by=made.chair)

    with acting_as(made.chair):
        assert not CasePresence.objects.filter(attendance=guest).exists()
    assert sees(made.chair)


def test_it_is_declared_once_and_for_nobody_else(made):
    chair, _ = meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    with pytest.raises(PermissionDenied):
        do(actions.declare_interest, item, by=made.sergeant, attendance=chair)
    do(actions.declare_interest, item, by=made.sergeant)
    with pytest.raises(MoveRefused, match="already"):
        do(actions.declare_interest, item, by=made.sergeant)


def test_nobody_is_present_under_another_of_their_memberships(made):
    other = agencies.member(made.registrar, made.housing, email=made.sergeant.person.email, job_title="Volunteer")
    meetings.begun(made, made.chair, other)
    item = meetings.case(made, opened=False)

    do(actions.declare_interest, item, by=made.sergeant)
    do(actions.open_item, item, by=made.chair)

    with acting_as(made.chair):
        assert [one.attendance.member_id for one in CasePresence.objects.all()] == [made.chair.pk]


def test_on_the_page_the_chair_declares_it_for_a_guest_and_nobody_else_can(made):
    meetings.begun(made, made.chair, made.sergeant)
    guest = do(actions.admit, made.meeting, by=made.chair, name="Shelter Manager", body="Night Shelter")
    item = meetings.case(made, opened=False)
    kwargs = {"reference": made.meeting.reference, "number": 1}

    def declare(member, **typed):
        return visitor(member).post(at(member, "declare_interest", **kwargs), {"acting": str(member.pk), **typed})

    assert "Shelter Manager, Night Shelter" in text(visitor(made.chair).get(at(made.chair, "declare_interest", **kwargs)))
    assert "Shelter Manager" not in text(visitor(made.sergeant).get(at(made.sergeant, "declare_interest", **kwargs)))
    assert declare(made.chair, who=str(guest.pk), confirm="on").status_code == 302
    do(actions.open_item, item, by=made.chair)

    with acting_as(made.chair):
        assert {one.attendance.name for one in CasePresence.objects.select_related("attendance")} == {
            made.chair.named, made.sergeant.named
        }  # fmt: skip
    assert sees(made.chair)
    assert declare(made.sergeant, who=str(guest.pk), confirm="on").status_code == 302
    assert not sees(made.sergeant)
