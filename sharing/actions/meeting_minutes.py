"""The agreed minutes, sent to each agency as a page that ends: cut for whoever reads it, and nothing attached."""

from datetime import datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.notices import officers_of, tell
from agencies.sweeps import registrar
from agencies.tenancy import acting_as, say_verb
from protocols.catalogue.clocks import as_day
from sharing.models import Attendance, Meeting, MeetingParty, MinutesCopy
from sharing.rules import in_words
from sharing.rules import minutes as rules

_TO = (MeetingParty.Part.HOST, MeetingParty.Part.INVITED)


@transaction.atomic
def send_minutes(meeting: Meeting, *, by: Membership, at: datetime, summary: str, days: int) -> list[MinutesCopy]:
    """Let every agency that holds the meeting or was asked to it read the minutes for so many days; sent anew, for longer.

    `summary` is what all of them may be told, and somebody outside who asks. Raises ValueError without one, and for a
    number of days that is not offered. Refused before the minutes are agreed.
    """
    meeting = locked(meeting)
    require(by, "send_minutes", meeting)
    if not meeting.minutes_agreed_at:
        raise MoveRefused("Minutes are sent when they are agreed.")
    if not summary.strip() or days not in rules.DAYS:
        raise ValueError("Write the summary, and choose for how long the minutes can be read.")
    say_verb("send_minutes")
    _open_to_sender(meeting, by, at)
    seats = MeetingParty.objects.filter(meeting=meeting, part__in=_TO).values_list("agency_id", flat=True)
    known = {copy.agency_id: copy for copy in MinutesCopy.objects.select_for_update().filter(meeting=meeting)}
    copies = []
    for agency_id in seats:
        copy = known.get(agency_id) or MinutesCopy(
            partnership_id=by.partnership_id, meeting=meeting, agency_id=agency_id,
            party_ids=list(dict.fromkeys([meeting.agency_id, by.agency_id, agency_id])),
        )  # fmt: skip
        copy.summary, copy.sent_by, copy.sent_at, copy.ends_at = summary, by, at, rules.minutes_end(at, days)
        copy.save()
        copies.append(copy)
    trace(meeting, "send_minutes", by=by, at=at)
    until = in_words(rules.minutes_end(at, days))
    link = f"{meeting.get_absolute_url()}minutes/"
    told = [one for one in _readers(meeting, seats, at) if one != by]
    tell(told, "minutes_sent", at=at, link=link, reference=meeting.reference, agency=str(by.agency), until=until)
    return copies


def _open_to_sender(meeting: Meeting, by: Membership, at: datetime) -> None:
    """The copies that a leader of another agency sent lie behind the wall: the registrar makes the sender a party to
    them. What is sent anew is then the sender's own act."""
    with acting_as(registrar(as_day(at)), "send_minutes"):
        for copy in MinutesCopy.objects.select_for_update().filter(meeting=meeting):
            if by.agency_id not in copy.party_ids:
                copy.party_ids = [*copy.party_ids, by.agency_id]
                copy.save(update_fields=["party_ids"])


def _readers(meeting: Meeting, agencies, at: datetime) -> list[Membership]:
    """The officers, and whoever was in the room."""
    came = Attendance.objects.filter(meeting=meeting, agency__in=agencies).let_in()
    officers = [one for agency in agencies for one in officers_of(agency, as_day(at))]
    return [*officers, *(row.member for row in came.select_related("member__person") if row.member)]
