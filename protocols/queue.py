"""What waits for whom among the protocols: the lines that the home page shows."""

from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery

from agencies.access import live_grants, may
from agencies.models import Membership
from agencies.questions import asked
from agencies.queue import QueueItem
from agencies.roles import Role
from protocols import lifecycle
from protocols.catalogue.clocks import as_day
from protocols.models import Party, Version, VersionChange
from protocols.models.version import READ_DRAFT
from protocols.rules import overdue_review, said

S = Version.Status
# A review is announced as early as its clock first warns.
AHEAD = timedelta(days=90)


def waiting_for(member: Membership, on: date) -> list[QueueItem]:
    """What this member can do something about today."""
    found = []
    if member.has(Role.HEAD):
        found += [_to_sign(version, on) for version in asked(_unsigned_by, member)]
    if member.has(Role.BOARD_ADMINISTRATOR):
        found += _for_board(member, on)
    to_read = asked(_consulted, member, on) if member.has(Role.HEAD, Role.OFFICER) else []
    to_read += [version for version in asked(_let_in, member, on) if version not in to_read]
    return found + [_to_read(version, on) for version in to_read]


def waiting_elsewhere(member: Membership, on: date) -> list[QueueItem]:
    """What others must do next, of which this member's board or agency waits to hear."""
    if not member.has(Role.BOARD_ADMINISTRATOR, Role.HEAD, Role.OFFICER):
        return []
    rows = asked(_with_others, member)
    return [item for version in rows if (item := _elsewhere(version, member, on)) is not None]


def coming_up(member: Membership, on: date) -> list[QueueItem]:
    """Reviews within ninety days, and versions that will start on a common date, which enough have signed."""
    if not member.has(Role.BOARD_ADMINISTRATOR, Role.HEAD, Role.OFFICER):
        return []
    found = []
    for version in asked(_coming, member, on, on + AHEAD):
        if version.status == S.IN_FORCE:
            found.append(_item(version, f"Review of {version}", "the board", version.review_on, on, "Read it"))
        elif _signed(version) >= version.protocol.minimum_signatures:
            what = f"{version} comes into force"
            found.append(_item(version, what, "its signatories", version.effective_on, on, "Read it"))
    return found


def _seen(member: Membership):
    """The versions a member may see, and since when each is where it is."""
    moves = VersionChange.objects.filter(version=OuterRef("pk")).exclude(target="")
    found = Version.objects.visible_to(member).select_related(
        "protocol", "agency", "author__person", "submitted_by__agency"
    )
    return found.annotate(since=Subquery(moves.order_by("-at").values("at")[:1])).order_by("since")


def _unsigned_by(member: Membership):
    open_places = Party.objects.unsigned().filter(agency=member.agency_id, refused_at=None)
    return _seen(member).filter(status__in=lifecycle.OPEN_TO_SIGNATURE, pk__in=open_places.values("version"))


def _consulted(member: Membership, on: date):
    places = Party.objects.filter(agency=member.agency_id).asked()
    seen = _seen(member).filter(status=S.CONSULTATION, consultation_ends_on__gte=on)
    return seen.filter(pk__in=places.values("version"))


def _let_in(member: Membership, on: date):
    granted = live_grants(Version, member, READ_DRAFT, on).values("content_object")
    return _seen(member).filter(pk__in=granted, status__in=lifecycle.GROWING)


def _with_others(member: Membership):
    seen = _seen(member).prefetch_related("parties__agency")
    if member.has(Role.BOARD_ADMINISTRATOR):
        return seen.filter(status__in=(S.CONSULTATION, S.APPROVAL, S.SIGNING))
    signed = Party.objects.filter(agency=member.agency_id).exclude(signed_at=None)
    return seen.filter(status=S.SIGNING, pk__in=signed.values("version"))


def _coming(member: Membership, on: date, until: date):
    return _seen(member).prefetch_related("parties").filter(
        Q(status=S.IN_FORCE, review_on__gte=on, review_on__lte=until) | Q(status=S.SIGNING, effective_on__gt=on)
    )  # fmt: skip


def _of_the_board(member: Membership, on: date):
    return _seen(member).filter(
        Q(status__in=(S.DRAFT, S.APPROVAL)) | Q(status=S.CONSULTATION, consultation_ends_on__lt=on)
        | Q(status=S.IN_FORCE, review_on__lt=on)
    )  # fmt: skip


def _for_board(member: Membership, on: date) -> list[QueueItem]:
    found = []
    for version in asked(_of_the_board, member, on):
        if version.status == S.DRAFT and version.author.person_id == member.person_id:
            found.append(_item(version, f"Finish the draft of {version}", "you", None, on, "Continue"))
        elif version.status == S.APPROVAL and may(member, "approve", version):
            whom = str(version.submitted_by.agency)
            found.append(_item(version, f"Approve {version}", whom, None, on, "Read and approve"))
        elif version.status == S.CONSULTATION:
            due = version.consultation_ends_on
            found.append(
                _item(version, f"The consultation on {version} has ended", "you", due, on, "Send for approval")
            )
        elif overdue_review(version, on):
            found.append(_item(version, f"Review {version}", "the board", version.review_on, on, "Review"))
    return found


def _to_sign(version: Version, on: date) -> QueueItem:
    due = version.effective_on if version.status == S.SIGNING else None
    return _item(version, f"Sign {version}, or say why not", str(version.agency), due, on, "Read and sign", late=False)


def _to_read(version: Version, on: date) -> QueueItem:
    due = version.consultation_ends_on
    return _item(version, f"Read the draft of {version}", str(version.agency), due, on, "Read it")


def _elsewhere(version: Version, member: Membership, on: date) -> QueueItem | None:
    if version.status == S.APPROVAL:
        if may(member, "approve", version):
            return None
        return _item(version, f"Approval of {version}", "the board's approvers", None, on, "See where it is")
    if version.status == S.CONSULTATION:
        due = version.consultation_ends_on
        whom = f"the agencies, until {said(due)}"
        return None if due and due < on else _item(version, f"Views on {version}", whom, due, on, "See where it is")
    unsigned = [
        str(party.agency)
        for party in version.parties.all()
        if party.part == Party.Part.SIGNATORY and not party.signed_at and not party.refused_at
    ]
    if not unsigned:
        return None
    whom = ", ".join(unsigned)
    # A missing signature holds nobody else back, so it is never late (TR-03).
    return _item(version, f"Signatures on {version}", whom, version.effective_on, on, "See who has signed", late=False)


def _signed(version: Version) -> int:
    return sum(party.signed_at is not None for party in version.parties.all())


def _item(version: Version, what: str, whom: str, due: date | None, on: date, action: str, *, late=True) -> QueueItem:
    since = as_day(version.since) if version.since else None  # type: ignore[attr-defined]  # annotated above
    overdue = late and due is not None and due < on
    return QueueItem(what, whom, since, due, overdue, action, version.get_absolute_url())
