"""Can a remedy that is no longer needed be let go, for a reason that is kept? (drop_remedy, P-12.1b)"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.notices import subject
from agencies.tenancy import acting_as
from compliance import actions, queue, rules, tasks
from compliance.models import Remedy
from tests.agencies import factories as agencies
from tests.compliance.factories import LATER, NOTICE, ONE_DONE_FIVE_REFUSED, allegation, do, failure, race, world
from tests.compliance.past import auditor
from tests.compliance.test_reminders import swept, told
from tests.compliance.visiting import at, read, send
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db
WHY = "The shared folder no longer exists"


def planned(here, case=None):
    return do(actions.plan_remedy, case or failure(here), by=here.officer, what="Train", due_on=date(2026, 12, 1))


def drop(here, remedy, **more):
    return do(actions.drop_remedy, remedy, **{"by": here.officer, "reason": WHY, **more})


def subjects(member, kind):
    with acting_as(member):
        return [subject(one) for one in Notice.objects.visible_to(member).filter(kind=kind)]


def test_the_reason_is_shown_as_it_was_typed():
    here = world()
    remedy = planned(here)
    drop(here, remedy, reason="It's bought in from Smith & Sons now")
    with acting_as(here.officer):
        reference = remedy.case.reference

    assert "It&#39;s bought in from Smith &amp; Sons now" in visitor(here.officer).get(
        at(here.officer, "case", reference=reference)
    ).text


def test_who_when_and_why_are_kept():
    here = world()

    remedy = drop(here, planned(here), by=here.head)

    assert (remedy.dropped_at, remedy.dropped_by, remedy.dropped_reason) == (LATER, here.head, WHY)
    with acting_as(here.officer):
        kept = Remedy.history.filter(id=remedy.pk).first()
        assert (kept.history_verb, kept.dropped_by_id) == ("drop_remedy", here.head.pk)


def test_the_case_can_be_closed_without_it():
    here = world()
    case = failure(here)
    remedy = planned(here, case)
    do(actions.leave_untold, case, by=here.officer, people="The tenant", reason="It would put her at risk")
    with pytest.raises(MoveRefused, match="One remedy is not done"):
        do(actions.close_case, case, by=here.officer)

    drop(here, remedy)

    with acting_as(here.officer):
        assert rules.closing_gaps(case) == []
    assert do(actions.close_case, case, by=here.officer).status == "closed"


def test_its_clock_stops():
    here = world()
    remedy = planned(here)
    with acting_as(here.officer):
        assert any("Do the remedy" in line.what for line in queue.waiting_for(here.officer, date(2026, 12, 2)))

    drop(here, remedy)
    swept(tasks.sweep_remedies, 14)

    assert told(here.officer, "remedy_overdue") == 0
    with acting_as(here.officer):
        assert not any("Do the remedy" in line.what for line in queue.waiting_for(here.officer, date(2026, 12, 2)))


def test_an_agency_that_has_a_notice_is_told_and_not_why():
    here = world()
    case = failure(here, allegation(here))
    remedy = planned(here, case)
    do(actions.issue_notice, case, by=here.officer, to_agency=here.theirs, **NOTICE)

    drop(here, remedy)

    (said,) = subjects(here.receiver, "remedy_dropped_elsewhere")
    assert said == f"{case.reference}: {here.ours} drops a remedy of the failure it told you of, ask what that means"
    with acting_as(here.receiver):
        assert not Remedy.objects.exists()


def test_an_agency_without_a_notice_is_told_nothing():
    here = world()

    drop(here, planned(here, failure(here, allegation(here))))

    assert told(here.receiver, "remedy_dropped_elsewhere") == 0


def test_whoever_planned_it_is_told_and_the_officers_that_were_reminded():
    here = world()
    remedy = planned(here)
    drop(here, remedy, by=here.head)
    assert (told(here.officer, "remedy_dropped"), told(here.head, "remedy_dropped")) == (1, 0)

    other = agencies.member(here.registrar, here.ours, "officer", job_title="Second officer")
    late = planned(here)
    swept(tasks.sweep_remedies, 14)
    drop(here, late)

    assert (told(other, "remedy_dropped"), told(here.officer, "remedy_dropped")) == (1, 1)


def test_it_needs_a_reason():
    here = world()

    with pytest.raises(ValueError, match="no longer needed"):
        drop(here, planned(here), reason="  ")


def test_what_is_done_is_not_dropped_and_what_is_dropped_is_not_done():
    here = world()
    done = do(actions.finish_remedy, planned(here), by=here.officer)
    with pytest.raises(MoveRefused, match="already that this remedy is done"):
        drop(here, done)

    dropped = drop(here, planned(here))
    with pytest.raises(MoveRefused, match="no longer needed"):
        do(actions.finish_remedy, dropped, by=here.officer)
    with pytest.raises(MoveRefused, match="no longer needed"):
        drop(here, dropped)


def test_a_practitioner_does_not_drop_it():
    here = world()

    with pytest.raises(PermissionDenied):
        drop(here, planned(here), by=here.sharer)


def test_its_page_asks_why_and_the_case_shows_it():
    here = world()
    case = failure(here)
    remedy = planned(here, case)
    ref = {"reference": case.reference}

    assert "Say why it is no longer needed" in text(send(here.officer, "drop_remedy", {}, key=remedy.pk, **ref))
    assert "is no longer needed" in text(send(here.officer, "drop_remedy", {"reason": WHY}, key=remedy.pk, **ref))

    assert f"No longer needed: {WHY}" in read(here.officer, "case", **ref)
    over = text(visitor(here.officer).get(at(here.officer, "finish_remedy", key=remedy.pk, **ref)))
    assert "Somebody has recorded already that this remedy is no longer needed" in over
    assert WHY not in read(auditor(here), "case", **ref)
    assert visitor(here.officer).get(at(here.officer, "drop_remedy", key=remedy.pk, **ref)).status_code == 409
    assert visitor(here.officer).get(at(here.officer, "finish_remedy", key=remedy.pk, **ref)).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_drops_it():
    here = world()
    remedy = planned(here)
    officers = [agencies.member(here.registrar, here.ours, "officer") for _ in range(6)]

    assert race(officers, lambda one: actions.drop_remedy(remedy, by=one, at=LATER, reason=WHY)) == ONE_DONE_FIVE_REFUSED
