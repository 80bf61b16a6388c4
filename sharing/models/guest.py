"""The pass of somebody without an account, for one row of the sheet of one meeting (P-6.2a, P-6.2b)."""

from django.db import models

from agencies.models import Membership, PartyRow
from agencies.recording import kept
from agencies.walls import OfParties
from sharing.models.attendance import Attendance
from sharing.models.meeting import Meeting, MeetingPart


class GuestPassQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Those of the meetings that the member leads or clerks; whoever was given one has the link and nothing else."""
        runs = MeetingPart.objects.filter(member=member, until_at=None, part__in=["chair", "deputy", "clerk"])
        ours = models.Q(attendance__meeting__agency_id=member.agency_id) | models.Q(
            attendance__meeting__in=runs.values("meeting")
        )
        return self.filter(partnership_id=member.partnership_id).filter(ours)

    def standing(self, at):
        """Not taken back, and not over: with its time, or with the meeting."""
        running = [Meeting.Status.PLANNED, Meeting.Status.OPEN]
        return self.filter(taken_back_at=None, ends_at__gt=at, attendance__meeting__status__in=running)

    def forget_addresses(self):
        """Nothing is sent to these any more."""
        return self.exclude(email="").update(email="")


class GuestPass(PartyRow):
    """One link for one guest. Only the digest of its secret is kept; the address, if any, goes with the e-mail."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="passes")
    token_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # When whoever runs the meeting last told its guest by word of mouth that the meeting was moved.
    told_at = models.DateTimeField(null=True, blank=True)
    # Delivery by e-mail, where an address was given: emptied when it has gone or never will, since the pass, its tries or
    # the meeting are over. Who claimed it, tries, what was in the way.
    email = models.EmailField(blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    objects = GuestPassQuerySet.as_manager()
    wall = OfParties(parent="attendance")
    due = {
        "guest_passes": "email <> '' and sent_at is null and taken_back_at is null"
        " and (ends_at <= at or attempts >= 12 or lease_until is null or lease_until <= at)"
    }
    due_since = {"guest_passes": "made_at"}
    tried = {"guest_passes": "email <> '' and sent_at is null and taken_back_at is null and ends_at > now()"}
    history = kept(excluded=("token_digest", "email", "failure"))

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "attendance"], condition=models.Q(taken_back_at=None), name="one_pass_a_guest"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None, taken_back_by=None)
                | models.Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="a_pass_taken_back_by_somebody_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "made_at"],
                condition=models.Q(sent_at=None, taken_back_at=None) & ~models.Q(email=""),
                name="guest_pass_unsent",
            ),
        ]

    def __str__(self):
        return f"a pass of {self.attendance}"

    @property
    def why_undelivered(self) -> str:
        """What was in the way of the last try, in words; empty when nothing was."""
        return self.failure.partition(": ")[2]
