"""Which checklist does an address mean for this member, where does it stand, and where does it go on?"""

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from agencies.access import may
from agencies.models.partnership import slug_of
from agencies.questions import asked_or_404
from sharing import checklist as questions
from sharing import rules
from sharing.models import Checklist

Status = Checklist.Status
WITH = (
    "agency", "started_by__person", "request__asking_agency", "request__asked_by__person", "procedure__protocol", "disclosure",
)  # fmt: skip


def address(member, name: str, **kwargs) -> str:
    """The address of a page of this app in the partnership one acts in."""
    return reverse(f"sharing:{name}", kwargs={"partnership": slug_of(member.partnership_id), **kwargs})


def find_checklist(request, key: UUID | str) -> Checklist:
    """The checklist of that key, if this member may see it; another agency's is not there (404), nor is one whose key,
    as somebody typed it, is none."""
    try:
        return asked_or_404(_checklist_of, request.member, key if isinstance(key, UUID) else UUID(key))
    except ValueError:
        raise Http404 from None


def _checklist_of(member, key):
    return Checklist.objects.visible_to(member).select_related(*WITH).filter(pk=key)


def checklist_of(member, disclosure) -> Checklist | None:
    """The questions behind a record, if this member may see them: the giver's own people."""
    return Checklist.objects.visible_to(member).select_related(*WITH).filter(disclosure=disclosure).first()


def situation_of(member, checklist):
    """What the questions need to know, with the lists that this member may choose from."""
    return rules.with_lists(rules.situation(checklist), member, timezone.localdate())


def is_open(checklist) -> bool:
    """Whether answers can still be given."""
    return checklist.status in (Status.OPEN, Status.OWED)


def verb_for(checklist) -> str:
    """What saving a page of it is called: before it is recorded, and after."""
    return "save_owed" if checklist.status == Status.OWED else "save_page"


def may_answer(member, checklist) -> bool:
    """Whether this member may go on with it, and not only see that it is there."""
    return is_open(checklist) and may(member, verb_for(checklist), checklist)


def page_address(member, checklist, page, **query) -> str:
    """The address of one page; the last pages have addresses of their own."""
    if page is None or page.code == "check":
        return closing_address(member, checklist)
    if page.code == "EM" and checklist.status == Status.OPEN:
        return f"{address(member, 'emergency')}?carry={checklist.pk}"
    found = address(member, "page", key=checklist.pk, page=page.slug)
    return f"{found}?{'&'.join(f'{name}={value}' for name, value in query.items())}" if query else found


def closing_address(member, checklist) -> str:
    """Where the questions end: what is still owed of a record, or the answers to be checked."""
    if checklist.disclosure_id:
        return address(member, "owed", reference=checklist.disclosure.reference)
    return address(member, "check", key=checklist.pk)


def resume_address(member, checklist, situation=None) -> str:
    """Where somebody carries on: the first page not yet answered, and otherwise the end."""
    if checklist.status == Status.OWED:
        return closing_address(member, checklist)
    left = questions.unanswered(situation or rules.situation(checklist), checklist.answers)
    return page_address(member, checklist, left[0] if left else None)


def outcome_address(member, checklist) -> str:
    """What a checklist has become: a record, a request, or nothing."""
    return checklist.became.get_absolute_url() if checklist.became else address(member, "list")


def started_by_whom(member, checklist) -> str:
    """Whoever began it, when somebody else carries on (R8)."""
    if checklist.started_by_id == member.pk:
        return ""
    return checklist.started_by.named


def words_for(checklist) -> str:
    """What somebody is doing with a checklist, in their own words."""
    if checklist.voice == Checklist.Voice.ASKER:
        return "Ask for information"
    if checklist.request_id:
        return f"Share what {checklist.request.asking_agency} asked for, {checklist.request.reference}"
    return "Record something already shared" if checklist.tense == Checklist.Tense.AFTER else "Share something"
