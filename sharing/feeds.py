"""Which fifty disclosures or requests come next for this member? Two steps: keys from the feed, then those rows.

The feed is walked by its index, newest first (design 4.3); the wall never drives a list. A cursor is the moment and
the key of a row, so that a page costs the same at any depth.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import JSONObject

from agencies import statements
from agencies.access import live_grants
from agencies.cursors import Row, cursor_of, row_at
from agencies.questions import asked, counted
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

SIZE, MOST_COUNTED = 50, 1000
Narrow = Callable[[QuerySet], QuerySet]
Fetch = Callable[[list[UUID]], dict[UUID, Any]]
_OF_A_REQUEST = (
    "asking_agency", "asked_agency", "asked_by__person", "asked_by__agency", "taken_by__person", "taken_by__agency",
    "claimed_by__person", "claimed_by__agency",
)  # fmt: skip


class Line(NamedTuple):
    """What a list tells of one disclosure, and no more: no personal content."""

    pk: UUID
    reference: str
    status: str
    agency_id: UUID
    agency: str
    purpose: str
    data_items: list[dict]
    shared_at: datetime
    complete_by: datetime | None
    agreement: str | None
    # Of the copy of whoever asks.
    disposed_at: datetime | None
    recipients: list[str] | None
    # Of all recipients; and by when the first of those that whoever asks is concerned with.
    received: bool | None
    receipt_due_at: datetime | None


# Written out, because the list is the page that is asked for most: as models its fifty rows are three hundred objects.
_LINES = """
select d.id, d.reference, d.status, d.agency_id, g.name, d.purpose, d.data_items, d.shared_at, d.complete_by, p.title,
  h.disposed_at, r.names, r.received, r.due
from sharing_disclosure d join agencies_agency g on g.id = d.agency_id
left join protocols_version v on v.id = d.version_id left join protocols_protocol p on p.id = v.protocol_id
left join sharing_holding h on h.disclosure_id = d.id and h.agency_id = %(mine)s
cross join lateral (
  select array_agg(a.name order by a.name) as names, bool_and(o.received_at is not null) as received,
    min(o.receipt_due_at) filter (where o.received_at is null and %(mine)s in (d.agency_id, o.agency_id)) as due
  from sharing_disclosureparty o join agencies_agency a on a.id = o.agency_id
  where o.disclosure_id = d.id and o.part = 'recipient'
) r
where d.id = any(%(keys)s)
"""


@dataclass(frozen=True)
class Feed:
    """One page: its rows in the order of its list, cursors to the next and the previous page or "", and how many there are.

    `count` stops at `MOST_COUNTED` + 1, which means "more than"; it is 0 where nobody asked for it.
    """

    rows: list
    next: str
    previous: str
    count: int

    @property
    def many(self) -> bool:
        return self.count > MOST_COUNTED


def disclosures(
    member, narrow: Narrow, *, after: str = "", before: str = "", size: int = SIZE, counted: bool = True
) -> Feed:
    """What the member's agency gave and received; a practitioner's own, and what they were sent or let in to."""
    rows = (
        Disclosure.objects.select_related("agency", "version__protocol")
        .annotate(copy=_copy_of(member), disposed_at=F("copy__disposed_at"))
        .prefetch_related(Prefetch("parties", DisclosureParty.objects.select_related("agency")))
    )
    return _page(_disclosures_of, member, narrow, rows.in_bulk, after, before, size, counted)


def disclosure_lines(member, narrow: Narrow, *, after: str = "", before: str = "") -> Feed:
    """The same as lines of a list."""

    def fetch(keys):
        found = statements.rows(_LINES, {"mine": member.agency_id, "keys": keys})
        # Django hands a JSON column of written-out SQL over as text.
        lines = [Line._make([*row[:6], json.loads(row[6]), *row[7:]]) for row in found]
        return {line.pk: line for line in lines}

    return _page(_disclosures_of, member, narrow, fetch, after, before, SIZE, counts=True)


def received(member) -> list[Disclosure]:
    """The latest records that this member can read and the agency received, and of which it still has its copy."""
    rows = Disclosure.objects.select_related("agency")
    return _page(_disclosures_of, member, _still_here, rows.in_bulk, "", "", SIZE, counts=False).rows


def _still_here(feed: QuerySet) -> QuerySet:
    return feed.filter(part=DisclosureParty.Part.RECIPIENT, disposed_at=None)


def _disclosures_of(member) -> QuerySet:
    if member.has(*WHOLE_AGENCY):
        return DisclosureParty.objects.filter(partnership_id=member.partnership_id, agency_id=member.agency_id)
    # The person's own rows drive it, and one union of keys: with an OR the whole agency's feed would be walked.
    own = DisclosureReader.objects.filter(partnership_id=member.partnership_id, member=member)
    let_in = live_grants(Disclosure, member, "view_disclosure")
    return DisclosureParty.objects.filter(
        disclosure__in=own.values("disclosure").union(let_in.values("content_object")),
        partnership_id=member.partnership_id,
        agency_id=member.agency_id,
    )


def requests(
    member, narrow: Narrow, *, after: str = "", before: str = "", size: int = SIZE, counted: bool = True
) -> Feed:
    """What the member's agency asked for and is asked for; a practitioner's own, unless they may decide."""
    rows = Request.objects.select_related("asking_agency", "asked_agency", "claimed_by__person")
    return _page(_requests_of, member, narrow, rows.in_bulk, after, before, size, counted)


def _requests_of(member) -> QuerySet:
    feed = RequestParty.objects.filter(partnership_id=member.partnership_id, agency_id=member.agency_id)
    if not member.has(*WHOLE_AGENCY):
        feed = feed.filter(request__in=Request.objects.visible_to(member).order_by().values("pk"))
    return feed


def disclosure_record(member) -> QuerySet:
    """A disclosure with all that its page shows of it, in two statements; start from what the member may see.

    `kept` is whether the member's agency holds a copy, `kept_rule` and `kept_until` how long by its own schedule,
    `kept_status`, `closed_on`, `disposed_at` and `certificate` where that copy stands; `outside` is whoever was told
    outside every agency; `agreed_purpose` the agreement's own words for what it is for.
    """
    return _RECORD.visible_to(member).annotate(
        copy=_copy_of(member),
        kept=F("copy__pk"),
        kept_rule=F("copy__rule_code"),
        kept_until=F("copy__retain_until_on"),
        kept_status=F("copy__status"),
        closed_on=F("copy__closed_on"),
        disposed_at=F("copy__disposed_at"),
        certificate=F("copy__certificate"),
    )


def disclosure_of(member, reference: str) -> Disclosure | None:
    """The disclosure of that reference, as `disclosure_record` has it; None for who may not see it."""
    found = next(iter(asked(_of_reference, member, reference)), None)
    if found is not None:
        parties = found.parties.all()
        parties._result_cache = asked(_parties_of, found.pk)
        found._prefetched_objects_cache = {"parties": parties}
    return found


def _of_reference(member, reference) -> QuerySet:
    found = disclosure_record(member).prefetch_related(None).filter(reference=reference)
    return found.saying_whether_onward()  # type: ignore[attr-defined]


def _parties_of(disclosure) -> QuerySet:
    return _PARTIES.filter(disclosure=disclosure)


_PARTIES = DisclosureParty.objects.select_related("agency", "received_by__person", "received_by__agency")
_RECORD = (
    Disclosure.objects.select_related(
        "agency", "recorded_by__person", "recorded_by__agency", "request", "version__protocol", "clause",
    )
    .annotate(
        agreed_purpose=Purpose.objects.filter(version=OuterRef("version"), slug=OuterRef("purpose")).values("words"),
        outside=ArraySubquery(
            OutsideRecipient.objects.filter(disclosure=OuterRef("pk")).values(
                row=JSONObject(who="who", use="use", undertaking="undertaking")
            )
        ),
    )
    .prefetch_related(Prefetch("parties", _PARTIES))
)  # fmt: skip


def _copy_of(member) -> FilteredRelation:
    """The copy of the member's agency."""
    return FilteredRelation("holdings", condition=Q(holdings__agency_id=member.agency_id))


