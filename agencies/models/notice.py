"""Telling people: one row a person; e-mail follows from a sweep over what is unsent."""

from django.db import models

from agencies.models.membership import Membership
from agencies.models.tenant import TenantRow
from agencies.walls import OfMember


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(to=member)

    def unread(self):
        return self.filter(read_at=None)


class Notice(TenantRow):
    """Something a member should know. `context` holds references and dates, never personal content (pages 3.13)."""

    to = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    context = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    raised_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # Delivery by e-mail: who claimed it until when, how often it was tried, when it went.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()
    wall = OfMember("to_id")
    due = {"notices": "sent_at is null and attempts < 12 and (lease_until is null or lease_until <= at)"}
    no_history = "a notice is itself a trace; it is raised once, read once and sent once"

    class Meta:
        ordering = ["-raised_at", "-id"]
        indexes = [
            models.Index(fields=["partnership", "to", "-raised_at", "-id"], name="notice_feed"),
            models.Index(fields=["partnership", "raised_at"], condition=models.Q(sent_at=None), name="notice_unsent"),
        ]

    def __str__(self):
        return self.kind
