"""Is what another agency writes delivered, with the time, and never changed afterwards? (allege, P-12.2a)"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import Allegation, NonComplianceCase
from protocols.models import Clause, Document, Version
from tests.agencies.factories import NOON
from tests.compliance.factories import allegation, do, world
from tests.isolation.people import doors

pytestmark = pytest.mark.django_db


def test_it_is_delivered_to_the_officers_with_the_time_and_on_paper():
    here = world()

    case = allegation(here)

    assert (case.agency, case.origin, case.status) == (here.ours, "allegation", "reported")
    with acting_as(here.officer):
        assert Allegation.objects.get().sent_at == NOON
        assert [one.kind for one in Notice.objects.visible_to(here.officer)] == ["allegation_received"]
        paper = Document.objects.get(subject_id=case.pk)
    assert (paper.kind, sorted(paper.party_ids)) == ("allegation", sorted([here.ours.pk, here.theirs.pk]))


def test_the_case_is_the_other_agencys_own_and_both_find_it():
    here = world()
    case = allegation(here)

    for member in (here.officer, here.receiver):
        with acting_as(member):
            assert NonComplianceCase.objects.visible_to(member).get() == case
    with acting_as(here.stranger):
        assert not NonComplianceCase.objects.exists()


@pytest.mark.parametrize("who", ["receiver", "officer"])
def test_nobody_changes_it_afterwards_not_even_who_wrote_it(who):
    here = world()
    allegation(here)

    with acting_as(getattr(here, who)), pytest.raises(DatabaseError), transaction.atomic():
        Allegation.objects.update(what="Something else")


def test_who_wrote_it_cannot_take_it_up_or_decide_it():
    here = world()
    case = allegation(here)

    with pytest.raises(PermissionDenied):
        do(actions.take_up, case, by=here.receiver, investigator=here.receiver, about="x", scope="x")


def test_a_practitioner_does_not_write_to_other_agencies():
    here = world()

    with pytest.raises(PermissionDenied):
        allegation(here, by=here.asker)


def test_nobody_writes_to_themselves():
    here = world()

    with pytest.raises(MoveRefused, match="own agency"):
        allegation(here, by=here.officer)


def test_it_cites_a_clause_of_a_version_and_no_other():
    made = doors()
    ours, theirs = made.people["owner"], made.people["recipient"]
    written = {"agency": ours.agency, "about": "Kept too long", "what": "Still there", "happened": "Today"}
    with acting_as(theirs):
        version = Version.objects.visible_to(theirs).get(protocol__reference="T-IN-FORCE")
        clause = Clause.objects.filter(section__version=version).exclude(number="").first()

    do(actions.allege, by=theirs, version=version, clause_slug=clause.slug, **written)

    with acting_as(ours):
        assert Allegation.objects.get(clause_slug=clause.slug).version == version
    with pytest.raises(ValueError, match="no such clause"):
        do(actions.allege, by=theirs, version=version, clause_slug="nowhere", **written)
