"""Are people and agencies told all three things, and is it kept on paper? (issue_notice, P-12.1c, P-12.1d)"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions, rules
from compliance.models import CaseNotice, NonComplianceCase
from protocols.models import Document
from tests.compliance.factories import NOTICE, allegation, concern, disclosure, do, failure, no_failure, world

pytestmark = pytest.mark.django_db


def test_an_agency_is_told_asked_for_receipt_and_reads_nothing_else_of_the_case():
    here = world()
    case = failure(here)

    notice = do(actions.issue_notice, case, by=here.officer, to_agency=here.theirs, **NOTICE)

    with acting_as(here.receiver):
        assert CaseNotice.objects.visible_to(here.receiver).get() == notice
        assert not NonComplianceCase.objects.exists()
        assert Notice.objects.visible_to(here.receiver).get(kind="failure_notice_received").context["agency"] == str(
            here.ours
        )
        assert Document.objects.visible_to(here.receiver).get(subject_id=notice.pk).kind == "failure_notice"
    assert notice.receipt_due_at is not None


def test_a_notice_to_people_is_paper_that_only_the_own_agency_reads():
    here = world()
    case = failure(here)

    notice = do(actions.issue_notice, case, by=here.officer, people="The two tenants", **NOTICE)

    assert (notice.to_agency, notice.receipt_due_at, notice.party_ids) == (None, None, [here.ours.pk])
    with acting_as(here.receiver):
        assert not CaseNotice.objects.exists()
        assert not Document.objects.exists()


@pytest.mark.parametrize("missing", NOTICE)
def test_one_that_lacks_any_of_the_three_parts_is_not_issued(missing):
    here = world()
    case = failure(here)

    with pytest.raises(ValueError, match="what failed"):
        do(actions.issue_notice, case, by=here.officer, people="Both", **{**NOTICE, missing: " "})


def test_the_database_says_so_again():
    here = world()
    notice = do(actions.issue_notice, failure(here), by=here.officer, people="Both", **NOTICE)

    with acting_as(here.officer), pytest.raises(IntegrityError), transaction.atomic():
        CaseNotice.objects.filter(pk=notice.pk).update(remedy="")


def test_the_agencies_on_the_linked_records_and_those_that_wrote_are_suggested():
    here = world()
    linked = failure(here, disclosures=[disclosure(here)])
    written = failure(here, allegation(here))

    for case in (linked, written):
        with acting_as(here.officer):
            assert rules.not_told(case) == [here.theirs]
        do(actions.issue_notice, case, by=here.officer, to_agency=here.theirs, **NOTICE)
        with acting_as(here.officer):
            assert rules.not_told(case) == []


def test_to_whom_is_said_and_nobody_is_told_twice():
    here = world()
    case = failure(here)
    with pytest.raises(ValueError, match="to which"):
        do(actions.issue_notice, case, by=here.officer, **NOTICE)

    do(actions.issue_notice, case, by=here.officer, to_agency=here.theirs, **NOTICE)
    with pytest.raises(MoveRefused, match="already"):
        do(actions.issue_notice, case, by=here.officer, to_agency=here.theirs, **NOTICE)
    with pytest.raises(MoveRefused, match="itself"):
        do(actions.issue_notice, case, by=here.officer, to_agency=here.ours, **NOTICE)


def test_only_of_a_failure_that_was_found_and_only_by_who_leads():
    here = world()
    for case in (concern(here), no_failure(here)):
        with pytest.raises(MoveRefused):
            do(actions.issue_notice, case, by=here.officer, to_agency=here.strangers, **NOTICE)
    with pytest.raises(PermissionDenied):
        do(actions.issue_notice, failure(here), by=here.sharer, people="Both", **NOTICE)
