"""Does whoever issued a notice learn that it arrived? (confirm_notice)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions, queue
from tests.agencies import factories as agencies
from tests.compliance.factories import LATER, NOTICE, ONE_DONE_FIVE_REFUSED, do, failure, race, world

pytestmark = pytest.mark.django_db


def issued(here):
    return do(actions.issue_notice, failure(here), by=here.officer, to_agency=here.theirs, **NOTICE)


def waiting(member):
    with acting_as(member):
        return [one.what for one in queue.waiting_for(member, LATER.date()) if "receipt" in one.what]


def test_it_leaves_the_queue_and_whoever_issued_it_is_told():
    here = world()
    notice = issued(here)
    assert len(waiting(here.receiver)) == 1

    notice = do(actions.confirm_notice, notice, by=here.receiver)

    assert (notice.received_at, notice.received_by) == (LATER, here.receiver)
    assert waiting(here.receiver) == []
    with acting_as(here.officer):
        assert Notice.objects.visible_to(here.officer).filter(kind="notice_confirmed").count() == 1


def test_only_the_agency_that_it_is_for_confirms_it():
    here = world()
    notice = issued(here)

    for who in (here.officer, here.asker):
        with pytest.raises(PermissionDenied):
            do(actions.confirm_notice, notice, by=who)
    with pytest.raises(PermissionDenied):
        do(actions.confirm_notice, notice, by=here.stranger)


def test_once_is_enough():
    here = world()
    notice = do(actions.confirm_notice, issued(here), by=here.receiver)

    with pytest.raises(MoveRefused, match="already confirmed"):
        do(actions.confirm_notice, notice, by=here.receiver)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_confirms_it():
    here = world()
    notice = issued(here)
    officers = [agencies.member(here.registrar, here.theirs, "officer") for _ in range(6)]

    assert race(officers, lambda one: actions.confirm_notice(notice, by=one, at=LATER)) == ONE_DONE_FIVE_REFUSED
