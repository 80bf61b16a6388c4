"""Before a meeting: each agency is asked what to look for, and answers; both are records of sharing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from agencies.access import may, require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.notices import officers_of, tell
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing.actions.meeting_items import on_the_agenda
from sharing.actions.meeting_records import record_case
from sharing.actions.meeting_room import not_over
from sharing.models import AgendaItem, CaseRecord, Disclosure, Meeting, MeetingParty, Research
from sharing.rules import research as rules


@transaction.atomic
def send_research(
    meeting: Meeting, *, by: Membership, at: datetime, items: Sequence[AgendaItem], agencies: Sequence[Agency],
    due_on: date, look_for: str = "",
) -> list[Research]:  # fmt: skip
    """Ask agencies that are asked to a meeting to look for what they hold on one's own agency's cases.

    Saying whom a case is about is sharing, so nobody does it for another agency (TR-03): each case becomes a record.
    Raises ValueError without a case or an agency, for an agency that is not asked to the meeting, and for a case that
    does not say whom it is about.
    """
    meeting = locked(meeting)
    require(by, "send_research", meeting)
    not_over(meeting)
    invited = MeetingParty.objects.filter(meeting=meeting, part=MeetingParty.Part.INVITED).values_list("agency_id", flat=True)
    asked = {agency.pk: agency for agency in agencies if agency.pk != by.agency_id}
    if not items or not asked or set(asked) - {*invited, meeting.agency_id}:
        raise ValueError("Choose cases, and agencies that are asked to the meeting.")
    for item in AgendaItem.objects.filter(pk__in=[one.pk for one in items]):
        on_the_agenda(item)
    say_verb("send_research")
    made = [one for item in items for one in _ask(meeting, item, asked, by, at, due_on, look_for)]
    if not made:
        raise MoveRefused("These agencies are asked about these cases already.")
    trace(meeting, "send_research", by=by, at=at)
    due = f"{due_on.day} {due_on:%B %Y}"
    told = officers_of(list({one.agency_id for one in made}), as_day(at))
    tell(told, "research_asked", at=at, link=meeting.get_absolute_url(), reference=meeting.reference,
         agency=str(by.agency), due=due)  # fmt: skip
    return made


def _ask(meeting, item, asked, by, at, due_on, look_for) -> list[Research]:
    case = CaseRecord.objects.visible_to(by).filter(item=item, item__meeting=meeting).select_related("item__meeting").first()
    if case is None or item.agency_id != by.agency_id or not may(by, "save_case", item):
        raise PermissionDenied(f"{item} is another agency's to send.")
    if not case.about.strip():
        raise ValueError(f"{item} does not say whom it is about.")
    known = set(Research.objects.filter(item=item, ended_at=None).values_list("agency_id", flat=True))
    new = {key: agency for key, agency in asked.items() if key not in known}
    if not new:
        return []
    recorded = record_case(
        rules.asking(case, look_for, new.values()), meeting, by=by, at=at, shared_at=at, verb="send_research",
        manner=Disclosure.Manner.SHOWN, told_together=True,
    )  # fmt: skip
    return Research.objects.bulk_create(
        Research(
            partnership_id=by.partnership_id, item=item, agency=agency, about=case.about, look_for=look_for,
            reasons=case.justification, asked_by=by, asked_at=at, due_on=due_on,
            remind_at=rules.next_reminder(due_on, at), disclosure=recorded,
            party_ids=list(dict.fromkeys([by.agency_id, agency.pk, meeting.agency_id])),
        )
        for agency in new.values()
    )  # fmt: skip


@transaction.atomic
def answer_research(meeting: Meeting, *, by: Membership, at: datetime, answers: Mapping[UUID, str]) -> list[Research]:
    """Answer for one's agency, line by line: nothing held, or something that is brought to the meeting.

    Either is information about somebody, so each answer becomes the agency's own record. What was answered stands.
    """
    meeting = locked(meeting)
    require(by, "answer_research", meeting)
    if rules.research_over(meeting, at):
        raise MoveRefused("The list has ended with the meeting.")
    waiting = Research.objects.visible_to(by).filter(item__meeting=meeting, agency_id=by.agency_id, reply="")
    waiting = waiting.select_for_update(of=("self",)).filter(pk__in=[key for key, reply in answers.items() if reply])
    lines = list(waiting.select_related("item__meeting", "asked_by__agency", "asked_by__person"))
    if not lines:
        raise MoveRefused("Nothing was left to answer, or no answer was chosen.")
    say_verb("answer_research")
    for one in lines:
        said = rules.answering(one, answers[one.pk])
        one.reply_disclosure = record_case(
            said, meeting, by=by, at=at, shared_at=at, verb="answer_research", manner=Disclosure.Manner.SHOWN,
            told_together=True,
        )  # fmt: skip
        one.reply, one.replied_by, one.replied_at, one.remind_at = Research.Reply(answers[one.pk]), by, at, None
        one.save(update_fields=["reply", "replied_by", "replied_at", "reply_disclosure", "remind_at"])
    trace(meeting, "answer_research", by=by, at=at)
    askers = {one.asked_by for one in lines}
    told = {*askers, *officers_of(list({one.agency_id for one in askers}), as_day(at))}
    tell(told, "research_answered", at=at, link=meeting.get_absolute_url(),
         reference=meeting.reference, agency=str(by.agency))  # fmt: skip
    return lines
