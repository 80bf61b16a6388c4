"""A document made from a record: asked for in a moment, made by a job, kept with its hash (ruling 10)."""

from django.db import models
from django.urls import reverse

from agencies.locked import LockedAnswers
from agencies.models import Membership, PartyRow
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfParties

# After so many tries a document is stuck and shown to operators.
MOST_ATTEMPTS = 12
# In the database's own words: the hash is that of the bytes that lie beside it.
DIGEST = models.Func(models.Func("content", function="sha256"), models.Value("hex"), function="encode")


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Those of one's agencies' records: all of them for who sees the whole agency, for others what they asked for.

        The bytes stay in the database until somebody takes the file.
        """
        mine = self.filter(partnership_id=member.partnership_id).defer("content")
        open_to_all = models.Q(party_ids__contains=[member.partnership_id])
        if member.has(*WHOLE_AGENCY):
            return mine.filter(open_to_all | models.Q(party_ids__overlap=member.reads))
        return mine.filter(open_to_all | models.Q(party_ids__contains=[member.agency_id], asked_by=member))

    def unmade(self):
        """Those still to be made that have not failed too often."""
        return self.filter(made_at=None, attempts__lt=MOST_ATTEMPTS)


class Document(PartyRow):
    """One document: what it is of, what goes into it, and its bytes once they are made. Made once and then never again."""

    # Which template: each app declares its kinds to `protocols.actions.documents` when it starts.
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    # The record it is of, in whichever app: a document outlives changes to its record, so this is no foreign key.
    subject_id = models.UUIDField()
    subject_label = models.CharField(max_length=200)
    # Everything that the template needs, fixed when it was asked for.
    context = LockedAnswers(default=dict)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # The making: who claimed it until when, how often it was tried, and what went wrong, in the words of the machine.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=60, default="application/pdf")
    size = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()
    wall = OfParties()
    due = {"documents": f"made_at is null and attempts < {MOST_ATTEMPTS} and (lease_until is null or lease_until <= at)"}
    due_since = {"documents": "asked_at"}
    tried = {"documents": "made_at is null"}
    # The bytes are written once; their hash is in the history.
    history = kept(excluded=("content",))

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made_at=None, sha256="", size=0, content=None)
                | models.Q(
                    made_at__isnull=False, content__isnull=False, sha256=DIGEST,
                    size=models.Func("content", function="octet_length"),
                ),
                name="made_with_its_bytes_and_their_hash",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["partnership", "subject_id", "-asked_at"], name="document_of_a_record"),
            models.Index(
                fields=["partnership", "asked_at"], condition=models.Q(made_at=None), name="document_unmade"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def reference(self) -> str:
        """What the reading log and the header call it: the record it is of."""
        return self.subject_label

    @property
    def progress(self) -> str:
        """How far it is: "ready", "failed", "running" or "pending", as the status tags know them."""
        if self.made_at:
            return "ready"
        if self.attempts >= MOST_ATTEMPTS:
            return "failed"
        return "running" if self.lease_until and not self.failure else "pending"

    def get_absolute_url(self):
        return reverse("protocols:document", kwargs={"partnership": slug_of(self.partnership_id), "key": self.pk})