def request_record(member) -> QuerySet:
    """A request with its two sides, and who asked, took it down and claimed it."""
    return Request.objects.visible_to(member).select_related(*_OF_A_REQUEST)


def request_of_dispute(dispute) -> Request:
    """What a dispute is about, with its answer; whoever sees the dispute sees both."""
    return answered(Request.objects.select_related(*_OF_A_REQUEST).get(pk=dispute.request_id))


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


def _page(of, member, narrow: Narrow, fetch: Fetch, after: str, before: str, size: int, counts: bool) -> Feed:
    older, newer = row_at(after), row_at(before)
    if size == SIZE and _often(of, narrow):
        found: list[Row] = asked(_walk, of, member, older, newer)
    else:
        found = list(_walked(narrow(of(member)), older, newer, size))
    more, found = len(found) > size, found[:size]
    if newer and not older:
        found.reverse()
    by_key = fetch([pk for _, pk in found]) if found else {}
    shown = [by_key[pk] for _, pk in found if pk in by_key]
    backwards = newer is not None and older is None
    return Feed(
        shown,
        cursor_of(found[-1]) if found and (more or backwards) else "",
        cursor_of(found[0]) if found and (older is not None or (backwards and more)) else "",
        (_count(of, member, narrow) if more or older or newer else len(found)) if counts else 0,
    )


def _walk(of, member, older: Row | None, newer: Row | None) -> QuerySet:
    return _walked(of(member), older, newer, SIZE)


def _walked(feed: QuerySet, older: Row | None, newer: Row | None, size: int) -> QuerySet:
    key = "disclosure_id" if feed.model is DisclosureParty else "request_id"
    order = ("-created_at", f"-{key}")
    if older:
        feed = feed.filter(created_at__lte=older[0]).exclude(created_at=older[0], **{f"{key}__gte": older[1]})
    elif newer:
        feed = feed.filter(created_at__gte=newer[0]).exclude(created_at=newer[0], **{f"{key}__lte": newer[1]})
        order = ("created_at", key)
    return feed.order_by(*order).values_list("created_at", key)[: size + 1]


def _count(of, member, narrow: Narrow) -> int:
    if _often(of, narrow):
        return counted(_all_of, of, member)
    return _to_be_counted(narrow(of(member))).count()


def _often(of, narrow: Narrow) -> bool:
    """Is it the list that is asked for most: of disclosures, of which nobody has chosen some yet?"""
    return of is _disclosures_of and not getattr(narrow, "narrows", True)


def _all_of(of, member) -> QuerySet:
    return _to_be_counted(of(member))


def _to_be_counted(feed: QuerySet) -> QuerySet:
    return feed.order_by().values("pk")[: MOST_COUNTED + 1]
