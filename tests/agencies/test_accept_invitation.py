"""Does the link of an invitation let in whom it was sent to, once, for seven days, and nobody else to anything?"""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from agencies import actions
from agencies.models import Invitation, Membership, Notice, Person
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.inviting import CHOSEN, invite, link
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(officer, agency):
    return invite(officer, agency, at=timezone.now())


def accept(invitation, by, at=None, **typed):
    with acting_as(by):
        typed = {"name": "New Person", "password": "three random words", **typed}
        return actions.accept_invitation(invitation, by=by, at=at or timezone.now(), **typed)


def test_the_link_lets_in_whom_it_was_sent_to(client, registrar, officer, invited):
    path = link()

    shown = text(client.get(path))
    answer = client.post(path, CHOSEN)

    assert f"You are invited to act for {invited.agency}" in shown
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    person = Person.objects.get(email=invited.email)
    assert (person.name, person.check_password("three random words")) == ("New Person", True)
    with acting_as(registrar):
        member = Membership.objects.get(person=person)
        assert (member.roles, member.job_title, member.agency_id) == ([Role.PRACTITIONER], "Housing Officer", invited.agency_id)
        row = member.history.get()
        assert (row.history_verb, row.history_member_id) == ("accept_invitation", registrar.pk)
    with acting_as(officer):
        assert Notice.objects.visible_to(officer).get().kind == "invitation_accepted"


def test_who_has_accepted_signs_in_and_reaches_home(client, registrar, invited):
    client.post(link(), CHOSEN)

    client.post(reverse("account_login"), {"login": invited.email, "password": "three random words"})

    assert client.get(reverse("home", kwargs={"partnership": registrar.partnership.slug})).status_code == 200


def test_a_link_works_once(client, registrar, invited):
    path = link()
    client.post(path, CHOSEN)

    again = client.post(path, {**CHOSEN, "password": "somebody else's words", "again": "somebody else's words"})

    assert again.status_code == 410
    assert "accepted" in text(again)
    assert Person.objects.get(email=invited.email).check_password("three random words")
    with pytest.raises(MoveRefused, match="accepted already"):
        accept(invited, registrar)


def test_a_link_works_for_seven_days(client, registrar, invited):
    path = link()

    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        late = client.get(path)
        with pytest.raises(MoveRefused, match="expired"):
            accept(invited, registrar)

    assert late.status_code == 410
    assert "It worked for 7 days" in text(late)
    assert not Person.objects.filter(email=invited.email).exists()


@pytest.mark.parametrize("change", [lambda key: key[:-1] + "x" * 2, lambda key: key.swapcase(), lambda key: ""])
def test_another_word_than_the_links_leads_nowhere(client, invited, change):
    path, _, key = link().partition("key=")

    answer = client.get(f"{path}key={change(key)}")

    assert answer.status_code == 410
    assert invited.agency.name not in text(answer)


def test_a_link_leads_nowhere_in_another_partnership(client, invited):
    other = factories.partnership()
    key = link().partition("?")[2]

    answer = client.get(f"/account/invitation/{other.partnership.slug}/?{key}")

    assert (answer.status_code, client.get(f"/account/invitation/nowhere/?{key}").status_code) == (410, 410)


def test_the_link_of_who_has_a_password_changes_none(client, registrar, invited):
    path = link()
    other = factories.partnership()
    factories.member(other, factories.agency(other), email=invited.email)

    shown = text(client.get(path))
    client.post(path, CHOSEN)

    assert "Your password stays as it is" in shown
    assert Person.objects.get(email=invited.email).check_password("correct horse")
    with acting_as(registrar):
        assert Invitation.objects.get(pk=invited.pk).member.person.email == invited.email


def test_who_was_let_in_without_a_password_chooses_one(client, registrar, invited):
    with acting_as(registrar):
        Person.objects.create_user(invited.email, None, name="Known", joined_at=timezone.now())

    client.post(link(), CHOSEN)

    assert Person.objects.get(email=invited.email).check_password("three random words")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"password": "password1234", "again": "password1234"}, "Many people use this password"),
        ({"again": "other random words"}, "The two passwords must be the same"),
        ({"name": ""}, "Enter your full name"),
    ],
)
def test_what_is_wrong_is_said_and_the_link_still_works(client, invited, typed, said):
    path = link()

    answer = client.post(path, {**CHOSEN, **typed})

    assert answer.status_code == 200
    assert said in text(answer)
    assert client.post(path, CHOSEN).status_code == 302


def test_who_was_barred_meanwhile_is_not_let_in(client, registrar, invited):
    other = factories.partnership()
    known = factories.member(other, factories.agency(other), email=invited.email)
    path = link()
    with acting_as(other, "bar"):
        known.person.is_active = False
        known.person.save(update_fields=["is_active"])

    answer = client.post(path, CHOSEN)

    assert answer.status_code == 410
    assert "has been closed" in text(answer)


def test_somebody_else_who_is_signed_in_here_is_asked_to_sign_out(officer, invited):
    path = link()
    browser = visitor(officer)

    assert "Somebody else is signed in here" in text(browser.get(path))
    browser.post(path, CHOSEN)
    assert not Person.objects.filter(email=invited.email).exists()


def test_opening_the_link_changes_nothing(client, registrar, invited):
    path = link()

    for _ in range(3):
        client.get(path)

    with acting_as(registrar):
        assert Invitation.objects.get(pk=invited.pk).accepted_at is None
    assert not Person.objects.filter(email=invited.email).exists()


@pytest.mark.parametrize("role", [Role.BOARD_ADMINISTRATOR, Role.HEAD, Role.OFFICER, Role.PRACTITIONER])
def test_nobody_accepts_for_another(registrar, agency, invited, role):
    with pytest.raises(PermissionDenied):
        accept(invited, factories.member(registrar, agency, role))


def test_the_mail_says_who_asks_and_until_when_and_nothing_more(registrar, officer, invited):
    link()

    (letter,) = mail.outbox
    assert letter.to == [invited.email]
    assert letter.subject == f"You are invited to act for {invited.agency.name}"
    assert registrar.partnership.name in letter.body
    assert officer.person.email not in letter.body
