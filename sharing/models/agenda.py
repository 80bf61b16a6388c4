"""What a meeting goes through, item by item; who stays out of which; and what somebody is to do afterwards."""

from django.db import models

from agencies.locked import LockedText
from agencies.models import Agency, Membership, PartyRow
from agencies.recording import kept
from agencies.walls import OfParties
from sharing.models.attendance import Attendance
from sharing.models.meeting import Meeting


class AgendaItemQuerySet(models.QuerySet):
    def on_the_agenda(self):
        """But for those that were taken off it before they were opened."""
        return self.filter(taken_off_at=None)

    def ahead(self):
        """Still to be opened, the next one first."""
        return self.on_the_agenda().filter(opened_at=None).order_by("number")


class AgendaItem(PartyRow):
    """One item. Of a case this says that there is one, and nothing about it: that lies in `CaseRecord`.

    One that was taken off keeps its number.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    is_case = models.BooleanField(default=True)
    # The agency that brings it.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    taken_off_at = models.DateTimeField(null=True, blank=True)
    taken_off_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_off_reason = LockedText(blank=True)

    objects = AgendaItemQuerySet.as_manager()
    wall = OfParties(parent="meeting")
    history = kept()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "meeting", "number"], name="one_item_a_number"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(opened_at__isnull=False), name="closed_after_it_is_opened"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_off_at=None, taken_off_by=None, taken_off_reason="")
                | (
                    models.Q(taken_off_at__isnull=False, taken_off_by__isnull=False, opened_at=None)
                    & ~models.Q(taken_off_reason="")
                ),
                name="an_item_taken_off_before_it_is_opened",
            ),
        ]

    def __str__(self):
        return f"Item {self.number}: {self.title}"


class InterestQuerySet(models.QuerySet):
    def items_shut_to(self, member):
        """The items of which a person stays out, under whichever of their memberships."""
        return self.filter(member__person_id=member.person_id).values("item")


class Interest(PartyRow):
    """Somebody knows the people of a case: they leave it, and can never open it. Why is nobody's to write down."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="interests")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declared_at = models.DateTimeField()

    objects = InterestQuerySet.as_manager()
    wall = OfParties(parent="item")
    history = kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=False) | models.Q(attendance__isnull=False), name="somebodys_interest"
            ),
            models.UniqueConstraint(
                fields=["partnership", "item", "member"],
                condition=models.Q(member__isnull=False),
                name="one_interest_a_member",
            ),
        ]

    def __str__(self):
        return "an interest declared"

    @classmethod
    def of_rows(cls, item) -> models.Q:
        """The rows of the sheet that stay out of an item: by the row itself, or the person under any membership."""
        declared = cls.objects.filter(item=item)
        people = declared.filter(member__isnull=False).values("member__person")
        return models.Q(pk__in=declared.filter(attendance__isnull=False).values("attendance")) | models.Q(
            member__person__in=people
        )


class MeetingActionQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Those of the own agency, and all of them for who plays a part in the meeting or keeps its record."""
        leads = Meeting.objects.visible_to(member).filter(
            models.Q(parts__member=member, parts__until_at=None, parts__part__in=["chair", "deputy", "clerk"])
            | models.Q(planned_by=member)
        )
        ours = models.Q(agency_id__in=member.reads) & models.Q(meeting__in=Meeting.objects.visible_to(member))
        return self.filter(partnership_id=member.partnership_id).filter(
            ours | models.Q(owner=member) | models.Q(meeting__in=leads)
        )


class MeetingAction(PartyRow):
    """What an agency, or one person of it, undertook to do, and by when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = LockedText()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = LockedText(blank=True)

    objects = MeetingActionQuerySet.as_manager()
    wall = OfParties(parent="meeting")
    history = kept()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="an_action_done_by_somebody_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "agency", "due_on"], condition=models.Q(done_at=None), name="meeting_action_open"
            ),
        ]

    def __str__(self):
        return f"an action of {self.agency}"
