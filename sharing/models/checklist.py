"""The answers of whoever asks or shares, page by page: their own reasoning, which other agencies never read (ruling 14)."""

from django.db import models

from agencies.locked import LockedAnswers
from agencies.models import Agency, Membership, TenantRow
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY, Role
from agencies.walls import OfAgency
from protocols.models import Version
from sharing.models.disclosure import Disclosure
from sharing.models.request import Request


class ChecklistQuerySet(models.QuerySet):
    def visible_to(self, member):
        """One's own; anything of the agency for who sees all of it; a colleague may take over an unfinished one (R8)."""
        ours = self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)
        if member.has(*WHOLE_AGENCY):
            return ours
        own = models.Q(started_by=member)
        # An adviser with the same title is no colleague in the job.
        return ours.filter(own | models.Q(job_title=member.job_title) if member.has(Role.PRACTITIONER) else own)

    def unfinished(self):
        return self.filter(status__in=[Checklist.Status.OPEN, Checklist.Status.OWED])


class Checklist(TenantRow):
    """Do we need this information? One filling of the questions; saved at every page and resumable (R8).

    `revision` grows with every saved page, so that two browsers cannot overwrite each other unseen.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Not finished"
        OWED = "owed", "Recorded, some answers still owed"
        FINISHED = "finished", "Finished"
        ABANDONED = "abandoned", "Given up"

    class Voice(models.TextChoices):
        ASKER = "asker", "asks"
        SHARER = "sharer", "answers a request"
        ALONE = "alone", "shares without being asked"

    class Tense(models.TextChoices):
        BEFORE = "before", "before sharing"
        AFTER = "after", "after sharing"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    job_title = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    voice = models.CharField(max_length=8, choices=Voice, default=Voice.ALONE)
    tense = models.CharField(max_length=8, choices=Tense, default=Tense.BEFORE)
    template = models.CharField(max_length=20, default="APP1-2026")
    answers = LockedAnswers(default=dict)
    revision = models.PositiveIntegerField(default=0)
    # The procedure in force that supplies standing answers (R5).
    procedure = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Answering this request, or made into it by the asker.
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Made into this disclosure; its reasoning.
    disclosure = models.OneToOneField(
        Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="reasoning"
    )

    objects = ChecklistQuerySet.as_manager()
    wall = OfAgency()
    history = kept()

    class Meta:
        ordering = ["-saved_at"]
        indexes = [
            models.Index(fields=["partnership", "agency", "status", "-saved_at"], name="checklist_feed"),
        ]

    def __str__(self):
        return f"{self.get_voice_display()}, {self.get_tense_display()}"

    @property
    def became(self) -> Disclosure | Request | None:
        """The record or the request in which the questions ended; None while they have not, or were given up."""
        return self.disclosure or (self.request if self.voice == self.Voice.ASKER else None)
