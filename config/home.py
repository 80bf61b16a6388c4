"""What is waiting for me? The one page that names every app (pages 3.1)."""

from datetime import UTC, date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditOpening, Membership
from agencies.queue import QueueItem
from agencies.roles import ADVISERS, Role
from agencies.tenancy import acting_as
from compliance import queue as compliance_queue
from protocols import queue as protocols_queue
from sharing import queue as sharing_queue

QUEUES = (sharing_queue, compliance_queue, protocols_queue)
SHARERS = (Role.PRACTITIONER, Role.OFFICER, Role.HEAD)


def queue(member: Membership, now: datetime) -> dict:
    """The three parts of home, what hurts most first, and what waits in one's other partnerships."""
    today = timezone.localdate(now)
    return {
        "waiting": _rows(_all("waiting_for", member, today)),
        "elsewhere": _rows(_all("waiting_elsewhere", member, today)),
        "coming": _rows(_all("coming_up", member, today)),
        "others": _elsewhere(member, today),
        "doors": _doors(member),
        "opened": _opened(member, today),
        "nothing_waits": _nothing_waits(member),
        "at": now,
    }


def _all(part: str, member: Membership, on: date) -> list[QueueItem]:
    found = [item for app in QUEUES for item in getattr(app, part)(member, on)]
    return sorted(found, key=lambda item: (not item.overdue, _moment(item.due), item.what))


def _moment(due: datetime | date | None) -> datetime:
    if due is None:
        return datetime.max.replace(tzinfo=UTC)
    if isinstance(due, datetime):
        return due
    return timezone.make_aware(datetime.combine(due, time.max.replace(microsecond=0)))


def _rows(items: list[QueueItem]) -> list[dict]:
    return [
        {
            "what": item.what, "href": item.link, "from": item.whom, "since": item.since, "due": item.due,
            "action": item.action, "action_href": item.link,
        }
        for item in items
    ]  # fmt: skip


def _elsewhere(member: Membership, on: date) -> list[dict]:
    """One queue across partnerships and agencies, walls kept: each is asked behind its own door (ruling 12b). Whoever advises
    two agencies acts for one of them at a time, and must learn what the other asks."""
    others = Membership.objects.of_person(member.person, on).exclude(pk=member.pk)
    found = []
    for other in others:
        other.person = member.person
        with acting_as(other):
            waiting = _all("waiting_for", other, on)
        if waiting:
            here = other.partnership_id == member.partnership_id
            place = "agencies:choose_acting" if here else "home"
            found.append({
                "name": other.agency.name if here else other.partnership.name, "agency": here, "count": len(waiting),
                "first": waiting[0].what, "href": reverse(place, kwargs={"partnership": other.partnership.slug}),
            })  # fmt: skip
    return found


def _opened(member: Membership, on: date) -> list[AuditOpening]:
    """Agencies that have opened their records to this auditor: from the page of each one begins to read them."""
    if not member.has(Role.AUDITOR):
        return []
    return list(AuditOpening.objects.visible_to(member).on(on).filter(member=member).select_related("agency"))


def waiting_words(member: Membership, on: date) -> list[str]:
    """What waits for somebody who stops: the lines of their home page, read behind their own door."""
    with acting_as(member):
        return [item.what for item in _all("waiting_for", member, on)]


def _doors(member: Membership) -> list[dict]:
    """What people come here to do, in their own words; for those who share."""
    if not member.has(*SHARERS):
        return []
    at = {"partnership": member.partnership.slug}
    begin = reverse("sharing:start_checklist", kwargs=at)
    return [
        {"text": _("Can I share this?"), "hint": _("The questions that help you decide"), "href": f"{begin}?want=share"},
        {"text": _("Ask for information"), "hint": _("From another agency"), "href": f"{begin}?want=ask"},
        {"text": _("Record something I shared"), "hint": _("It has already happened"), "href": f"{begin}?want=record"},
        {
            "text": _("What have I been sent?"),
            "hint": _("Records you or your agency received"),
            "href": reverse("sharing:disclosures", kwargs=at),
        },
    ]


def _nothing_waits(member: Membership) -> str:
    """What will appear here, said to this kind of person."""
    if member.has(Role.AUDITOR):
        return _("Auditors are not asked to act. Open Sharing to read what your agency shared and asked for.")
    if member.has(*ADVISERS) and not member.has(*SHARERS):
        return _("When somebody asks for your advice it appears here.")
    if member.has(Role.BOARD_ADMINISTRATOR):
        return _("Drafts to finish, versions to approve and reviews that are due appear here.")
    return _("Requests to answer, records to confirm and questions you have not finished appear here.")
