"""Which fifty disclosures or requests come next for this member? Two steps: keys from the feed, then those rows.

The feed is walked by its index, newest first (design 4.3); the wall never drives a list. A cursor is the moment and
the key of a row, so that a page costs the same at any depth.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import JSONObject

from agencies.access import live_grants
from agencies.roles import WHOLE_AGENCY
from protocols.models import Purpose
from sharing.models import (
    Decision,
    Disclosure,
    DisclosureParty,
    DisclosureReader,
    OutsideRecipient,
    Request,
    RequestParty,
)  # fmt: skip

SIZE = 50
MOST_COUNTED = 1000
Narrow = Callable[[QuerySet], QuerySet]
Row = tuple[datetime, UUID]


@dataclass(frozen=True)
class Feed:
    """One page: its rows newest first, cursors to the next and the previous page or "", and how many there are.

    `count` stops at `MOST_COUNTED` + 1, which means "more than".
    """

    rows: list
    next: str
    previous: str
    count: int

    @property
    def many(self) -> bool:
        return self.count > MOST_COUNTED


def disclosures(member, narrow: Narrow, *, after: str = "", before: str = "", size: int = SIZE) -> Feed:
    """What the member's agency gave and received; a practitioner's own, and what they were sent or let in to."""
    if member.has(*WHOLE_AGENCY):
        feed = DisclosureParty.objects.filter(partnership_id=member.partnership_id, agency_id=member.agency_id)
    else:
        # The person's own rows drive it, and one union of keys: with an OR the whole agency's feed would be walked.
        own = DisclosureReader.objects.filter(partnership_id=member.partnership_id, member=member)
        let_in = live_grants(Disclosure, member, "view_disclosure")
        feed = DisclosureParty.objects.filter(
            disclosure__in=own.values("disclosure").union(let_in.values("content_object")),
            partnership_id=member.partnership_id,
            agency_id=member.agency_id,
        )
    rows = Disclosure.objects.select_related("agency", "version__protocol").prefetch_related(
        Prefetch("parties", DisclosureParty.objects.select_related("agency"))
    )
    return _page(narrow(feed), "disclosure", rows, after, before, size)


def requests(member, narrow: Narrow, *, after: str = "", before: str = "", size: int = SIZE) -> Feed:
    """What the member's agency asked for and is asked for; a practitioner's own, unless they may decide."""
    feed = RequestParty.objects.filter(partnership_id=member.partnership_id, agency_id=member.agency_id)
    if not member.has(*WHOLE_AGENCY):
        feed = feed.filter(request__in=Request.objects.visible_to(member).order_by().values("pk"))
    rows = Request.objects.select_related("asking_agency", "asked_agency", "claimed_by__person")
    return _page(narrow(feed), "request", rows, after, before, size)


def disclosure_record(member) -> QuerySet:
    """A disclosure with all that its page shows of it, in two statements; start from what the member may see.

    `kept` is whether the member's agency holds a copy, `kept_rule` and `kept_until` how long by its own schedule;
    `outside` is whoever was told outside every agency; `agreed_purpose` the agreement's own words for what it is for.
    """
    outside = OutsideRecipient.objects.filter(disclosure=OuterRef("pk"))
    parties = DisclosureParty.objects.select_related("agency", "received_by__person", "received_by__agency")
    return (
        Disclosure.objects.filter(pk__in=Disclosure.objects.visible_to(member).order_by().values("pk"))
        .select_related(
            "agency", "recorded_by__person", "recorded_by__agency", "request", "version__protocol", "clause",
        )
        .annotate(
            copy=FilteredRelation("holdings", condition=Q(holdings__agency_id=member.agency_id)),
            kept=F("copy__pk"),
            kept_rule=F("copy__rule_code"),
            kept_until=F("copy__retain_until_on"),
            agreed_purpose=Purpose.objects.filter(version=OuterRef("version"), slug=OuterRef("purpose")).values("words"),
            outside=ArraySubquery(outside.values(row=JSONObject(who="who", use="use", undertaking="undertaking"))),
        )
        .prefetch_related(Prefetch("parties", parties))
    )  # fmt: skip


def request_record(member) -> QuerySet:
    """A request with its two sides, and who asked, took it down and claimed it."""
    return Request.objects.visible_to(member).select_related(
        "asking_agency", "asked_agency", "asked_by__person", "asked_by__agency", "taken_by__person", "taken_by__agency",
        "claimed_by__person", "claimed_by__agency",
    )  # fmt: skip


def answered(request: Request) -> Request:
    """The same with its answer and what was shared upon it; one that still waits has neither."""
    if request.status != Request.Status.SENT:
        decisions = Decision.objects.select_related("by__person", "by__agency")
        prefetch_related_objects([request], Prefetch("decisions", decisions), "disclosures")
    return request


def earlier_requests(request: Request, most: int = 5) -> list[Request]:
    """What the same person asked the same agency for before, newest first; for whoever answers for that agency."""
    if request.asked_by_id is None:
        return []
    before = Request.objects.filter(
        partnership_id=request.partnership_id, asked_by=request.asked_by_id, asked_agency=request.asked_agency_id,
        sent_at__lt=request.sent_at,
    )  # fmt: skip
    return list(before.order_by("-sent_at")[:most])


def _page(feed: QuerySet, name: str, rows: QuerySet, after: str, before: str, size: int) -> Feed:
    key = f"{name}_id"
    older, newer = _row(after), _row(before)
    walked, order = feed, ("-created_at", f"-{key}")
    if older:
        walked = feed.filter(created_at__lte=older[0]).exclude(created_at=older[0], **{f"{key}__gte": older[1]})
    elif newer:
        walked = feed.filter(created_at__gte=newer[0]).exclude(created_at=newer[0], **{f"{key}__lte": newer[1]})
        order = ("created_at", key)
    found: list[Row] = list(walked.order_by(*order).values_list("created_at", key)[: size + 1])
    more, found = len(found) > size, found[:size]
    if newer and not older:
        found.reverse()
    by_key = rows.in_bulk([pk for _, pk in found])
    shown = [by_key[pk] for _, pk in found if pk in by_key]
    backwards = newer is not None and older is None
    return Feed(
        shown,
        _cursor(found[-1]) if found and (more or backwards) else "",
        _cursor(found[0]) if found and (older is not None or (backwards and more)) else "",
        _count(feed) if more or older or newer else len(found),
    )


def _count(feed: QuerySet) -> int:
    return feed.order_by()[: MOST_COUNTED + 1].count()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def _cursor(row: Row) -> str:
    return f"{(row[0] - _EPOCH) // _MICROSECOND}-{row[1].hex}"


def _row(cursor: str) -> Row | None:
    """The moment and key of a cursor; None for one that is empty or was typed wrongly: the first page is shown."""
    micros, _, key = cursor.partition("-")
    try:
        return _EPOCH + int(micros) * _MICROSECOND, UUID(key)
    except (ValueError, OverflowError):
        return None
