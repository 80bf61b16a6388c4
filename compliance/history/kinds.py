"""Which tables keep history, what are their records called, and which of their fields may be told to whom?

Read from the models, so that a new kind of record is in the history from the day it has one. What stands above
partnerships (people's own accounts, organisations) is not the history of a partnership.
"""

from dataclasses import dataclass
from functools import cache

from django.db import models
from django.db.models import Q

from agencies.access import live_grants
from agencies.database import our_models, wall_of
from agencies.locked import locked_fields
from agencies.models import Membership
from agencies.walls import OfAgency, OfMember, OfParties
from compliance.history.labels import is_shown
from protocols.models import Clause, Party, Protocol, Section, Version
from protocols.models.version import READ_DRAFT

# Told on the giver's own pages only, in a row that the recipients may read otherwise (ruling 14 puts the rest apart).
OWN_ALONE = {
    "sharing.disclosure": frozenset({"no_protocol_reason", "channel_reason", "consent", "sub_judice"}),
    "sharing.disclosureparty": frozenset({"use", "receipt_note", "provisions", "given_under"}),
}
# Rows that only the agency which shared is shown, though its recipients are parties to them.
GIVERS_ALONE = {"sharing.outsiderecipient": "disclosure__agency_id"}
# What a draft consists of, and how its version is reached; a clause by its section, which may be gone.
PARTS_OF_DRAFTS = {
    "protocols.version": "id",
    **{f"protocols.{name}": "version_id" for name in ("section", "party", "purpose", "dataitem", "provision")},
}
# The same on every version, or said in other words.
NEVER_SHOWN = frozenset({"id", "partnership_id", "party_ids"})
NAMED_BY = (
    "reference",
    "name",
    "title",
    "label",
    "heading",
    "number",
    "what",
    "capacity",
    "code",
    "filename",
    "words",
    "slug",
    "job_title",
)


@dataclass(frozen=True)
class Kind:
    """One kind of record with the table of its versions."""

    model: type[models.Model]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def slug(self) -> str:
        """As addresses write it."""
        return self.label.replace(".", "-")

    @property
    def kept(self) -> type[models.Model]:
        """The model of its versions."""
        return self.model.history.model  # type: ignore[attr-defined]  # put there by simple-history

    @property
    def table(self) -> str:
        return self.kept._meta.db_table

    @property
    def fields(self) -> list[models.Field]:
        """What a version says of its record, in the order of the model."""
        kept = {field.attname for field in self.kept._meta.concrete_fields}
        return [
            field
            for field in self.model._meta.concrete_fields
            if field.attname in kept and field.attname not in NEVER_SHOWN and not isinstance(field, models.BinaryField)
        ]

    @property
    def shown(self) -> list[models.Field]:
        """Those of them that people read; what the service keeps to do its work is in the file alone."""
        return [field for field in self.fields if is_shown(field)]

    @property
    def locked(self) -> frozenset[str]:
        """Its personal fields."""
        return frozenset(locked_fields(self.model))

    @property
    def own_alone(self) -> frozenset[str]:
        """Fields told to the agency alone whose row it is."""
        return OWN_ALONE.get(self.label, frozenset())

    @property
    def has_agency(self) -> bool:
        """Is a row of it one agency's own part?"""
        return any(field.attname == "agency_id" for field in self.model._meta.concrete_fields)

    @property
    def parent(self) -> models.ForeignKey | None:
        """The record that it is a part of, by which it is called when it has no reference of its own."""
        found = {
            field.name: field for field in self.model._meta.concrete_fields if isinstance(field, models.ForeignKey)
        }
        if "reference" in {field.name for field in self.model._meta.concrete_fields}:
            return None
        wall = wall_of(self.model)
        if isinstance(wall, OfParties) and wall.parent:
            return found[wall.parent]
        wanted = (
            "disclosure",
            "request",
            "case",
            "meeting",
            "item",
            "protocol",
            "version",
            "suspension",
            "holding",
            "dispute",
            "member",
            "person",
        )
        return next((found[name] for name in wanted if name in found), None)

    @property
    def named_by(self) -> str:
        """The field whose words tell it from others of its kind; empty when it has none."""
        names = {field.name for field in self.model._meta.concrete_fields} - self.locked
        if self.parent is not None:
            names.discard("capacity")  # of a party to something: it is called by its agency
        return next((name for name in NAMED_BY if name in names), "")


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of record of a partnership that keeps its history; their order is that of equal moments in the list."""
    found = [model for model in our_models() if hasattr(model, "history") and _in_partnership(model)]
    return tuple(Kind(model) for model in sorted(found, key=lambda model: model._meta.label_lower))


def _in_partnership(model) -> bool:
    return any(field.attname == "partnership_id" for field in model._meta.concrete_fields)


def kind_of(slug: str) -> Kind | None:
    """The kind of an address; None for none."""
    return next((kind for kind in kinds() if kind.slug == slug), None)


def visible_to(member: Membership, kind: Kind) -> Q:
    """The versions of a kind that this member may see: those of the own agency's records, and what every member sees.

    The first of two walls; a version stands behind the wall of its record in the database too.
    """
    ours, wall = Q(partnership_id=member.partnership_id), wall_of(kind.model)
    if isinstance(wall, OfParties):
        ours &= Q(party_ids__overlap=[*member.reads, member.partnership_id])
    elif isinstance(wall, OfAgency):
        ours &= Q(**{f"{wall.column}__in": member.reads})
    elif isinstance(wall, OfMember):
        ours &= Q(**{wall.column: member.pk})
    if kind.label in GIVERS_ALONE:
        ours &= Q(**{f"{GIVERS_ALONE[kind.label]}__in": member.reads})
    if kind.model is Protocol:
        ours &= Q(id__in=Protocol.objects.visible_to(member).order_by().values("pk"))
    elif kind.label in PARTS_OF_DRAFTS:
        ours &= ~Q(**{f"{PARTS_OF_DRAFTS[kind.label]}__in": _drafts_of_others(member)})
    elif kind.model is Clause:
        sections = Section.history.model.objects.filter(version_id__in=_drafts_of_others(member))
        ours &= ~Q(section_id__in=sections.values("id"))
    return ours


def _drafts_of_others(member: Membership):
    """Drafts to which one person of the agency was let in: that person reads them, and the agency's others do not."""
    let_in = live_grants(Version, member, READ_DRAFT).values("content_object")
    for_one = Party.objects.filter(
        partnership_id=member.partnership_id, agency_id__in=member.reads, part=Party.Part.READER
    )
    return for_one.exclude(version__in=let_in).values("version")
