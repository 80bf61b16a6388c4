"""Which fifty copies come next for this agency to look at, and which cases for this member? Found by an index."""

from django.db.models import Q, QuerySet

from agencies.cursors import Walked, walked
from agencies.roles import WHOLE_AGENCY
from compliance.models import CaseParty, NonComplianceCase
from protocols.models import Protocol
from sharing.feeds import MOST_COUNTED, SIZE, Feed
from sharing.models import Holding

S = Holding.Status


def cases(
    member, *, show: str = "", protocol: Protocol | None = None, after: str = "", before: str = "", size: int = SIZE
) -> Walked:
    """The member's own agency's side of each case, newest first, with the case: all, or not finished, one's own, or
    written by one's agency; about one protocol, where it is said."""
    found = CaseParty.objects.filter(partnership_id=member.partnership_id, agency_id=member.agency_id)
    if not member.has(*WHOLE_AGENCY):
        found = found.filter(case__in=NonComplianceCase.objects.visible_to(member).order_by().values("pk"))
    if show == "open":
        found = found.filter(case__in=NonComplianceCase.objects.unfinished().order_by().values("pk"))
    elif show:
        found = found.filter(part=CaseParty.Part.OWNER if show == "ours" else CaseParty.Part.ACCUSER)
    if protocol is not None:
        found = found.filter(about(member, protocol))
    rows = found.select_related("case__agency", "case__allegation__agency", "case__investigation")
    return walked(rows, "created_at", after=after, before=before, size=size)


def about(member, protocol: Protocol) -> Q:
    """Sides of cases that are about one protocol: as the agency wrote that accused, or as the own one looks into it."""
    own = Q(case__agency_id=member.agency_id, case__investigation__version__protocol=protocol)
    return own | Q(case__allegation__version__protocol=protocol)


def to_review(member, *, after: str = "", before: str = "", size: int = SIZE) -> Feed:
    """The copies that are due, proposed or approved for disposal, of the member's agency."""
    found = Holding.objects.visible_to(member).filter(status__in=[S.DUE, S.UNDER_REVIEW, S.APPROVED])
    return _page(found.filter(retain_until_on__isnull=False), after, before, size)


def without_date(member, *, after: str = "", before: str = "", size: int = SIZE) -> Feed:
    """The copies that no clock will ever bring up: no line in the schedule, or one that gives no date."""
    found = Holding.objects.visible_to(member).filter(retain_until_on=None).exclude(status=S.DISPOSED)
    return _page(found, after, before, size, day="began_on")


def _page(found: QuerySet, after: str, before: str, size: int, day: str = "retain_until_on") -> Feed:
    rows = found.select_related("disclosure__agency")
    page = walked(rows, day, after=after, before=before, size=size, newest_first=False)
    more = page.next or after or before
    count = found.order_by()[: MOST_COUNTED + 1].count() if more else len(page.rows)
    return Feed(page.rows, page.next, page.previous, count)
