"""What a protocol says in data beside its prose: for what, which items, under which law (design 1)."""

from django.db import models

from agencies.models import PartyRow
from agencies.recording import kept
from agencies.walls import OfParties
from protocols.models.version import Version


class Purpose(PartyRow):
    """For what may be shared under this version."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="purposes")
    slug = models.SlugField(max_length=60)
    words = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    wall = OfParties(parent="version", area="protocols")
    history = kept()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [models.UniqueConstraint(fields=["partnership", "version", "slug"], name="one_purpose_a_slug")]

    def __str__(self):
        return self.words


class DataItem(PartyRow):
    """A kind of information that this version expects to be shared; not the information itself."""

    class Kind(models.TextChoices):
        DEPERSONALISED = "depersonalised", "figures about nobody in particular"
        PERSONAL = "personal", "about a person"
        SPECIAL = "special", "specially sensitive"
        OFFENCES = "offences", "offences and allegations"

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="data_items")
    slug = models.SlugField(max_length=60)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.PERSONAL)
    position = models.PositiveSmallIntegerField(default=0)

    wall = OfParties(parent="version", area="protocols")
    history = kept()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [models.UniqueConstraint(fields=["partnership", "version", "slug"], name="one_item_a_slug")]

    def __str__(self):
        return self.label


class Provision(PartyRow):
    """A provision of the law catalogue that this version relies on, by its stable code."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="provisions")
    code = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)

    wall = OfParties(parent="version", area="protocols")
    history = kept()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["partnership", "version", "code"], name="one_provision_a_code")]

    def __str__(self):
        return self.code
