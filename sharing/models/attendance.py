"""Who was in the room, from when to when, for whom, and to what they put their name (P-6.2, P-A2-5)."""

from django.db import models

from agencies.models import Agency, Membership, PartyRow
from agencies.recording import kept
from agencies.walls import OfParties
from sharing.models.meeting import Meeting, MeetingPart


class AttendanceQuerySet(models.QuerySet):
    def on_the_sheet(self):
        """But for guests who were struck off before they came."""
        return self.filter(struck_at=None)

    def let_in(self):
        """Let in by the chair or the clerk, and willing to sign: putting one's own name to the sheet opens nothing."""
        return self.filter(arrived_at__isnull=False, declined_at=None)

    def in_the_room(self):
        """Let in, and not gone."""
        return self.let_in().filter(left_at=None)

    def read_papers(self):
        """Those of signatories, and whoever else agreed to the terms (TR-08), but for whoever is there only to hear."""
        status = Attendance.Status
        bound = models.Q(status=status.SIGNATORY) | models.Q(declared_at__isnull=False)
        return self.filter(bound, declined_at=None).exclude(Attendance.only_hears())


class Attendance(PartyRow):
    """One row of the signing-in sheet. Agreeing to the terms makes nobody's body a signatory (TR-08)."""

    class Status(models.TextChoices):
        SIGNATORY = "signatory", "of a signatory agency"
        NON_SIGNATORY = "non_signatory", "of a body that has not signed"
        INDIVIDUAL = "individual", "for themselves"
        OBSERVER = "observer", "observer"

    class Signed(models.TextChoices):
        NO = "", "has not signed"
        OWN = "own", "signed in themselves"
        CHAIRS_DEVICE = "chairs_device", "agreed on the chair's device"
        PAPER = "paper", "signed the paper sheet"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=14, choices=Status)
    # The declaration agreed to, by the version of its text, and when.
    declaration = models.CharField(max_length=20, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    signed = models.CharField(max_length=14, choices=Signed, default=Signed.NO, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    # Seen in the room by the chair or the clerk; signing by itself lets nobody in.
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    # The number of the item before which they left.
    left_before = models.PositiveSmallIntegerField(null=True, blank=True)
    # A guest who was expected by mistake, or does not come after all.
    struck_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()
    wall = OfParties(parent="meeting")
    history = kept()

    class Meta:
        ordering = ["agency__name", "body", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "meeting", "member"],
                condition=models.Q(member__isnull=False),
                name="one_row_a_member",
            ),
            models.CheckConstraint(
                condition=models.Q(signed="", signed_at=None) | (~models.Q(signed="") & models.Q(signed_at__isnull=False)),
                name="signed_in_a_way_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(declaration="", declared_at=None)
                | (~models.Q(declaration="") & models.Q(declared_at__isnull=False)),
                name="declared_to_a_text_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at=None) | models.Q(member=None, signed_at=None, arrived_at=None, declined_at=None),
                name="a_guest_struck_off_before_they_came",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "member", "meeting"], name="attendance_member")]

    def __str__(self):
        return self.name

    @staticmethod
    def only_hears() -> models.Q:
        """Observers and helpers hear, read no papers and are sent nothing, from whenever they were named (practice 22)."""
        parts = MeetingPart.objects.only_hearing()
        named = parts.filter(meeting=models.OuterRef("meeting"), member=models.OuterRef("member"))
        return models.Q(status=Attendance.Status.OBSERVER) | models.Q(models.Exists(named))

    @property
    def represents(self) -> str:
        """Whom they are there for, as the sheet says it."""
        return str(self.agency) if self.agency else self.body or "themselves"
