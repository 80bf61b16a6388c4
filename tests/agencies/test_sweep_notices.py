"""Is every notice sent, once, and does one that cannot be sent leave the others alone?"""

import pytest
from django.core import mail

from agencies.models import Notice
from agencies.notices import subjects, tell
from agencies.roles import Role
from agencies.tasks import sweep_notices
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    subjects(tested="Answer {reference} by Friday")
    registrar = factories.partnership()
    return factories.member(registrar, factories.agency(registrar), Role.OFFICER)


def raised(officer):
    with acting_as(officer):
        return {notice.kind: notice for notice in Notice.objects.all()}


def test_a_notice_is_sent_once_however_often_it_is_swept(officer):
    with acting_as(officer):
        tell([officer, officer], "tested", at=NOON, reference="T-R-2026-0001", link="/testshire/requests/T-R-2026-0001/")

    sweep_notices()
    sweep_notices()

    assert [letter.subject for letter in mail.outbox] == ["Answer T-R-2026-0001 by Friday"]
    assert raised(officer)["tested"].sent_at is not None


def test_one_that_cannot_be_put_into_words_does_not_stop_the_rest(officer):
    with acting_as(officer):
        Notice(partnership_id=officer.partnership_id, to=officer, kind="unheard_of", raised_at=NOON).save(force_insert=True)
        tell([officer], "tested", at=NOON, reference="T-R-2026-0002")

    sweep_notices()

    found = raised(officer)
    assert found["tested"].sent_at is not None
    assert found["unheard_of"].sent_at is None
    assert "KeyError" in found["unheard_of"].failure
    assert found["unheard_of"].lease_until is not None
