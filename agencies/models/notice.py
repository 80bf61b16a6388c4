"""Telling people: one row a person; e-mail follows from a sweep over what is unsent."""

from django.db import models

from agencies.models.membership import Membership
from agencies.models.tenant import TenantRow
from agencies.walls import OfMember

# The daily mail of a day holds what was raised before seven in the morning, in London.
DIGEST_HOUR = 7
_SEVEN = f"date_trunc('day', timezone('Europe/London', at) - interval '{DIGEST_HOUR} hours')"
UNSENT = """sent_at is null and not waits_for_digest and attempts < 12 and (lease_until is null or lease_until <= at)"""
DIGESTS = f"""sent_at is null and waits_for_digest
  and raised_at < timezone('Europe/London', {_SEVEN} + interval '{DIGEST_HOUR} hours')
  and not exists (select 1 from agencies_digest d join agencies_membership m on m.person_id = d.person_id
    where m.id = agencies_notice.to_id and d.day = {_SEVEN}::date
      and (d.sent_at is not null or d.lease_until > at or d.attempts >= 12))"""


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
    # An emergency goes by e-mail at once, whatever the person chose; for others the choice of the day it was raised holds.
    is_urgent = models.BooleanField(default=False)
    waits_for_digest = models.BooleanField(default=False)
    # Delivery by e-mail: who claimed it until when, how often it was tried, when it went.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()
    wall = OfMember("to_id")
    due = {"notices": UNSENT, "digests": DIGESTS}
    due_since = {"notices": "raised_at", "digests": "raised_at"}
    tried = {"notices": "sent_at is null and not waits_for_digest"}
    no_history = "a notice is itself a trace; it is raised once, read once and sent once"

    class Meta:
        ordering = ["-raised_at", "-id"]
        indexes = [
            models.Index(fields=["partnership", "to", "-raised_at", "-id"], name="notice_feed"),
            models.Index(fields=["partnership", "raised_at"], condition=models.Q(sent_at=None), name="notice_unsent"),
        ]

    def __str__(self):
        return self.kind
