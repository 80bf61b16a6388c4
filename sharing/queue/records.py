"""What was shared: receipts to confirm and to wait for, records and questions to finish, copies that reach their date."""

from agencies.questions import asked
from agencies.roles import Role
from sharing import rules
from sharing.checklist import page
from sharing.checklist import unanswered as pages_left
from sharing.models import Checklist, Disclosure, DisclosureParty, Holding
from sharing.queue.lines import LEADS, MOST, SOON, line, place

RECIPIENT = DisclosureParty.Part.RECIPIENT


def to_confirm(member, on):
    """What was given to the agency; what was only spoken or shown can be confirmed too, but nobody waits for it."""
    if member.has(Role.AUDITOR) and not member.has(*LEADS):
        return
    for one in asked(_received, member):
        yield line(f"Confirm receipt of {one.disclosure.reference}", one.disclosure.agency, one.created_at,
                   one.receipt_due_at, on, "Confirm",
                   place("confirm_receipt", member, reference=one.disclosure.reference))  # fmt: skip


def unconfirmed(member, on):
    """What this agency gave and the other has not confirmed."""
    for one in asked(_given, member):
        yield line(f"Confirm receipt of {one.disclosure.reference}", one.agency, one.created_at, one.receipt_due_at, on,
                   "See the record", one.disclosure.get_absolute_url())  # fmt: skip


def owed(member, on):
    """Records with answers still to come."""
    for one in asked(_owed, member):
        record = one.disclosure
        yield line(f"Finish {record.reference}", member.agency, record.recorded_at, record.complete_by, on, "Finish",
                   place("owed", member, reference=record.reference))  # fmt: skip


def unfinished(member, on):
    """Questions that this person began; each line leads to the first that is not answered."""
    for one in asked(_begun, member):
        left = pages_left(rules.situation(one), one.answers)
        next_page = (left[0] if left else page("check")).slug
        yield line("Go on with the questions you began", member.agency, one.started_at, None, on, "Go on",
                   place("page", member, key=one.pk, page=next_page))  # fmt: skip


def ending(member, on):
    """Copies whose day comes within ninety days."""
    for one in asked(_ending, member, on, on + SOON):
        yield line(f"Our copy of {one.disclosure.reference} reaches its date ({one.rule_code})", member.agency, None,
                   one.retain_until_on, on, "See the record", one.disclosure.get_absolute_url())  # fmt: skip


def _received(member):
    waiting = DisclosureParty.objects.filter(
        agency_id=member.agency_id, part=RECIPIENT, received_at=None, receipt_due_at__isnull=False,
        disclosure__in=Disclosure.objects.visible_to(member),
    )  # fmt: skip
    return waiting.select_related("disclosure__agency").order_by("created_at")[:MOST]


def _given(member):
    waiting = DisclosureParty.objects.filter(
        part=RECIPIENT, received_at=None, receipt_due_at__isnull=False,
        disclosure__in=Disclosure.objects.visible_to(member).filter(agency_id=member.agency_id),
    )  # fmt: skip
    return waiting.select_related("disclosure", "agency").order_by("receipt_due_at")[:MOST]


def _owed(member):
    """Not every checklist that may be read is to be finished: an auditor reads, others take over (R8)."""
    found = Checklist.objects.visible_to(member).filter(status=Checklist.Status.OWED, disclosure__isnull=False)
    if member.has(Role.AUDITOR) and not member.has(*LEADS):
        found = found.filter(started_by=member)
    return found.select_related("disclosure").order_by("disclosure__complete_by")[:MOST]


def _begun(member):
    begun = Checklist.objects.visible_to(member).filter(started_by=member, status=Checklist.Status.OPEN)
    return begun.select_related("agency", "request__asking_agency", "procedure__protocol").order_by("-saved_at")[:MOST]


def _ending(member, on, until):
    kept = Holding.objects.filter(agency_id=member.agency_id, status__in=[Holding.Status.ACTIVE, Holding.Status.RETAINED])
    ends = kept.filter(retain_until_on__gt=on, retain_until_on__lte=until)
    return ends.select_related("disclosure").order_by("retain_until_on")[:MOST]
