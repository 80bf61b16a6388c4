"""The tenant: a partnership of public bodies, and the numbers its references are made of."""

import uuid
from functools import lru_cache

from django.core.validators import RegexValidator
from django.db import models

from agencies.recording import kept
from agencies.walls import OfPartnership, System

RESERVED_SLUGS = frozenset({"account", "api", "health", "static", "accessibility", "schema", "csp-report", "gallery"})


class Partnership(models.Model):
    """The board under which agencies agree protocols. Nobody in it can make an agency share (TR-03)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    # The letters that begin every reference, for example NM in NM-D-2026-0123.
    prefix = models.CharField(max_length=6, unique=True, validators=[RegexValidator(r"^[A-Z]{2,6}$")])

    wall = System("the slug in the address is looked up before it is known who asks; name and slug only")
    history = kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)), name="partnership_slug_is_not_reserved"
            )
        ]

    def __str__(self):
        return self.name


class ReferenceCounter(models.Model):
    """The last number given to a kind of record in a year; locked while a reference is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    wall = OfPartnership()
    no_history = "a counter; the references it gave are in the records"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "kind", "year"], name="one_counter_a_kind_and_year")]

    def __str__(self):
        return f"{self.kind} {self.year}: {self.last}"


@lru_cache(maxsize=1024)
def slug_of(partnership_id) -> str:
    """The slug of a partnership, for addresses; it never changes, so it is asked once a process."""
    return Partnership.objects.values_list("slug", flat=True).get(pk=partnership_id)
