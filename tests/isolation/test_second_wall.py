"""With the first wall torn down, does the database still hide what is not yours? (design 4)"""

import gc

import pytest
from django.db import models
from django.urls import reverse

from agencies.tenancy import acting_as
from sharing.models import Checklist, Disclosure, DisclosureParty, Request
from tests.isolation.people import doors
from tests.isolation.routes import ROUTES
from tests.once import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, doors) as found:
        yield found


@pytest.fixture
def no_first_wall(monkeypatch):
    """Every queryset's visible_to lets everybody see everything."""
    querysets = [kind for kind in models.QuerySet.__subclasses__() if "visible_to" in vars(kind)]
    assert len(querysets) > 5, gc.collect()
    for kind in querysets:
        monkeypatch.setattr(kind, "visible_to", lambda self, member: self.all())


# What the agency's own members may see of each other is the first wall's alone; strangers face the second too.
RECORDS = sorted(name for name, row in ROUTES.items() if row.kwargs and "stranger" not in row.finds)


@pytest.mark.parametrize("person", ["stranger", "foreigner"])
def test_the_database_alone_hides_every_record_from_strangers(made, no_first_wall, person):
    browser = made.client(person)
    told = {}
    for name in RECORDS:
        values = {
            key: word[1:] if word.startswith("=") else made.at[word] for key, word in ROUTES[name].kwargs.items()
        }
        told[name] = browser.get(reverse(name, kwargs={"partnership": made.slug, **values})).status_code

    assert len(told) > 25
    assert {name: status for name, status in told.items() if status not in (404, 405)} == {}


@pytest.mark.parametrize("model", [Disclosure, DisclosureParty, Request, Checklist])
def test_a_stranger_counts_nothing_even_without_a_filter(made, model):
    with acting_as(made.people["owner"]):
        assert model.objects.count() > 0
    with acting_as(made.people["stranger"]):
        assert model.objects.count() == 0
        assert model.history.count() == 0


def test_the_recipient_never_reads_the_senders_reasoning(made):
    with acting_as(made.people["recipient"]):
        assert Disclosure.objects.exists()
        # Its own checklist, the one its request was made of, and nobody else's.
        assert {row.agency_id for row in Checklist.objects.all()} == {made.people["recipient"].agency_id}
