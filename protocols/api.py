"""Protocols for programs: which there are, what a version says, and the clauses that are in force."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.response import Response

from agencies.api.described import described
from agencies.api.door import Door, Scope
from agencies.api.fields import After, Asked, checked
from agencies.api.shapes import SIZE, AgencyShape, ChangePageShape, agency, changes, page, page_of
from protocols.models import Party, Protocol, Section, Version

REFERENCE = r"^[A-Za-z0-9.-]{1,30}$"


class InForceShape(serializers.Serializer):
    number = serializers.CharField()
    in_force_on = serializers.DateField()
    review_on = serializers.DateField(allow_null=True)


class ProtocolShape(serializers.Serializer):
    reference = serializers.CharField()
    title = serializers.CharField()
    tier = serializers.ChoiceField(Protocol.Tier.choices)
    keeper = AgencyShape()
    parent = serializers.CharField(allow_null=True, help_text="The reference of what it stands under.")
    in_force = InForceShape(allow_null=True)


class VersionRowShape(serializers.Serializer):
    number = serializers.CharField()
    status = serializers.ChoiceField(Version.Status.choices)
    effective_on = serializers.DateField(allow_null=True)
    in_force_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)
    review_on = serializers.DateField(allow_null=True)


class ProtocolInFullShape(ProtocolShape):
    commissioned_by = serializers.CharField()
    versions = VersionRowShape(many=True)


class PlaceShape(serializers.Serializer):
    agency = AgencyShape()
    part = serializers.ChoiceField(Party.Part.choices)
    is_required = serializers.BooleanField()
    capacity = serializers.CharField()
    signed_at = serializers.DateTimeField(allow_null=True)
    refused_at = serializers.DateTimeField(allow_null=True)
    acceded_on = serializers.DateField(allow_null=True)


class PurposeShape(serializers.Serializer):
    slug = serializers.CharField()
    words = serializers.CharField()


class DataItemShape(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()
    kind = serializers.CharField()


class ProvisionShape(serializers.Serializer):
    code = serializers.CharField()
    note = serializers.CharField()


class VersionShape(VersionRowShape):
    protocol = serializers.CharField(source="protocol.reference")
    change_summary = serializers.CharField()
    content_sha256 = serializers.CharField(help_text="What a signature binds to; empty while the text still grows.")
    marking_scheme = serializers.CharField()
    marking = serializers.CharField()
    channels = serializers.ListField(child=serializers.CharField())
    retention = serializers.CharField()
    purposes = PurposeShape(many=True)
    data_items = DataItemShape(many=True)
    provisions = ProvisionShape(many=True)
    parties = PlaceShape(many=True)


class TableShape(serializers.Serializer):
    header = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class ClauseShape(serializers.Serializer):
    number = serializers.CharField(help_text="Empty for what has none.")
    slug = serializers.CharField(help_text="Survives renumbering.")
    text = serializers.CharField(help_text="A subset of Markdown.")
    items = serializers.ListField(child=serializers.CharField())
    table = TableShape(allow_null=True)


class SectionShape(serializers.Serializer):
    kind = serializers.ChoiceField(Section.Kind.choices)
    number = serializers.CharField()
    heading = serializers.CharField()
    slug = serializers.CharField()
    clauses = ClauseShape(many=True)


class ClausesShape(serializers.Serializer):
    protocol = serializers.CharField()
    number = serializers.CharField()
    sections = SectionShape(many=True)


class AfterReference(Asked):
    """Where the list goes on: a protocol's reference."""

    after = serializers.RegexField(REFERENCE, required=False)


ProtocolPageShape = page_of(ProtocolShape)


def _seen(member):
    current = Version.objects.visible_to(member).filter(status=Version.Status.IN_FORCE)
    found = Protocol.objects.visible_to(member).select_related("agency", "parent")
    return found.prefetch_related(Prefetch("versions", current, to_attr="current"))


