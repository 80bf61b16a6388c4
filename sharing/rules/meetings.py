"""What is true of a meeting: what may govern it, at which level it is held, who signs what, and what is missing?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import models

from agencies.models import Agency, Membership
from protocols.catalogue import markings
from protocols.catalogue.clocks import as_day
from protocols.models import Party, Protocol, Version
from sharing.checklist.carrying import STANDING
from sharing.checklist.routing import CASE as CASE_PAGES
from sharing.models import Attendance, CaseLine, CaseRecord, Meeting, MeetingPart, MeetingParty
from sharing.rules.situations import agreements

# What people put their names to, by the version of its text.
DECLARATION = "SHEET-2026-1"
UNDERTAKING = "PART-2026-1"
UNDERTAKINGS = {
    MeetingPart.Part.CHAIR: "I chair for everybody here, keep to the terms that they agree to, and keep the sheet.",
    MeetingPart.Part.DEPUTY: "I chair where the chair cannot, on the same terms.",
    MeetingPart.Part.CLERK: "I take notes for the meeting and not for my employer, and take nothing of it back with me.",
    MeetingPart.Part.OBSERVER: "I watch the items named to me, keep no papers, and speak of nothing that I hear.",
    MeetingPart.Part.HELPER: "I help one person to take part, side with nobody, keep no papers, and speak of nothing.",
}
# Invitations without an answer are reminded of these long before the meeting.
REMINDERS = (timedelta(days=7), timedelta(days=2))
_MAPPA = "mappa"


@dataclass(frozen=True)
class LevelPoint:
    """One level that may be set, with both definitions, or its meaning where the scheme has no such sets."""

    code: str
    definition_a: str
    definition_b: str
    meaning: str
    has_rules: bool


def may_govern(version: Version, kind: str) -> bool:
    """May this version govern such a meeting? Public protection meetings only under one whose own purposes name them
    (TR-10): section 6 of the community safety protocol leaves them out."""
    if kind != Meeting.Kind.MAPPA:
        return True
    return any(_MAPPA in f"{one.slug} {one.words}".casefold() for one in version.purposes.all())


def governing_choices(member, on: date) -> list[Version]:
    """The protocols and procedures in force that day, protocols first."""
    found = agreements(member, on).prefetch_related("purposes")
    return list(found.order_by("protocol__tier", "protocol__reference"))


def followed(meeting: Meeting, on: date) -> dict[str, Version]:
    """By which newer versions are those followed that a meeting was planned under, each under its name (TR-28)?"""
    found = {}
    for name in ("protocol", "procedure"):
        if version := getattr(meeting, name):
            newer = Version.objects.in_force_on(on).filter(protocol=version.protocol_id).exclude(pk=version.pk)
            later = newer.select_related("protocol").prefetch_related("purposes").first()
            if later and may_govern(later, meeting.kind):
                found[name] = later
    return found


def is_procedure(version: Version) -> bool:
    return version.protocol.tier == Protocol.Tier.PROCEDURE


def scheme_of_meeting(protocol: Version | None, procedure: Version | None, on: date) -> str:
    """The marking scheme of what governs it, and otherwise that of the day."""
    governing = procedure or protocol
    return governing.marking_scheme if governing else markings.scheme_on(on).code


def level_points(scheme: str) -> list[LevelPoint]:
    """The levels that may be set, lowest first; none above what this service holds (TR-13)."""
    return [
        LevelPoint(level.code, level.definition_a, level.definition_b, level.meaning, bool(handling_of(scheme, level.code)))
        for level in markings.levels_offered(scheme)
    ]


def level_point(scheme: str, code: str) -> LevelPoint:
    """One of them. Raises ValueError for one that may not be set."""
    found = next((point for point in level_points(scheme) if point.code == code), None)
    if found is None:
        raise ValueError(f"{code} is not a level of {scheme} that can be set here.")
    return found


def handling_of(scheme: str, level: str) -> list[tuple[str, str]]:
    """Each action with its rule at a level; empty where the source gives none (TR-11)."""
    told = markings.handling_rules(scheme, level)
    return [(markings.ACTIONS[action], rule.text) for action, rule in told if rule is not None]


def needs_instruction(point: LevelPoint) -> bool:
    """Must the chair say how to handle it, since no rule does? Not where nothing is marked at all (practice 6)."""
    return not point.has_rules and point.code != "UNMARKED"


def two_levels(points_to_a: str, points_to_b: str) -> str:
    """What is said when the two definitions point to different levels; empty when they agree."""
    if not points_to_a or not points_to_b or points_to_a == points_to_b:
        return ""
    return f"Section 6.4 suggests {points_to_a}, the sheet's note suggests {points_to_b}."


def next_reminder(held_at: datetime, at: datetime) -> datetime | None:
    """When an invitation is reminded of next; None when there is no step left."""
    return min((held_at - step for step in REMINDERS if held_at - step > at), default=None)


def lending(meeting: Meeting) -> set:
    """The agencies that are not asked themselves, and only have somebody who plays a part or came."""
    return set(meeting.parties.filter(part=MeetingParty.Part.LENDS).values_list("agency_id", flat=True))


def people_of(meeting: Meeting, on: date) -> models.QuerySet[Membership]:
    """Whoever plays a part in it or was let in, and signs in here on that day."""
    plays = meeting.parts.filter(until_at=None, member__isnull=False).values("member")
    came = meeting.attendances.let_in().filter(member__isnull=False).values("member")
    people = Membership.objects.active(on).filter(models.Q(pk__in=plays) | models.Q(pk__in=came))
    return people.select_related("person", "agency").order_by("person__name")


def status_of(meeting: Meeting, member) -> str:
    """For whom does a member sign: for a signatory, a body that has not signed, or as an observer or helper?"""
    parts = set(meeting.parts.filter(member=member, until_at=None).values_list("part", flat=True))
    if MeetingPart.Part.OBSERVER in parts:
        return Attendance.Status.OBSERVER
    if MeetingPart.Part.HELPER in parts:
        return Attendance.Status.INDIVIDUAL
    versions = [key for key in (meeting.protocol_id, meeting.procedure_id) if key]
    signed = Party.objects.filter(version__in=versions, agency_id=member.agency_id).exclude(signed_at=None)
    return Attendance.Status.SIGNATORY if signed.exists() else Attendance.Status.NON_SIGNATORY


def governing(meeting: Meeting) -> list[Version]:
    return [version for version in (meeting.protocol, meeting.procedure) if version is not None]


def declarations(meeting: Meeting) -> list[str]:
    """What is agreed to by signing, in our words (P-A2-3, P-A2-4, P-6.2b)."""
    terms = " and of ".join(f"{version.protocol.title}, version {version.number}" for version in governing(meeting))
    agreed = f"the handling rules on this sheet, and all the terms of {terms}" if terms else "the handling rules on this sheet"
    return [
        f"By signing I agree to {agreed}.",
        "I use what I hear and receive here only for the purpose of this meeting.",
        "I pass it on to nobody without the agreement of the agency that it belongs to.",
        "If the body I come from has not signed, I agree for myself, and that does not make it a signatory.",
    ]


def case_gaps(case: CaseRecord) -> list[str]:
    """The reasons that are still missing for a case, by the page that asks for them; what governs it may give some."""
    meeting = case.item.meeting
    version = meeting.agreement
    given = {code for code in STANDING if version and version.standing_answers.get(code)}
    return [code for code in CASE_PAGES if code not in given and not case.justification.get(code)]


def hearing(lines: Iterable[CaseLine]) -> list[Agency]:
    """The other agencies that had somebody in the room for what these lines share."""
    shared = {line.case_id: line.agency_id for line in lines if line.brought == CaseLine.Brought.SHARED}
    there = Attendance.objects.exclude(Attendance.only_hears()).filter(presences__case__in=shared)
    return list(Agency.objects.filter(pk__in=there.values("agency")).exclude(pk__in=shared.values()).order_by("name"))


def lines_as_read(lines: Iterable[CaseLine]) -> str:
    """A fingerprint of what an agency reads before it confirms: which lines, each as it was last written."""
    said = sorted(f"{one.pk} {one.entered_at.isoformat()}" for one in lines)
    return sha256("\n".join(said).encode()).hexdigest() if said else ""


def meeting_gaps(meeting: Meeting, attendances: Iterable[Attendance] | None = None) -> list[str]:
    """What is missing from the record of a meeting, in plain sentences; nothing here stops anybody (ruling 1)."""
    found = []
    if not governing(meeting) and not meeting.no_protocol_reason:
        found.append("No protocol governs it, and nobody has said why.")
    for item in meeting.items.on_the_agenda():
        if meeting.personal and item.opened_at and (not meeting.level_set_at or item.opened_at < meeting.level_set_at):
            found.append(f"Item {item.number} was opened before a level was set.")
    for part in meeting.parts.all():
        if meeting.opened_at and part.undertaken_at is None and part.until_at is None:
            found.append(f"{part.said} has not given an undertaking as {part.get_part_display()}.")
    rows = list(meeting.attendances.all() if attendances is None else attendances)
    for one in rows:
        bound = one.declared_at or one.status == Attendance.Status.SIGNATORY
        if one.arrived_at and not bound and not one.declined_at:
            found.append(f"{one.name} was let in and has not agreed to the terms.")
    if meeting.sheet == Meeting.Sheet.PAPER and meeting.status == Meeting.Status.CLOSED and not meeting.sheet_kept_at:
        found.append("The paper sheet was signed, and nobody has said where it is kept.")
    closed = meeting.status == Meeting.Status.CLOSED
    if closed and meeting.sheet == Meeting.Sheet.ELECTRONIC and not any(one.signed_at for one in rows):
        found.append("The sheet is said to have been signed in this service, and nobody has signed it.")
    return found


def without_custodian(meeting: Meeting, on: date) -> bool:
    """Was a sheet used which nobody keeps: no chair by name, or one who has left?"""
    if meeting.sheet not in (Meeting.Sheet.ELECTRONIC, Meeting.Sheet.PAPER) or meeting.status != Meeting.Status.CLOSED:
        return False
    keeper = meeting.custodian
    return keeper is None or (keeper.ends_on is not None and keeper.ends_on < on)


def undertakings_owed(meeting: Meeting, member) -> list[MeetingPart]:
    """The parts that a member plays and has given no undertaking for; none once the minutes are agreed."""
    if meeting.minutes_agreed_at or meeting.status == Meeting.Status.CANCELLED:
        return []
    return list(MeetingPart.objects.held_now().filter(meeting=meeting, member=member, undertaken_at=None))


def undertakings_in_words(parts: Iterable[MeetingPart]) -> list[str]:
    """What somebody promises by signing, for each part that they play."""
    return [f"As {part.get_part_display()}: {UNDERTAKINGS[MeetingPart.Part(part.part)]}" for part in parts]


def gives_undertaking(meeting: Meeting, member) -> bool:
    """Were they given a part after they had signed, or after the meeting? They then sign again, for that part alone."""
    if not undertakings_owed(meeting, member):
        return False
    signed = meeting.attendances.filter(member=member, signed_at__isnull=False)
    return meeting.status == Meeting.Status.CLOSED or signed.exists()


def may_sign_in_on(meeting: Meeting, at: datetime) -> bool:
    """On the day itself, or while it is open."""
    if meeting.status == Meeting.Status.PLANNED:
        return as_day(meeting.held_at) == as_day(at)
    return meeting.status == Meeting.Status.OPEN


def case_answers(
    case: CaseRecord, line: CaseLine, meeting: Meeting, recipients: list[dict], heard: list[str]
) -> dict[str, dict]:  # fmt: skip
    """The answers of a disclosure made of one line: the reasons of the case, and what is known from the room; `heard` are
    those who were there only to hear it."""
    limits = [CaseLine.Limit(one).label.capitalize() + "." for one in line.limits if one != CaseLine.Limit.SOURCE]
    told = [*limits, f"Handling: {meeting.instruction}." if meeting.instruction else "",
            f"Heard in the room, and not received: {'; '.join(heard)}." if heard else ""]  # fmt: skip
    answers = answers_of_case(
        case.justification, case.about, meeting, case.item.number, recipients, kinds=list(line.kinds),
        note="\n".join(filter(None, told)), channel="meeting",
    )  # fmt: skip
    if CaseLine.Limit.SOURCE in line.limits:
        answers |= {"5a": {"source": "person"}, "5b": {"recognised": "yes"}}
    return answers


def answers_of_case(
    reasons: dict, about: str, meeting: Meeting, number: int, recipients: list[dict], *, kinds: list[str], note: str,
    channel: str,
) -> dict[str, dict]:  # fmt: skip
    """The answers of anything shared about one case of a meeting: its reasons, given once, and who was told what."""
    outside = any(row.get("outside") for row in recipients)
    marking = {"marking": f"{meeting.marking_scheme}:{meeting.marking}"} if meeting.marking else {}
    return {
        **{code: reasons[code] for code in CASE_PAGES if reasons.get(code)},
        "S1": {"want": "record"},
        "S3": {"who": "living"},
        "S4": {"people": [{"reference": about}] if about else []},
        "S6": {"kinds": kinds},
        "2a": {"recipients": recipients, **({"undertaking": "signed"} if outside else {})},
        "9": {"channel": channel, **marking},
        "check": {"note": note},
        "meeting": {"reference": meeting.reference, "item": number},
    }  # fmt: skip


def scheme_name(scheme: str) -> str:
    """A marking scheme in words."""
    return markings.scheme(scheme).name
