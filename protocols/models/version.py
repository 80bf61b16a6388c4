"""One version of a protocol: the thing that is drafted, approved, signed and in force."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from agencies.access import live_grants
from agencies.models import Agency, Membership, PartyRow
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import Role
from agencies.walls import OfParties
from protocols.models.protocol import Protocol

# What a grant on a draft gives; Django makes a permission of this name for the model.
READ_DRAFT = "view_version"


# A step of its review has come and was neither raised nor passed over; `protocols.rules.review_step` says the same.
_DAYS = "timezone('Europe/London', at)::date - review_on"
_STEP = f"case when {_DAYS} >= 0 then ({_DAYS}) / 7 * 7 when {_DAYS} >= -7 then -7 when {_DAYS} >= -30 then -30 else -90 end"
REMINDERS = f"""status = 'in_force' and review_on is not null and {_DAYS} >= -90
  and not exists (select 1 from protocols_reviewreminder r where r.version_id = protocols_version.id
    and r.review_on = protocols_version.review_on and r.step >= {_STEP})"""


class VersionQuerySet(models.QuerySet):
    def visible_to(self, member):
        """As for protocols: the board all, others what is open to the partnership or was put to their agency.

        Where one person of an agency was let in to a draft, that person sees it and the agency's others do not.
        """
        mine = self.filter(partnership_id=member.partnership_id)
        if member.has(Role.BOARD_ADMINISTRATOR, Role.REGISTRAR):
            return mine
        places = self.model.parties.rel.related_model.objects  # type: ignore[attr-defined]
        for_one = places.filter(agency_id__in=member.reads, part="reader").values("version")
        let_in = live_grants(self.model, member, READ_DRAFT).values("content_object")
        return mine.filter(party_ids__overlap=[*member.reads, member.partnership_id]).filter(
            models.Q(party_ids__contains=[member.partnership_id]) | models.Q(pk__in=let_in) | ~models.Q(pk__in=for_one)
        )

    def in_force_on(self, day):
        """The versions that governed sharing on a day (TR-28)."""
        started = self.filter(in_force_on__lte=day)
        return started.filter(models.Q(ended_on=None) | models.Q(ended_on__gt=day))

    def ready_to_start(self, on):
        """Out for signing, and the common date has come; whether enough have signed is the rule's to say."""
        return self.filter(status=Version.Status.SIGNING, effective_on__lte=on)


class Version(PartyRow):
    """A frozen or growing text with its facts. `party_ids` are the agencies of `parties`, and everyone once it is open."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        CONSULTATION = "consultation", "In consultation"
        APPROVAL = "approval", "Waiting for approval"
        SIGNING = "signing", "Out for signing"
        IN_FORCE = "in_force", "In force"
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=12)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    change_summary = models.CharField(max_length=500, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    consultation_ends_on = models.DateField(null=True, blank=True)
    # The common dates of all signatories (TR-27).
    effective_on = models.DateField(null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    # When it in fact began, which is later than the common date if signatures came late.
    in_force_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # The hash of the text, made when it goes to signing; a signature binds to it (TR-29).
    content_sha256 = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    # Facts beside the prose: how what is shared under it is marked, sent and kept.
    marking_scheme = models.CharField(max_length=20, default="GSC-2024")
    marking = models.CharField(max_length=30, default="OFFICIAL-SENSITIVE")
    channels = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    retention = models.CharField(max_length=300, blank=True)
    # Answers that do not change from case to case, of a procedure (checklist R5): {page: {field: value}}.
    standing_answers = models.JSONField(default=dict, blank=True)

    objects = VersionQuerySet.as_manager()
    wall = OfParties(table="parties", area="protocols")
    history = kept()
    due = {
        "commencements": "status = 'signing' and effective_on <= (at at time zone 'Europe/London')::date",
        "review_reminders": REMINDERS,
    }
    due_since = {
        "commencements": "timezone('Europe/London', effective_on::timestamp)",
        "review_reminders": f"timezone('Europe/London', (review_on + {_STEP})::timestamp)",
    }

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "protocol", "number"], name="one_version_a_number"),
            models.UniqueConstraint(
                fields=["partnership", "protocol"],
                condition=models.Q(status="in_force"),
                name="one_version_in_force",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="in_force") | models.Q(in_force_on__isnull=False, effective_on__isnull=False),
                name="in_force_since_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["signing", "in_force", "superseded"])
                | (models.Q(frozen_at__isnull=False) & ~models.Q(content_sha256="")),
                name="signed_text_is_frozen",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | (~models.Q(approved_by=models.F("author")) & ~models.Q(approved_by=models.F("submitted_by"))),
                name="nobody_approves_their_own",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None, approved_at=None)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_by_somebody_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "status", "effective_on"], name="version_status"),
            models.Index(fields=["partnership", "protocol", "-created_at"], name="version_feed"),
        ]

    def __str__(self):
        return f"{self.protocol.title}, version {self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    def get_absolute_url(self):
        return reverse(
            "protocols:version",
            kwargs={
                "partnership": slug_of(self.partnership_id),
                "reference": self.protocol.reference,
                "number": self.number,
            },
        )
