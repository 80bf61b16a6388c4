"""What stands between a case and its end, whom a failure touched, and who can see what of it?"""

from datetime import datetime

from agencies.models import Agency
from agencies.roles import Role
from compliance.models import CaseNote, CaseNotice, CaseParty, Investigation, NonComplianceCase, Untold
from compliance.rules.times import end_of, reading_due
from sharing.models import DisclosureParty

S, F = NonComplianceCase.Status, NonComplianceCase.Finding


def written_by_another(case) -> list[str]:
    """What another agency wrote cannot be left without a finding (P-12.2)."""
    if case.origin == NonComplianceCase.Origin.ALLEGATION:
        return ["Another agency wrote this, so it is looked into and answered."]
    return []


def joined_elsewhere(case) -> list[str]:
    """A joined case has its finding in the other one."""
    return ["It is looked into together with another case, and the finding is made there."] if case.joined_to_id else []


def already_joined(case) -> list[str]:
    """A case is joined once, and one that others were joined to stays where it is."""
    if case.joined_to_id:
        return ["It is already joined to another case."]
    return ["Other cases were joined to this one: join them all to it."] if case.followers.exists() else []


def together(case) -> list[NonComplianceCase]:
    """The case with those joined to it."""
    return [case, *case.followers.select_related("agency").order_by("opened_at")]


def accusers(case) -> list[tuple[NonComplianceCase, Agency]]:
    """Each agency that wrote about it, with the case it is a party to."""
    parts = CaseParty.objects.filter(case__in=together(case), part=CaseParty.Part.ACCUSER)
    return [(part.case, part.agency) for part in parts.select_related("case", "agency").order_by("created_at")]


def touched(case) -> list[Agency]:
    """The agencies that a failure may have touched: those on the linked records, and those that wrote about it."""
    records = case.linked.values("disclosure")
    on_records = DisclosureParty.objects.filter(disclosure__in=records).exclude(agency_id=case.agency_id)
    wrote = {agency.pk for _, agency in accusers(case)}
    keys = wrote | set(on_records.values_list("agency_id", flat=True))
    return list(Agency.objects.filter(pk__in=keys).order_by("name"))


def not_told(case) -> list[Agency]:
    """Those of them that have neither a notice nor a reason why not (P-12.1d)."""
    told = set(case.notices.filter(to_agency__isnull=False).values_list("to_agency_id", flat=True))
    reasons = set(case.untold.filter(to_agency__isnull=False).values_list("to_agency_id", flat=True))
    return [agency for agency in touched(case) if agency.pk not in told | reasons]


def people_not_told(case) -> bool:
    """Nobody has said yet how the people affected were told, or why they were not (P-12.1c)."""
    told = CaseNotice.objects.filter(case=case, to_agency=None).exists()
    return not told and not Untold.objects.filter(case=case, to_agency=None).exists()


def closing_gaps(case) -> list[str]:
    """What is still missing before the case can be closed, in plain sentences."""
    if case.joined_to_id:
        return ["It is closed together with the case that it was joined to."]
    gaps = []
    if not Investigation.objects.filter(case=case).exists():
        gaps.append("Nobody is named who looked into it.")
    return gaps + (_failure_gaps(case) if case.finding == F.FAILURE else _reasons_gaps(case))


def _failure_gaps(case) -> list[str]:
    gaps = []
    remedies = list(case.remedies.all())
    if not remedies and not case.notes.filter(kind=CaseNote.Kind.NO_REMEDY).exists():
        gaps.append("No remedy is planned, and there is no reason why none is needed.")
    open_remedies = sum(one.done_at is None and one.dropped_at is None for one in remedies)
    if open_remedies:
        gaps.append(
            "One remedy is not done yet." if open_remedies == 1 else f"{open_remedies} remedies are not done yet."
        )
    if people_not_told(case):
        gaps.append("The people affected have no notice, and there is no reason why they were not told.")
    gaps += [f"{agency} has no notice, and there is no reason why it was not told." for agency in not_told(case)]
    return gaps


