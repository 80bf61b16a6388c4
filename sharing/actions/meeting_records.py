"""A record of sharing made of a case at a meeting: the reasons were given once, and one act makes the whole of it."""

from datetime import datetime

from agencies.models import Membership
from sharing import rules
from sharing.actions.placing import place
from sharing.models import Checklist, Disclosure, Meeting


def record_case(
    answers: dict, meeting: Meeting, *, by: Membership, at: datetime, shared_at: datetime, verb: str, **facts
) -> Disclosure:
    """Write it with its checklist; what the case did not answer stays owed, by the agency whose record it is."""
    checklist = Checklist(
        partnership_id=by.partnership_id, agency=by.agency, started_by=by, job_title=by.job_title, started_at=at, saved_at=at,
        status=Checklist.Status.OWED, voice=Checklist.Voice.ALONE, tense=Checklist.Tense.AFTER,
        procedure=meeting.agreement, answers=answers,
    )  # fmt: skip
    checklist.save(force_insert=True)
    owed = rules.owed(rules.gaps(None, checklist, at))
    state = Disclosure.Status.RECORDED if owed else Disclosure.Status.COMPLETE
    disclosure = place(
        checklist, by=by, at=at, shared_at=shared_at, verb=verb, route=Disclosure.Route.MEETING, status=state,
        completed_at=None if owed else at, complete_by=rules.complete_by(owed), **facts,
    )  # fmt: skip
    checklist.disclosure = disclosure
    checklist.status = Checklist.Status.OWED if owed else Checklist.Status.FINISHED
    checklist.save(update_fields=["disclosure", "status"])
    return disclosure
