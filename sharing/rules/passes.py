"""What is the secret of a guest's pass, until when does it work, and what does it show the person who has it?"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from agencies.invitations import digest
from protocols.catalogue.clocks import LONDON, as_day
from sharing.models import Attendance, CaseLine, CasePresence, GuestPass, Interest, Meeting
from sharing.rules.brought import Said, said_of

# A meeting late in the evening, and a pass made late on its day, are not over at midnight.
AT_LEAST = timedelta(hours=4)


@dataclass(frozen=True)
class Paper:
    """The item that is spoken of now: of a case whom it is about and what was brought, for who is present for it."""

    number: int
    opened_at: datetime
    title: str
    is_case: bool
    about: str
    brought: tuple[Said, ...]
    open_to_them: bool


def secret_of(one: GuestPass) -> str:
    """The secret part of a link: made from the service's key, so that it is kept nowhere, 256 bits long."""
    made = salted_hmac("sharing.guest_pass", str(one.pk), algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(one: GuestPass) -> str:
    """What is kept of the secret."""
    return digest(secret_of(one))


def link_of(one: GuestPass) -> str:
    """The whole address, begun as the settings say. The secret stands in the query, which no log of ours keeps."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('guest')}?key={secret_of(one)}"


def pass_ends_at(meeting: Meeting, at: datetime) -> datetime:
    """With the day of the meeting, if the meeting itself does not end it before."""
    day = max(as_day(meeting.held_at), as_day(at))
    return max(datetime.combine(day, time(23, 59), tzinfo=LONDON), at + AT_LEAST, meeting.held_at + AT_LEAST)


def with_a_link(meeting: Meeting, at: datetime) -> list[Attendance]:
    """The guests who have a link that works, or is about to be sent to them."""
    return _rows(GuestPass.objects.standing(at).filter(attendance__meeting=meeting))


def told_by_hand(meeting: Meeting, at: datetime, before: datetime | None = None) -> list[Attendance]:
    """The guests who were given a link, before a moment if one is named, and whom nothing reaches any more: an address is
    forgotten when its e-mail has gone. Whoever's e-mail is still to go is told by that."""
    given = GuestPass.objects.standing(at).filter(attendance__meeting=meeting, email="")
    if before:
        # An e-mail that went after the move says the new time, and so did whoever told them since.
        given = given.filter(made_at__lt=before).exclude(sent_at__gte=before).exclude(told_at__gte=before)
    return _rows(given)


def _rows(given) -> list[Attendance]:
    return list(Attendance.objects.filter(declined_at=None, pk__in=given.values("attendance")))


def guests_in_words(count: int) -> str:
    """So many guests, for a notice."""
    return "1 guest" if count == 1 else f"{count} guests"


def untold_of_move(meeting: Meeting, at: datetime) -> list[Attendance]:
    """The guests who were given their link before a meeting that has not begun was moved: whoever runs it tells them."""
    moved = meeting.changes.filter(verb="move_meeting").order_by("-at").first()
    if moved is None or meeting.status != Meeting.Status.PLANNED:
        return []
    return told_by_hand(meeting, at, before=moved.at)


def standing_of(row: Attendance) -> str:
    """Where a guest stands: "asked" for the terms, "declined", "waiting" to be let in, "gone", or "here"."""
    if row.declined_at:
        return "declined"
    if not row.declared_at:
        return "asked"
    if row.arrived_at is None:
        return "waiting"
    return "gone" if row.left_at else "here"


def paper_for(row: Attendance) -> Paper | None:
    """What is open now, for somebody in the room who agreed to the terms; None when no item is, or for anybody else.

    A case is open to whoever is present for it and may read papers, while it is spoken of and not afterwards: a
    telephone that leaves the room takes nothing along.
    """
    if standing_of(row) != "here":
        return None
    item = row.meeting.items.filter(opened_at__isnull=False, closed_at=None).order_by("-number").first()
    if item is None or item.opened_at is None:
        return None
    if not item.is_case:
        return Paper(item.number, item.opened_at, item.title, False, "", (), True)
    reads = Attendance.objects.filter(pk=row.pk).read_papers().in_the_room().exists()
    apart = Interest.objects.filter(item=item, attendance=row).exists()
    here = CasePresence.objects.filter(case__item=item, attendance=row, left_at=None).select_related("case").first()
    if here is None or apart or not reads:
        return Paper(item.number, item.opened_at, "", True, "", (), False)
    lines = CaseLine.objects.filter(case=here.case_id).select_related("agency").order_by("agency__name")
    return Paper(item.number, item.opened_at, item.title, True, here.case.about, tuple(said_of(line) for line in lines), True)