def _reasons_gaps(case) -> list[str]:
    """Where no failure was found, whoever wrote has the reasons in writing (TR-25)."""
    told = set(CaseNotice.objects.filter(case__in=together(case)).values_list("to_agency_id", flat=True))
    return [f"{agency} has not been given the reasons." for _, agency in accusers(case) if agency.pk not in told]


def next_reminder(case, after: datetime) -> datetime | None:
    """The next moment, later than `after`, at which the agency is reminded of its case; None when there is none."""
    if case.joined_to_id or case.status not in (S.REPORTED, S.OPEN):
        return None
    moments = [end_of(case.due_on)]
    if case.status == S.REPORTED:
        moments.append(reading_due(case.opened_at))
    return min((moment for moment in moments if moment > after), default=None)


def what_happens_next(case, member) -> tuple[str, str]:
    """One sentence, and the verb of the one button where this member's agency is to act."""
    if case.agency_id != member.agency_id:
        return _for_the_other_side(case), ""
    if case.status == S.SET_ASIDE:
        return "Nothing more. It was not taken up, and whoever reported it has been told why.", ""
    if case.status == S.CLOSED:
        return "Nothing more. The case is closed.", ""
    if case.joined_to_id:
        return f"It is looked into together with {case.joined_to}. What is found there is the answer here.", ""
    if case.status == S.OPEN:
        return "Whoever looks into it gathers the evidence and makes the finding.", "make_finding"
    if not member.has(Role.OFFICER, Role.HEAD):
        # Who reported it, is asked about it or audits it: others do what comes next.
        lead = "The designated officer or head of your agency"
        if case.status == S.REPORTED:
            return f"{lead} names who looks into it.", ""
        return f"{lead} puts right what is to be put right, and closes it.", ""
    if case.status == S.REPORTED:
        if case.origin == NonComplianceCase.Origin.ALLEGATION:
            return "Name who looks into it. The agency that wrote waits for your finding.", "take_up"
        return "Name who looks into it, or say why it is not taken up.", "take_up"
    gaps = closing_gaps(case)
    if not gaps:
        return "Nothing is missing. The case can be closed.", "close_case"
    return "Before it can be closed, what is listed below is still missing.", _next_step(case)


def _for_the_other_side(case) -> str:
    if case.status in (S.REPORTED, S.OPEN):
        return f"{case.agency} looks into it and writes to you with its finding. Until then you see how it stands."
    if case.status == S.CLOSED:
        return f"Nothing more. {case.agency} has closed the case."
    if case.finding == F.FAILURE:
        return f"{case.agency} found a failure, and writes to everybody affected with what it does about it."
    return f"{case.agency} has made its finding and given you its reasons in writing."


def _next_step(case) -> str:
    if not case.remedies.exists() and not case.notes.filter(kind=CaseNote.Kind.NO_REMEDY).exists():
        return "plan_remedy"
    return "issue_notice" if people_not_told(case) or not_told(case) else ""


def remedy_over(remedy) -> str:
    """Why a remedy is neither done nor dropped any more; nothing while it is outstanding."""
    if remedy.done_at:
        return "Somebody has recorded already that this remedy is done."
    return "Somebody has recorded already that this remedy is no longer needed." if remedy.dropped_at else ""


def who_can_see(case) -> list[dict]:
    """Who can open this case, what of it, and why."""
    readers = [
        {"who": str(case.agency), "why": "it is its case. Its heads and designated officers and whoever looks into it "
         "read all of it, whoever reported it reads how it stands, and auditors read it without personal content"},
    ]  # fmt: skip
    wrote = case.parties.filter(part=CaseParty.Part.ACCUSER).select_related("agency")
    return readers + [
        {"who": str(part.agency), "why": "it wrote about it. Its heads and designated officers read what they wrote, how "
         "the case stands and the finding, and nothing of the investigation"}
        for part in wrote
    ]  # fmt: skip
