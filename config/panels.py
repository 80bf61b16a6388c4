"""What do upper apps add to the page of a record below them? Only here are both named (ruling 7)."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import may
from agencies.models import Membership
from agencies.roles import WHOLE_AGENCY
from compliance.history.kinds import Kind
from compliance.models import AuditExport, NonComplianceCase
from protocols.models import Protocol, Version
from sharing.models import Checklist, Disclosure


def links_above(member: Membership, record) -> list[dict]:
    """The ways from a record up to what is kept about it elsewhere, for those who may go there."""
    return [link for panel in (_share, _copy, _wrong, _history) for link in panel(member, record)]


def _share(member, record):
    """From a procedure straight to sharing under it: it answers what does not change from case to case."""
    if not isinstance(record, Version) or record.status != Version.Status.IN_FORCE:
        return
    if record.protocol.tier == Protocol.Tier.PROCEDURE and may(member, "start_checklist", Checklist):
        at = reverse("sharing:start_checklist", kwargs={"partnership": member.partnership.slug})
        asked = urlencode({"procedure": record.protocol.reference})
        yield {"text": _("Share or ask under this procedure"), "href": f"{at}?{asked}"}


def _copy(member, record):
    if isinstance(record, Disclosure) and member.has(*WHOLE_AGENCY) and getattr(record, "kept", None):
        at = {"partnership": member.partnership.slug, "reference": record.reference}
        yield {
            "text": _("How your agency keeps its copy, and holds on it"),
            "href": reverse("compliance:copy", kwargs=at),
        }


def _wrong(member, record):
    """Told to the wrong person, lost, or passed on: whoever notices says so from the record itself (practice 24)."""
    if isinstance(record, Disclosure) and may(member, "report_concern", NonComplianceCase):
        at = reverse("compliance:report_concern", kwargs={"partnership": member.partnership.slug})
        yield {"text": _("Something went wrong with this"), "href": f"{at}?{urlencode({'record': record.reference})}"}


def _history(member, record):
    if may(member, "read_history", AuditExport):
        at = {"partnership": member.partnership.slug, "kind": Kind(type(record)).slug, "key": record.pk}
        yield {"text": _("Every version of this record"), "href": reverse("compliance:history_record", kwargs=at)}
