"""One protocol, one version of it, and the one page that says what a practitioner needs from it."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.access import may
from agencies.models import Membership
from agencies.roles import Role
from protocols import rules
from protocols.lifecycle import UNDER_WAY
from protocols.models import Protocol, Version
from protocols.views import standing
from protocols.views.facts import fact_rows, facts, ways
from protocols.views.finding import address, find_protocol, find_version, version_address
from protocols.views.text import shown_sections

S = Version.Status


@require_safe
def protocol(request, reference):
    """A protocol: which version is in force since when, its review, its versions and its change history."""
    found = find_protocol(request, reference)
    member, today = request.member, timezone.localdate()
    versions = list(
        Version.objects.visible_to(member)
        .filter(protocol=found)
        .select_related("agency")
        .prefetch_related("parties__agency")
    )
    for version in versions:
        version.protocol = found
    current = next((one for one in versions if one.status == S.IN_FORCE), None)
    under_way = any(one.status in UNDER_WAY for one in versions)
    children = Protocol.objects.visible_to(member).filter(parent=found)
    return render(
        request,
        "protocols/protocol.html",
        {
            "protocol": found,
            "versions": [_row(member, version, versions) for version in versions],
            "current": current,
            "review_overdue": current is not None and current.review_on is not None and current.review_on < today,
            "changes": rules.change_history(current or versions[0]) if versions else [],
            "children": [(one, address(member, "protocol", reference=one.reference)) for one in children],
            "edit": address(member, "edit_protocol", reference=reference) if may(member, "edit_protocol", found) else "",
            "may_start": not current and not under_way and may(member, "start_version", found),
            "may_amend": current is not None and not under_way and may(member, "amend", current),
        },
    )


def _row(member, version, versions) -> dict:
    earlier = version.amends_id and next((one for one in versions if one.pk == version.amends_id), None)
    signed, asked = standing.signed_count(version.parties.all())
    return {
        "version": version, "href": version_address(member, version), "signed": signed, "asked": asked,
        "court": standing.in_whose_court(version, version.parties.all()),
        "compare": address(
            member, "compare", reference=version.protocol.reference, older=earlier.number, newer=version.number
        ) if earlier else "",
    }  # fmt: skip


@require_safe
def version(request, reference, number):
    """A version: its text with anchors, its facts, who has signed, what happens next, and who can see it."""
    found = find_version(request, reference, number)
    member, today = request.member, timezone.localdate()
    parties = list(found.parties.select_related("agency", "signed_by__person", "signed_by__agency"))
    sentence, verb, due = rules.what_happens_next(found, member, today)
    doings = standing.doings(found, parties, member)
    first = next(((words, href) for name, words, href in doings if name == verb), None)
    drafting = {name: href for name, _, href in doings if name in standing.DRAFTING}
    return render(
        request,
        "protocols/version.html",
        {
            "version": found,
            "protocol": found.protocol,
            "sections": shown_sections(found),
            "facts": fact_rows(said := facts(found)),
            "law": said["law"],
            "signatories": standing.signatories(parties),
            "signed": standing.signed_count(parties),
            "consultees": [party.agency for party in parties if party.part == "consultee"],
            "next": {"sentence": sentence, "due": due, "late": _late(found, due, today), "button": first},
            "others": [(words, href) for name, words, href in doings if name != verb and name not in standing.DRAFTING],
            "drafting": drafting,
            "gaps": rules.drafting_gaps(found) if "edit_details" in drafting else [],
            "timeline": standing.timeline(found),
            "readers": standing.readers(found, parties, today),
            "compare": address(
                member, "compare", reference=reference, older=found.amends.number, newer=found.number
            ) if found.amends else "",
        },
    )  # fmt: skip


def _late(version, due, today) -> bool:
    """A signature that is missing holds nobody back, so it is never late; views and reviews are."""
    return version.status != S.SIGNING and due is not None and due < today


@require_safe
def summary(request, reference, number):
    """On one page: for what, which information, with whom, how sent, how kept, and whom to ask."""
    found = find_version(request, reference, number)
    member, today = request.member, timezone.localdate()
    parties = list(found.parties.select_related("agency"))
    officers = (
        Membership.objects.visible_to(member)
        .active(today)
        .with_role(Role.OFFICER)
        .filter(agency_id=member.agency_id)
        .select_related("person")
        .order_by("job_title")
    )
    return render(
        request,
        "protocols/summary.html",
        {
            "version": found,
            "protocol": found.protocol,
            "facts": facts(found),
            "ways": ways(found),
            "signed": [party for party in parties if party.part == "signatory" and party.signed_at],
            "unsigned": [party for party in parties if party.part == "signatory" and not party.signed_at],
            "own": standing.own_place(parties, member),
            "officers": officers,
            "in_force": found.status == S.IN_FORCE,
        },
    )
