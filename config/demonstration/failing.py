"""What went wrong, who found out, and what was done? One failure with all that followed, and one suspicion without any."""

from datetime import datetime
from typing import Any

from agencies.models import Membership
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CaseNotice, NonComplianceCase
from compliance.rules import clause_numbered
from config.demonstration.people import Cast
from protocols.models import Version
from sharing.models import Disclosure, Suspension

F = NonComplianceCase.Finding
ONWARD, KEEPING = "7.4", "13.1"
WHAT = (
    "Part of the constabulary's paper for the Fen Court conference was e-mailed to a contractor without its agreement."
)
HAPPENED = "On Thursday, by a tenancy officer who wanted the contractor to know when not to call. Found on Friday."
DONE = "The contractor was rung and is deleting it. The officers of the constabulary and of Eastvale were rung at once."
FOUND = (
    "Four lines of the paper were sent to one contractor. It was meant to keep the fitter safe, and the clause on passing "
    "on is plain. The tenancy officer had not been trained since it changed."
)
FAILED = "Part of a paper of the case conference was sent to a repairs contractor without the agreement that it needs."
FOLLOWS = "The contractor read when a household is at home and that it is suspected. It was deleted on the third day."
PUT_RIGHT = "The contractor has confirmed deletion, the team is trained again, and mail to contractors is checked."
SCOPE = "Extracts from case conferences about anti-social behaviour. Reports of danger go on."


def breach_of_onward_sharing(cast: Cast, paper: Disclosure, protocol: Version) -> NonComplianceCase:
    """NC-01: reported by the agency itself and alleged by another; a failure, its remedies, and who was told."""
    moment = cast.calendar.moment
    manager, deputy = cast.desk("officer", "MGH"), cast.desk("deputy.officer", "MGH")
    with acting_as(manager):
        case = actions.report_concern(
            by=manager, at=moment("2026-10-02T16:50"), what=WHAT, happened=HAPPENED, done=DONE
        )
        actions.take_up(
            case, by=manager, at=moment("2026-10-02T17:20"), investigator=deputy, about="Mail to a repairs contractor",
            scope="What was sent, to whom, why, who may be harmed by it, and whether it happened before.", version=protocol,
            clause_slug=_slug(protocol, ONWARD), disclosures=[paper],
        )  # fmt: skip
    constabulary = cast.desk("officer", "NPC")
    with acting_as(constabulary):
        letter = actions.allege(
            by=constabulary, at=moment("2026-10-05T09:30"), agency=cast.agencies["MGH"],
            about="Our paper sent to a contractor",
            what="Part of the paper that we gave to the Fen Court conference went to a contractor. We were not asked.",
            happened="On Thursday, as you told us when you rang on Friday afternoon.",
            evidence="Your call, and the contractor's answer.", version=protocol, clause_slug=_slug(protocol, ONWARD),
        )  # fmt: skip
    with acting_as(manager):
        actions.join_case(letter, by=manager, at=moment("2026-10-05T10:15"), into=case)
    with acting_as(deputy):
        for when, words in (
            ("2026-10-05T12:00", "The contractor confirms in writing that the message and its copies are deleted."),
            ("2026-10-05T16:30", "The sent items of the team hold no other message of the kind since the conference."),
        ):
            actions.log_evidence(case, by=deputy, at=moment(when), words=words)
    pause = _pause(cast)
    with acting_as(manager):
        actions.make_finding(case, by=manager, at=moment("2026-10-06T15:00"), finding=F.FAILURE, findings=FOUND)
        _remedies(cast, case, manager)
    _tell_everybody(cast, case, manager)
    with acting_as(manager):
        actions.close_case(case, by=manager, at=moment("2026-10-30T12:00"))
    district = cast.desk("officer", "EDC")
    with acting_as(district):
        actions.lift_suspension(pause, by=district, at=moment("2026-10-27T10:00"))
    return case