def _shown(protocol) -> dict:
    return {
        "reference": protocol.reference, "title": protocol.title, "tier": protocol.tier, "keeper": agency(protocol.agency),
        "parent": protocol.parent.reference if protocol.parent else None, "in_force": next(iter(protocol.current), None),
    }  # fmt: skip


class Protocols(Door):
    """The protocols that the token's agency may see, by reference, fifty at a time."""

    scopes = {"GET": Scope.READ_PROTOCOLS}

    @described(
        "list_protocols", at="partnership", scope=Scope.READ_PROTOCOLS, answers=ProtocolPageShape, query=AfterReference
    )
    def get(self, request):
        said = checked(AfterReference, request.query_params.dict())
        found = _seen(request.member).order_by("reference")
        rows = list(found.filter(reference__gt=said.get("after", ""))[: SIZE + 1])
        cursor = rows[SIZE - 1].reference if len(rows) > SIZE else ""
        return page(request, ProtocolPageShape, [_shown(row) for row in rows[:SIZE]], cursor)


class OneProtocol(Door):
    """One protocol and its versions, newest first."""

    scopes = {"GET": Scope.READ_PROTOCOLS}

    @described("read_protocol", at="partnership reference", scope=Scope.READ_PROTOCOLS, answers=ProtocolInFullShape)
    def get(self, request, reference):
        found = get_object_or_404(_seen(request.member), reference=reference)
        versions = Version.objects.visible_to(request.member).filter(protocol=found)
        told = {**_shown(found), "commissioned_by": found.commissioned_by, "versions": versions}
        return Response(ProtocolInFullShape(told).data)


class Clauses(Door):
    """The text in force, section by section; nothing is there while no version is in force."""

    scopes = {"GET": Scope.READ_PROTOCOLS}

    @described("read_clauses", at="partnership reference", scope=Scope.READ_PROTOCOLS, answers=ClausesShape)
    def get(self, request, reference):
        versions = Version.objects.visible_to(request.member).filter(status=Version.Status.IN_FORCE)
        found = get_object_or_404(versions.select_related("protocol"), protocol__reference=reference)
        sections = [
            {**_heading(section), "clauses": [_clause(row) for row in section.clauses.all()]}
            for section in found.sections.prefetch_related("clauses")
        ]
        return Response(ClausesShape({"protocol": reference, "number": found.number, "sections": sections}).data)


def _heading(section) -> dict:
    return {"kind": section.kind, "number": section.number, "heading": section.heading, "slug": section.slug}


def _clause(row) -> dict:
    table = row.table and {"header": row.table.get("header", []), "rows": row.table.get("rows", [])}
    return {"number": row.number, "slug": row.slug, "text": row.text, "items": row.items, "table": table or None}


class OneVersion(Door):
    """What one version says in data: for what, which information, under which law, between whom."""

    scopes = {"GET": Scope.READ_PROTOCOLS}

    @described("read_version", at="partnership reference number", scope=Scope.READ_PROTOCOLS, answers=VersionShape)
    def get(self, request, reference, number):
        found = _version(request.member, reference, number).prefetch_related(
            "purposes", "data_items", "provisions", "parties__agency"
        )
        return Response(VersionShape(get_object_or_404(found)).data)


class VersionHistory(Door):
    """What happened to one version, newest first."""

    scopes = {"GET": Scope.READ_HISTORY}

    @described(
        "read_version_history", at="partnership reference number", scope=Scope.READ_HISTORY, answers=ChangePageShape,
        query=After,
    )  # fmt: skip
    def get(self, request, reference, number):
        said = checked(After, request.query_params.dict())
        found = get_object_or_404(_version(request.member, reference, number))
        # What is said about a text that agencies agree between them is said to all who may read it.
        return changes(request, found, said.get("after", ""), for_all=lambda change: True)


def _version(member, reference, number):
    found = Version.objects.visible_to(member).select_related("protocol")
    return found.filter(protocol__reference=reference, number=number)
