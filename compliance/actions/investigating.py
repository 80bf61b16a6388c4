"""Looking into a case: who does, what is found on the way, which cases belong together, and how long it takes."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from agencies.access import grant, require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, locked, trace
from agencies.notices import officers_of, tell
from agencies.roles import Role
from agencies.tenancy import say_verb
from compliance import lifecycle, rules
from compliance.models import CaseDisclosure, CaseNote, CaseParty, Investigation, NonComplianceCase, Report
from compliance.models.case import INVESTIGATE
from protocols.catalogue.clocks import as_day
from protocols.models import Version
from sharing.models import Disclosure

S, Kind = NonComplianceCase.Status, CaseNote.Kind
# Somebody who looks into one case and is no officer can read it so long after the finding is due.
_AFTERWARDS = timedelta(days=90)


@transaction.atomic
def take_up(
    case: NonComplianceCase, *, by: Membership, at: datetime, investigator: Membership, about: str, scope: str,
    version: Version | None = None, clause_slug: str = "", disclosures: Iterable[Disclosure] = (),
) -> NonComplianceCase:  # fmt: skip
    """Name who looks into it and into what. An investigator who leads nobody is let in to this one case (design 2).

    Raises ValueError without a scope or for a clause that the version does not hold.
    """
    if investigator.agency_id != by.agency_id:
        raise MoveRefused("Each agency looks into its own cases.")
    if not scope.strip():
        raise ValueError("Say what is to be looked into.")
    if clause_slug and rules.clause_of(version, clause_slug) is None:
        raise ValueError("That version holds no such clause.")
    case = carry_out(lifecycle.TAKE_UP, case, by=by, at=at)
    Investigation(
        partnership_id=by.partnership_id, case=case, agency_id=by.agency_id, investigator=investigator, about=about,
        scope=scope, version=version, clause_slug=clause_slug,
    ).save(force_insert=True)  # fmt: skip
    CaseDisclosure.objects.bulk_create(
        CaseDisclosure(partnership_id=by.partnership_id, case=case, agency_id=by.agency_id, disclosure=one)
        for one in disclosures
    )
    _let_in(case, investigator, by, at)
    _remind(case, at)
    due = rules.words_of(case.due_on)
    if investigator.pk != by.pk:
        _tell([investigator], "investigator_named", case, at, due=due)
    _tell(raised_by(case, at), "case_taken_up", case, at, agency=str(by.agency), due=due)
    return case


@transaction.atomic
def set_aside(case: NonComplianceCase, *, by: Membership, at: datetime, reason: str) -> NonComplianceCase:
    """It is not taken up, and whoever reported it is told why; ValueError without a reason."""
    if not reason.strip():
        raise ValueError("Say why it is not taken up.")
    case = carry_out(lifecycle.SET_ASIDE, case, by=by, at=at, closed_at=at, remind_at=None)
    note(case, Kind.SET_ASIDE, reason, by, at)
    _tell(raised_by(case, at), "case_set_aside", case, at)
    return case


@transaction.atomic
def join_case(case: NonComplianceCase, *, by: Membership, at: datetime, into: NonComplianceCase) -> NonComplianceCase:
    """Two cases about the same matter become one: one investigation and one finding, by the earlier of the two days."""
    first, second = sorted((case, into), key=lambda one: str(one.pk))
    locked(first), locked(second)
    into.refresh_from_db()
    if into.agency_id != by.agency_id or into.pk == case.pk or into.status != S.OPEN or into.joined_to_id:
        raise MoveRefused("It can only be joined to another case of your agency that is being looked into.")
    case = carry_out(lifecycle.JOIN, case, by=by, at=at, joined_to=into, remind_at=None)
    _let_in(case, into.investigation.investigator, by, at)
    if case.due_on < into.due_on:
        into.due_on = case.due_on
        into.save(update_fields=["due_on"])
        _remind(into, at)
    _tell(raised_by(case, at), "case_taken_up", case, at, agency=str(by.agency), due=rules.words_of(into.due_on))
    return case


@transaction.atomic
def log_evidence(case: NonComplianceCase, *, by: Membership, at: datetime, words: str) -> CaseNote:
    """Add one line to the log of the investigation; it is added to and never rewritten. ValueError without words."""
    case = locked(case)
    require(by, "log_evidence", case)
    if not words.strip():
        raise ValueError("Write what the evidence is.")
    if case.status != S.OPEN or case.joined_to_id:
        raise MoveRefused("Evidence is added while a case is being looked into.")
    say_verb("log_evidence")
    return note(case, Kind.EVIDENCE, words, by, at)


@transaction.atomic
def extend_case(
    case: NonComplianceCase, *, by: Membership, at: datetime, until: date, reason: str
) -> NonComplianceCase:
    """It takes longer, until a day and for a reason; whoever wrote is told the new day, not the reason (CLK-NC-INV)."""
    case = locked(case)
    require(by, "extend_case", case)
    if not reason.strip():
        raise ValueError("Say why it takes longer.")
    if case.status != S.OPEN or case.joined_to_id:
        raise MoveRefused("Only a case that is being looked into can take longer.")
    if until <= case.due_on:
        raise MoveRefused("The new day must be later than the one that stands.")
    say_verb("extend_case")
    for one in rules.together(case):
        one.due_on = until
        one.save(update_fields=["due_on"])
        trace(one, "extend_case", by=by, at=at)
        _let_in(one, case.investigation.investigator, by, at)
        _tell(raised_by(one, at), "case_extended", one, at, agency=str(by.agency), due=rules.words_of(until))
    _remind(case, at, until=until)
    note(case, Kind.EXTENSION, reason, by, at)
    return case


def note(case, kind, words, by, at) -> CaseNote:
    """Write one line of the agency's own log."""
    made = CaseNote(
        partnership_id=case.partnership_id, case=case, agency_id=case.agency_id, kind=kind, words=words, by=by, at=at
    )
    CaseNote.objects.bulk_create([made])
    return made


def raised_by(case, at) -> list[Membership]:
    """Whoever raised it: the officers of the agency that wrote, or the one who reported it inside the agency."""
    report = Report.objects.filter(case=case).select_related("reported_by").first()
    own = [report.reported_by] if report else []
    wrote = case.parties.filter(part=CaseParty.Part.ACCUSER).values_list("agency_id", flat=True)
    return own + [officer for agency in wrote for officer in officers_of(agency, as_day(at))]


def _tell(members, kind, case, at, **context):
    tell(members, kind, at=at, link=case.get_absolute_url(), reference=case.reference, **context)


def _remind(case, at, until: date | None = None):
    if until:
        case.due_on = until
    case.remind_at = rules.next_reminder(case, at)
    case.save(update_fields=["remind_at"])


def _let_in(case, investigator, by, at):
    if not investigator.has(Role.OFFICER, Role.HEAD):
        until = max(case.due_on, as_day(at)) + _AFTERWARDS
        grant(case, investigator, INVESTIGATE, by=by, at=at, reason=f"Looks into {case}", ends_on=until)