def suspicion_without_failure(cast: Cast, protocol: Version) -> NonComplianceCase:
    """NC-02: looked into, found to be none, and answered with written reasons (TR-25)."""
    moment = cast.calendar.moment
    probation, charity = cast.desk("officer", "PRB"), cast.desk("officer", "LDS")
    with acting_as(probation):
        case = actions.allege(
            by=probation, at=moment("2026-08-19T11:00"), agency=cast.agencies["LDS"], about="Papers kept for too long",
            what="Papers that we gave for a meeting were still in a folder at your office four months later.",
            happened="Seen by our officer on a visit last month.", version=protocol, clause_slug=_slug(protocol, KEEPING),
        )  # fmt: skip
    with acting_as(charity):
        actions.take_up(
            case, by=charity, at=moment("2026-08-20T09:30"), investigator=cast.desk("deputy.officer", "LDS"),
            about="Papers of one meeting", scope="What is in the folder, and what our schedule says about it.",
            version=protocol, clause_slug=_slug(protocol, KEEPING),
        )  # fmt: skip
        actions.make_finding(
            case, by=charity, at=moment("2026-09-04T14:30"), finding=F.NO_FAILURE,
            findings="The folder holds our own notes of support. The papers given to us were shredded, as logged.",
            reasons="What was seen were notes that we wrote ourselves. Your papers were shredded a fortnight after the "
            "meeting; the log, with two signatures, is open to you.",
        )  # fmt: skip
        actions.close_case(case, by=charity, at=moment("2026-09-04T14:45"))
    _received(cast, case, "PRB", moment("2026-09-07T09:20"))
    return case


def _pause(cast: Cast) -> Suspension:
    """One agency pauses what it shares; it binds no other (TR-24)."""
    district = cast.desk("officer", "EDC")
    with acting_as(district):
        return actions.suspend_sharing(
            by=district, at=cast.calendar.moment("2026-10-06T09:15"), towards=cast.agencies["MGH"], scope=SCOPE,
            evidence="Rung on Friday: a paper of the conference went to a contractor. Training lapsed in the whole team.",
        )  # fmt: skip


def _remedies(cast: Cast, case: NonComplianceCase, manager: Membership) -> None:
    moment, day = cast.calendar.moment, cast.calendar.day
    for what, due, done in (
        ("Deletion confirmed in writing by the contractor", "2026-10-07", "2026-10-06T15:20"),
        ("The whole team trained again on passing on", "2026-10-23", "2026-10-22T16:00"),
        ("A second person looks at mail to contractors before it goes", "2026-10-30", "2026-10-28T11:00"),
    ):
        remedy = actions.plan_remedy(case, by=manager, at=moment("2026-10-06T15:10"), what=what, due_on=day(due))
        actions.finish_remedy(remedy, by=manager, at=moment(done))


def _tell_everybody(cast: Cast, case: NonComplianceCase, manager: Membership) -> None:
    """Two agencies and two people have a notice; one agency and one person do not, each for a reason that is kept."""
    moment = cast.calendar.moment
    parts: dict[str, Any] = {"what_failed": FAILED, "consequences": FOLLOWS, "remedy": PUT_RIGHT}
    with acting_as(manager):
        for code in ("NPC", "EDC"):
            agency = cast.agencies[code]
            actions.issue_notice(case, by=manager, at=moment("2026-10-07T10:00"), to_agency=agency, **parts)
        actions.leave_untold(
            case, by=manager, at=moment("2026-10-07T10:20"), to_agency=cast.agencies["NFR"],
            reason="It had the same paper; nothing that it brought was in the part sent, and it has nothing to do.",
        )  # fmt: skip
        actions.issue_notice(
            case, by=manager, at=moment("2026-10-08T09:30"), people="The two people named in the part sent", **parts
        )
        actions.leave_untold(
            case, by=manager, at=moment("2026-10-08T09:40"), people="A third person, who is mentioned",
            reason="A letter would tell somebody at the same address that this person had spoken to the constabulary.",
        )  # fmt: skip
    for code in ("NPC", "EDC"):
        _received(cast, case, code, moment("2026-10-08T11:30"))


def _received(cast: Cast, case: NonComplianceCase, code: str, when: datetime) -> None:
    officer = cast.desk("officer", code)
    with acting_as(officer):
        notice = CaseNotice.objects.get(case_reference__in=_references(case), to_agency=officer.agency)
        actions.confirm_notice(notice, by=officer, at=when)


def _references(case: NonComplianceCase) -> list[str]:
    """The case's own, and those of the cases that were joined to it and can be seen."""
    return [case.reference, *case.followers.values_list("reference", flat=True)]


def _slug(version: Version, number: str) -> str:
    clause = clause_numbered(version, number)
    return clause.slug if clause else ""
