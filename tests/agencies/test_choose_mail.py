"""How one is told by e-mail: chosen by oneself, for each part one plays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies import actions
from agencies.models import Membership, Notice
from agencies.notices import subjects, tell
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db
Mail = Membership.Mail


def choose_mail(member, mail, by=None):
    with acting_as(by or member):
        return actions.choose_mail(member, by=by or member, at=NOON, mail=mail)


def test_one_is_told_as_it_happens_until_one_chooses(officer):
    assert officer.mail == Mail.AT_ONCE
    assert choose_mail(officer, Mail.NEVER).mail == Mail.NEVER
    with acting_as(officer):
        row = officer.history.order_by("-history_id").first()
        assert (row.mail, row.history_verb) == ("never", "choose_mail")


def test_nobody_chooses_for_somebody_else(registrar, officer):
    colleague = factories.member(registrar, officer.agency, Role.HEAD)

    for by in (colleague, registrar):
        with pytest.raises(PermissionDenied):
            choose_mail(officer, Mail.NEVER, by=by)


def test_a_choice_that_is_none_is_refused(officer):
    with pytest.raises(ValueError, match="weekly"):
        choose_mail(officer, "weekly")


def test_what_waited_for_the_daily_mail_goes_by_the_new_choice(officer):
    subjects(tested="A notice")
    officer = choose_mail(officer, Mail.DAILY)
    with acting_as(officer):
        (notice,) = tell([officer], "tested", at=NOON)
    assert notice.waits_for_digest

    choose_mail(officer, Mail.AT_ONCE)

    with acting_as(officer):
        assert not Notice.objects.get().waits_for_digest


def test_the_page_keeps_the_choice_and_says_so(client, officer):
    here = reverse("agencies:choose_mail", kwargs={"partnership": officer.partnership.slug})
    client.force_login(officer.person)
    assert "always e-mail you at once" in client.get(here).content.decode()

    told = client.post(here, {"mail": "daily"}, follow=True).content.decode()

    assert "By e-mail: once a day, at seven in the morning." in told
    with acting_as(officer):
        assert Membership.objects.get(pk=officer.pk).mail == Mail.DAILY


def test_an_empty_answer_is_asked_again(client, officer):
    client.force_login(officer.person)

    told = client.post(reverse("agencies:choose_mail", kwargs={"partnership": officer.partnership.slug}), {"mail": ""})

    assert "Choose when you want an e-mail" in told.content.decode()
