"""What do upper apps add to the page of a record below them? Only here are both named (ruling 7)."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.access import may
from agencies.models import Agency, Membership
from agencies.roles import WHOLE_AGENCY, Role
from compliance import feeds
from compliance.history.kinds import Kind
from compliance.models import AuditExport, NonComplianceCase
from protocols.models import Protocol, Version
from sharing.models import Checklist, Disclosure


def links_above(member: Membership, record) -> list[dict]:
    """The ways from a record up to what is kept about it elsewhere, for those who may go there."""
    return [link for panel in (_share, _cases, _copy, _wrong, _audit, _history) for link in panel(member, record)]


def _share(member, record):
    """From a procedure straight to sharing under it: it answers what does not change from case to case."""
    if not isinstance(record, Version) or record.status != Version.Status.IN_FORCE:
        return
    if record.protocol.tier == Protocol.Tier.PROCEDURE and may(member, "start_checklist", Checklist):
        at = reverse("sharing:start_checklist", kwargs={"partnership": member.partnership.slug})
        asked = urlencode({"procedure": record.protocol.reference})
        yield {"text": _("Share or ask under this procedure"), "href": f"{at}?{asked}"}


def _cases(member, record):
    """From a version to the cases about its protocol that one may see; nothing where there is none."""
    if not isinstance(record, Version) or record.status == Version.Status.DRAFT:
        return
    if feeds.cases(member, protocol=record.protocol, size=1).rows:
        at = reverse("compliance:cases", kwargs={"partnership": member.partnership.slug})
        asked = urlencode({"protocol": record.protocol.reference})
        yield {"text": _("Cases about this protocol"), "href": f"{at}?{asked}"}


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


# What an auditor reads of an agency: the words, and the list.
LISTS = (
    (gettext_lazy("What it shared and received"), "sharing:disclosures"),
    (gettext_lazy("What it asked and was asked for"), "sharing:requests"),
    (gettext_lazy("What it passes on, and lets others pass on"), "sharing:onward_list"),
    (gettext_lazy("Its disputes"), "sharing:disputes"),
    (gettext_lazy("Its cases"), "compliance:cases"),
    (gettext_lazy("What it keeps"), "compliance:retention"),
    (gettext_lazy("Its history"), "compliance:history"),
)


def _audit(member, record):
    """From the agency whose records an auditor reads to its lists."""
    if isinstance(record, Agency) and member.has(Role.AUDITOR) and record.pk == member.agency_id:
        for words, name in LISTS:
            yield {"text": str(words), "href": reverse(name, kwargs={"partnership": member.partnership.slug})}


def _history(member, record):
    if may(member, "read_history", AuditExport):
        at = {"partnership": member.partnership.slug, "kind": Kind(type(record)).slug, "key": record.pk}
        yield {"text": _("Every version of this record"), "href": reverse("compliance:history_record", kwargs=at)}
