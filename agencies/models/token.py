"""What a machine signs in with, and what it has already been told (ruling 12)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models.membership import Membership
from agencies.models.person import Person
from agencies.models.tenant import TenantRow
from agencies.recording import kept
from agencies.walls import OfMember, OfOneself


class ApiTokenQuerySet(models.QuerySet):
    def of_person(self, person):
        """One's own, newest first; nobody sees another person's, whatever their role."""
        return self.filter(person=person).select_related("member", "partnership").order_by("-made_at")


class ApiToken(TenantRow):
    """Lets a program act as one membership, within scopes, for at most a year. Only a digest of it is kept."""

    class Scope(models.TextChoices):
        READ_PROTOCOLS = "read_protocols", "read protocols"
        READ_SHARING = "read_sharing", "read requests and what was shared"
        WRITE_SHARING = "write_sharing", "ask, answer and record"
        READ_HISTORY = "read_history", "read what happened to a record"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    # Looked up before it is known whose it is, so its index does not begin with the partnership.
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=12)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()
    wall = OfOneself()
    history = kept(excluded=("digest",))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="token_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~models.Q(scopes=[]), name="token_may_do_something"),
        ]
        indexes = [models.Index(fields=["person", "-made_at"], name="token_person")]

    def __str__(self):
        return f"{self.prefix}…"

    def status_at(self, at) -> str:
        """How it stands, as config/statuses.py names it. Whether its membership still stands is asked apart."""
        if self.revoked_at:
            return "token_revoked"
        return "expired" if self.expires_at <= at else "active"


class IdempotencyKeyQuerySet(models.QuerySet):
    def visible_to(self, member):
        """One's own alone: nobody can ask what became of another's."""
        return self.filter(partnership_id=member.partnership_id, member=member)


class IdempotencyKey(TenantRow):
    """One act that was carried out under a key: asked again within a day, it gets the same answer. A program gives the
    key; for a page it is what the form was sent with.

    The answer holds references, states and dates; nothing that a write answers is personal content.
    """

    LONGEST_LOCATION = 300

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    location = models.CharField(max_length=LONGEST_LOCATION, blank=True)
    created_at = models.DateTimeField()

    objects = IdempotencyKeyQuerySet.as_manager()
    wall = OfMember("member_id")
    due = {"old_keys": "created_at <= at - interval '24 hours'"}
    due_since = {"old_keys": "created_at + interval '24 hours'"}
    no_history = "kept for a day and then deleted; what was done is in the history of the record"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "member", "key"], name="one_act_a_key")]
        indexes = [models.Index(fields=["partnership", "created_at"], name="idempotency_key_age")]

    def __str__(self):
        return str(self.key)
