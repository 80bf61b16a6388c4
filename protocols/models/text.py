"""The prose: sections and appendices, and in them clauses and tables, under slugs that survive renumbering (TR-26)."""

from django.db import models

from agencies.models import PartyRow
from agencies.recording import kept
from agencies.walls import OfParties
from protocols.models.version import Version


class Section(PartyRow):
    """One numbered section, or one appendix, of a version."""

    class Kind(models.TextChoices):
        SECTION = "section", "section"
        APPENDIX = "appendix", "appendix"

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SECTION)
    number = models.CharField(max_length=10)
    heading = models.CharField(max_length=300)
    slug = models.SlugField(max_length=120)
    position = models.PositiveSmallIntegerField()

    wall = OfParties(parent="version", area="protocols")
    history = kept()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "version", "slug"], name="one_section_a_slug"),
            models.UniqueConstraint(
                fields=["partnership", "version", "position"],
                name="one_section_a_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.heading}"


class Clause(PartyRow):
    """One block of a section: a clause with its bulleted items, or a table kept as a table (ruling 4)."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=12, blank=True)
    slug = models.SlugField(max_length=160)
    text = models.TextField(blank=True)
    items = models.JSONField(default=list, blank=True)
    # {"header": [...], "rows": [[...]]}, or null for prose.
    table = models.JSONField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    wall = OfParties(parent="section", area="protocols")
    history = kept()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "section", "slug"], name="one_clause_a_slug"),
            models.CheckConstraint(
                condition=models.Q(table=None) | models.Q(text="", number=""), name="a_table_or_a_clause"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.text[:60]}".strip()
