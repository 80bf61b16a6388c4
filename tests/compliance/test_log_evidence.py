"""Is the log of an investigation added to, never rewritten, and read by nobody else? (log_evidence, ruling 14)"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CaseNote
from tests.compliance.factories import allegation, concern, do, no_failure, taken_up, world

pytestmark = pytest.mark.django_db


def test_the_investigator_adds_to_it_and_whoever_wrote_reads_nothing_of_it():
    here = world()
    case = taken_up(here, allegation(here), investigator=here.colleague)

    do(actions.log_evidence, case, by=here.colleague, words="The folder is empty since March")

    with acting_as(here.officer):
        assert case.notes.get().words == "The folder is empty since March"
    with acting_as(here.receiver):
        assert not CaseNote.objects.exists()
        assert not case.changes.filter(verb="log_evidence").exists()


def test_it_is_never_rewritten():
    here = world()
    case = taken_up(here, concern(here))
    do(actions.log_evidence, case, by=here.officer, words="One")

    with acting_as(here.officer), pytest.raises(DatabaseError), transaction.atomic():
        CaseNote.objects.update(words="Two")


def test_nobody_else_adds_to_it():
    here = world()
    case = taken_up(here, allegation(here), investigator=here.colleague)

    with pytest.raises(PermissionDenied):
        do(actions.log_evidence, case, by=here.sharer, words="x")
    with pytest.raises(PermissionDenied):
        do(actions.log_evidence, case, by=here.receiver, words="x")
    with pytest.raises(PermissionDenied):
        do(actions.log_evidence, case, by=here.stranger, words="x")


def test_after_the_finding_it_is_closed_and_empty_lines_are_none():
    here = world()
    case = taken_up(here, concern(here))
    with pytest.raises(ValueError, match="evidence"):
        do(actions.log_evidence, case, by=here.officer, words=" ")

    found = no_failure(here)
    with pytest.raises(MoveRefused, match="being looked into"):
        do(actions.log_evidence, found, by=here.officer, words="Late")
