"""What happened to a version, and who was let in to a draft."""

from django.db import models

from agencies.access import Grant
from agencies.models import StatusChange
from agencies.walls import OfParties
from protocols.models.version import Version


class VersionChange(StatusChange):
    """One verb carried out on a version: its timeline."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="changes")

    wall = OfParties(parent="version", area="protocols")

    class Meta(StatusChange.Meta):
        indexes = [models.Index(fields=["partnership", "version", "-at"], name="version_change_feed")]


class DraftGrant(Grant):
    """A named person let in to comment on one draft, until a day (design 2)."""

    content_object = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="draft_grants")

    wall = OfParties(parent="content_object", area="protocols")
    no_history = "append-only: a grant carries its own reason, giver and end"
    append_only = True

    class Meta(Grant.Meta):
        indexes = [models.Index(fields=["partnership", "member", "ends_on"], name="draft_grant_member")]
