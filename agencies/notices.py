"""How are people told? One row a person, in the same transaction as the act; delivery is a sweep."""

from collections.abc import Iterable
from datetime import datetime

from agencies.models import Membership, Notice
from agencies.questions import asked
from agencies.roles import Role

# The subject of each kind of notice; the words are in templates/notices/<kind>.txt. Apps add theirs when they start.
SUBJECTS: dict[str, str] = {}


def subjects(**words: str) -> None:
    """Declare kinds of notice: kind="Subject with {reference}"."""
    SUBJECTS.update(words)


def tell(
    members: Iterable[Membership], kind: str, *, at: datetime, link: str = "", urgent: bool = False, **context: str
) -> list[Notice]:
    """Tell each member once. `context` holds references, dates and agency names only, never personal content.

    `urgent` is for emergencies alone: it goes by e-mail at once, whatever the member chose. Raises KeyError for a kind
    without a subject.
    """
    return Notice.objects.bulk_create(notices(members, kind, at=at, link=link, urgent=urgent, **context))


def notices(
    members: Iterable[Membership], kind: str, *, at: datetime, link: str = "", urgent: bool = False, **context: str
) -> list[Notice]:
    """The rows of `tell`, for whoever tells many things at once and writes them together."""
    SUBJECTS[kind].format(**context)
    told = {member.pk: member for member in members}.values()
    return [
        Notice(
            partnership_id=member.partnership_id, to=member, kind=kind, context=context, link=link, raised_at=at,
            is_urgent=urgent, waits_for_digest=not urgent and member.mail == Membership.Mail.DAILY,
        )
        for member in told
    ]  # fmt: skip


def goes_by_mail(notice: Notice) -> bool:
    """Is it to be e-mailed? To everybody who can sign in and did not choose otherwise; an emergency to all of them."""
    wanted = notice.is_urgent or notice.to.mail != Membership.Mail.NEVER
    return wanted and notice.to.person.is_active


def subject(notice: Notice) -> str:
    """What the notice says in one line: what, and by when."""
    return SUBJECTS[notice.kind].format(**notice.context)


def officers_of(agencies, on) -> list[Membership]:
    """The designated officers of an agency, or of several, on a day; of one that has none its heads, so that nothing is told
    to nobody. `agencies` is a key, or several."""
    keys = list(agencies) if isinstance(agencies, Iterable) else [agencies]
    found: dict = {key: [] for key in keys}
    for member in asked(_leads_of, keys, on) if keys else ():
        found.setdefault(member.agency_id, []).append(member)
    return [one for leads in found.values() for one in [lead for lead in leads if lead.has(Role.OFFICER)] or leads]


def _leads_of(agencies, on):
    people = Membership.objects.active(on).filter(agency_id__in=agencies).select_related("person")
    return people.with_role(Role.OFFICER, Role.HEAD)


def read(notice: Notice, *, by: Membership, at: datetime) -> None:
    """The addressee has opened it; opening it again changes nothing. Others' notices are not touched."""
    Notice.objects.filter(pk=notice.pk, to=by, read_at=None).update(read_at=at)
