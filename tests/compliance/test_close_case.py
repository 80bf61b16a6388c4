"""Does a case end only when everything is done and everybody is told? (close_case, P-12.1, TR-25)"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CaseNotice
from tests.compliance.factories import NOTICE, allegation, concern, disclosure, do, failure, no_failure, taken_up, world

pytestmark = pytest.mark.django_db


def close(here, case):
    return do(actions.close_case, case, by=here.officer)


def test_a_failure_ends_with_remedies_done_and_everybody_told_or_a_reason():
    here = world()
    case = failure(here, allegation(here), disclosures=[disclosure(here)])
    with pytest.raises(MoveRefused, match="No remedy is planned"):
        close(here, case)

    remedy = do(actions.plan_remedy, case, by=here.officer, what="Train", due_on=date(2026, 12, 1))
    with pytest.raises(MoveRefused, match="One remedy is not done"):
        close(here, case)

    do(actions.finish_remedy, remedy, by=here.officer)
    with pytest.raises(MoveRefused, match="people affected"):
        close(here, case)

    do(actions.leave_untold, case, by=here.officer, people="The third", reason="It would put her at risk")
    with pytest.raises(MoveRefused, match=f"{here.theirs} has no notice"):
        close(here, case)

    do(actions.issue_notice, case, by=here.officer, to_agency=here.theirs, **NOTICE)
    assert close(here, case).status == "closed"


def test_no_failure_ends_with_reasons_in_writing_and_not_without():
    here = world()
    case = no_failure(here)
    with acting_as(here.registrar):
        CaseNotice.objects.all().delete()
    with pytest.raises(MoveRefused, match="has not been given the reasons"):
        close(here, case)

    assert close(here, no_failure(here)).status == "closed"


def test_before_a_finding_nothing_is_closed():
    here = world()

    for case in (concern(here), taken_up(here, concern(here))):
        with pytest.raises(MoveRefused):
            close(here, case)


def test_what_was_joined_to_it_closes_with_it():
    here = world()
    ours, theirs = taken_up(here, concern(here)), allegation(here)
    do(actions.join_case, theirs, by=here.officer, into=ours)
    do(actions.make_finding, ours, by=here.officer, finding="not_determined", findings="No trace", reasons="No trace")
    with pytest.raises(MoveRefused, match="joined to"):
        close(here, theirs)

    close(here, ours)

    with acting_as(here.receiver):
        theirs.refresh_from_db()
    assert theirs.status == "closed"


def test_whoever_wrote_does_not_close_it():
    here = world()
    case = no_failure(here)

    with pytest.raises(PermissionDenied):
        do(actions.close_case, case, by=here.receiver)
