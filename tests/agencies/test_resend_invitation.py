"""Does sending an invitation again make a new link, end the old one, and count seven days anew?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies import actions
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.inviting import CHOSEN, invite, link

pytestmark = pytest.mark.django_db


def resend_invitation(invitation, by, at=None):
    with acting_as(by):
        return actions.resend_invitation(invitation, by=by, at=at or timezone.now())


def test_the_new_link_works_and_the_old_one_does_not(client, officer):
    invited = invite(officer, officer.agency, at=timezone.now())
    old = link()

    resend_invitation(invited, officer)
    new = link()

    assert len(mail.outbox) == 2
    assert client.post(old, CHOSEN).status_code == 410
    assert client.post(new, CHOSEN).status_code == 302


def test_an_expired_invitation_works_again_for_seven_days(client, officer):
    long_ago = timezone.now() - timedelta(days=30)
    invited = invite(officer, officer.agency, at=long_ago)
    assert invited.status_at(timezone.now()) == "expired"

    sent = resend_invitation(invited, officer)

    assert sent.status_at(timezone.now() + timedelta(days=6)) == "invited"
    assert client.get(link()).status_code == 200


def test_what_could_not_be_delivered_is_tried_anew(officer):
    invited = invite(officer, officer.agency, at=timezone.now())
    with acting_as(officer):
        type(invited).objects.filter(pk=invited.pk).update(attempts=12, failure="SMTPException: no")

    sent = resend_invitation(invited, officer)

    assert (sent.attempts, sent.failure, sent.sent_at) == (0, "", None)


def test_one_that_is_over_is_not_sent_again(client, officer):
    invited = invite(officer, officer.agency, at=timezone.now())
    client.post(link(), CHOSEN)

    with pytest.raises(MoveRefused, match="accepted already"):
        resend_invitation(invited, officer)


def test_an_officer_does_not_send_what_only_a_head_may_give(registrar, officer):
    head = factories.member(registrar, officer.agency, Role.HEAD)
    invited = invite(head, officer.agency, roles=[Role.HEAD])

    with pytest.raises(PermissionDenied):
        resend_invitation(invited, officer)
    resend_invitation(invited, head)
