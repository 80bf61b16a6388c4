"""Who in the demonstration signs in as whom, and what a page of it says on the day of the tests."""

import json
from datetime import datetime, timedelta

import time_machine
from django.core.management import call_command

from agencies.models import Membership, Partnership
from agencies.roles import Role
from agencies.sweeps import registrar
from agencies.tenancy import Who, acting, acting_as
from protocols.catalogue.clocks import LONDON
from sharing.models import Disclosure
from tests.sharing.visiting import text, visitor

# A Friday, fourteen weeks and six days after the Saturday that the story is written around.
TODAY = datetime(2027, 3, 5, 9, 30, tzinfo=LONDON)
MOVED = timedelta(weeks=14)


def load(path):
    with time_machine.travel(TODAY, tick=False):
        call_command("load_demonstration", write=path, url="http://localhost:8123")


def clock_of(slug):
    """The registrar of a partnership, who sees everything in it."""
    partnership = Partnership.objects.get(slug=slug)
    with acting(Who(partnership=str(partnership.pk), role=Role.REGISTRAR)):
        return registrar(TODAY.date())


def sits_at(desk, slug="northmere", domain=""):
    """Whoever signs in as this, in a partnership: "officer@npc"."""
    with acting_as(clock_of(slug)):
        found = Membership.objects.select_related("partnership", "agency", "person")
        return found.get(person__email=f"{desk}.{domain or slug}.example", partnership__slug=slug)


def people(path):
    return {person["email"]: person for person in json.loads(path.read_text())["people"]}


def record(start, **more):
    """The record about a reference of the story."""
    return Disclosure.objects.get(about__startswith=start, **more)


def page(member, address):
    """What a page of the demonstration's partnership says to a member."""
    with time_machine.travel(TODAY, tick=False):
        response = visitor(member).get(address)
    assert response.status_code == 200, address
    return text(response)
