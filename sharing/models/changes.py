"""What happened to requests and disclosures, and who was let in to one."""

from django.db import models

from agencies.access import Grant
from agencies.models import StatusChange
from agencies.walls import OfParties
from sharing.models.disclosure import Disclosure
from sharing.models.request import Request


class RequestChange(StatusChange):
    """One verb carried out on a request: its timeline."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="changes")

    wall = OfParties(parent="request")

    class Meta(StatusChange.Meta):
        indexes = [models.Index(fields=["partnership", "request", "-at"], name="request_change_feed")]


class DisclosureChange(StatusChange):
    """One verb carried out on a disclosure: its timeline."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="changes")

    wall = OfParties(parent="disclosure")

    class Meta(StatusChange.Meta):
        indexes = [models.Index(fields=["partnership", "disclosure", "-at"], name="disclosure_change_feed")]


class DisclosureGrant(Grant):
    """A named practitioner let in to one disclosure, until a day (design 2)."""

    content_object = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="grants")

    wall = OfParties(parent="content_object")
    no_history = "append-only: a grant carries its own reason, giver and end"
    append_only = True

    class Meta(Grant.Meta):
        indexes = [models.Index(fields=["partnership", "member", "ends_on"], name="disclosure_grant_member")]
