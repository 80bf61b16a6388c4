"""Does one command found a partnership, and say plainly what it did when it is repeated?"""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from agencies import actions, tasks
from agencies.models import Agency, Membership, Partnership
from agencies.roles import Role
from agencies.sweeps import registrar
from agencies.tenancy import Who, acting, acting_as
from tests.agencies import factories
from tests.agencies.inviting import CHOSEN
from tests.sharing.visiting import text

pytestmark = pytest.mark.django_db


def found(slug="harbour", name="Harbour Partnership", prefix="HP", administrator="first@hdc.example", **more):
    said = StringIO()
    words = {"name": more.pop("person", "First Person"), "agency": "Harbour Council", "code": "HDC", **more}
    options = [f"--{option}={value}" for option, value in words.items()]
    call_command("found_partnership", slug, name, prefix, "--administrator", administrator, *options, stdout=said)
    return said.getvalue()


def path(told):
    return re.search(r"https?://[^/]+(/\S+)", told)[1]


def test_the_first_administrator_comes_in_by_the_link_and_sets_the_rest_up(client):
    told = found()

    assert "Harbour Partnership is founded, with Harbour Council as its first agency." in told
    tasks.sweep_invitations()
    (letter,) = mail.outbox
    assert path(told) in letter.body
    client.post(path(told), CHOSEN)
    partnership = Partnership.objects.get(slug="harbour")
    with acting(Who(partnership=str(partnership.pk), role=Role.REGISTRAR)):
        (member,) = Membership.objects.active(timezone.localdate()).with_role(Role.BOARD_ADMINISTRATOR)
        assert (member.person.email, member.agency.code) == ("first@hdc.example", "HDC")
    client.post("/account/login/", {"login": "first@hdc.example", "password": CHOSEN["password"]})
    assert "Add an agency" in text(client.get("/harbour/agencies/"))


def test_repeated_it_sends_a_new_link_while_nobody_administers(client):
    first = path(found())

    told = found()

    assert "is founded already, and nobody administers it yet" in told
    assert Partnership.objects.filter(slug="harbour").count() == 1
    assert client.get(first).status_code == 410
    assert client.get(path(told)).status_code == 200


def test_repeated_after_that_it_changes_nothing(client):
    client.post(path(found()), CHOSEN)

    told = found()

    assert "administered by New Person, Board administrator. Nothing was changed." in told
    assert "http" not in told


def test_it_helps_a_partnership_whose_last_administrator_left(client):
    client.post(path(found()), CHOSEN)
    partnership = Partnership.objects.get(slug="harbour")
    with acting(Who(partnership=str(partnership.pk), role=Role.REGISTRAR)):
        service = registrar(timezone.localdate())
    with acting_as(service):
        board = Membership.objects.with_role(Role.BOARD_ADMINISTRATOR).get()
        actions.end_membership(board, by=service, at=timezone.now(), at_once=True)

    told = found(administrator="second@hdc.example")

    assert client.get(path(told)).status_code == 200


def test_who_signs_in_already_needs_no_link():
    elsewhere = factories.partnership()
    factories.member(elsewhere, factories.agency(elsewhere), email="first@hdc.example", name="Known Person")

    assert "Known Person signs in here already and administers it from now on." in found()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"slug": "account"}, "the service's own"),
        ({"slug": "Not a slug"}, "valid “slug”"),
        ({"slug": "x" * 41}, "slug: Ensure"),
        ({"prefix": "h"}, "prefix: Enter a valid value"),
        ({"administrator": "nobody"}, "--administrator: Enter an e-mail address"),
        ({"person": ""}, "--name: Enter their full name"),
        ({"person": "x" * 201}, "--name: Ensure"),
        ({"agency": " "}, "--agency: Enter the name of the agency"),
        ({"agency": "x" * 201}, "--agency: Ensure"),
        ({"code": ""}, "--code: Enter a short code"),
        ({"code": "=x/"}, "--code: The short code must be 2 to 8 letters or numbers"),
        ({"code": "TOO LONG"}, "--code: The short code"),
        ({"code": "service"}, "--code: SERVICE is the service's own"),
        ({"controller": "x" * 201}, "--controller: Ensure"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(wrong, said):
    with pytest.raises(CommandError, match=said):
        found(**wrong)

    assert not Partnership.objects.filter(name="Harbour Partnership").exists()
    assert not Agency.objects.exists()


def test_a_partnership_may_have_the_longest_name():
    assert "is founded" in found(name="H" * 200)


def test_an_address_of_another_partnership_is_not_taken():
    found()

    with pytest.raises(CommandError, match="taken by Harbour Partnership"):
        found(name="Another Partnership", prefix="AP")
    with pytest.raises(CommandError, match="already exists"):
        found(slug="elsewhere")
