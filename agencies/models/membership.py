"""One person acting for one agency in one partnership, and what the head lets them decide."""

from functools import cached_property
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.timezone import localdate

from agencies.models.agency import Agency
from agencies.models.person import Person
from agencies.models.tenant import TenantRow
from agencies.recording import kept
from agencies.roles import AT_WORK, Role
from agencies.walls import OfPartnership, OfPerson


class MembershipQuerySet(models.QuerySet):
    def active(self, on):
        """Memberships in force on a day, of people who may sign in or of the service itself."""
        begun = self.filter(starts_on__lte=on).filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on))
        return begun.filter(models.Q(ended_at=None) | models.Q(ended_at__date__gt=on))

    def with_role(self, *roles):
        """Memberships that hold at least one of the roles."""
        return self.filter(roles__overlap=list(roles))

    def of_person(self, person, on):
        """A person's own parts in force on a day, in whatever partnership: how one finds where one belongs."""
        return self.active(on).filter(person=person).select_related("partnership").order_by("partnership__name")

    def visible_to(self, member):
        """Everyone in the partnership knows who acts for whom."""
        return self.filter(partnership_id=member.partnership_id).exclude(roles__contains=[Role.REGISTRAR])


class Membership(TenantRow):
    """The value that every action takes as `by`."""

    class Mail(models.TextChoices):
        AT_ONCE = "at_once", "as it happens"
        DAILY = "daily", "once a day"
        NEVER = "never", "not by e-mail"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    job_title = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=30, choices=Role), default=list)
    is_volunteer = models.BooleanField(default=False)
    mail = models.CharField(max_length=8, choices=Mail, default=Mail.AT_ONCE)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    # Set when it was ended at once: the last day is then over from that moment.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    wall = OfPerson()
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person", "agency", "starts_on"], name="one_membership_from_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="membership_person"),
            models.Index(fields=["partnership", "agency"], name="membership_agency"),
        ]

    def __str__(self):
        return f"{self.job_title}, {self.agency}"

    @property
    def named(self) -> str:
        """Name and part, as pages say them; once where an agency signs in under the part alone."""
        name = str(self.person)
        return name if name == self.job_title else f"{name}, {self.job_title}"

    def has(self, *roles) -> bool:
        """Does this membership hold one of the roles?"""
        return not set(roles).isdisjoint(self.roles)

    @cached_property
    def reads(self) -> list[UUID]:
        """The agencies whose records are read: the own one, and by an auditor those that opened theirs for today.

        Asked once a request, and of auditors alone; the database asks the same (`concordat_agencies`).
        """
        if not self.has(Role.AUDITOR) or self.has(*AT_WORK):
            return [self.agency_id]
        opened = self.audit_openings.filter(partnership_id=self.partnership_id).on(localdate())
        return [self.agency_id, *opened.order_by("agency_id").values_list("agency_id", flat=True).distinct()]


class DecisionMakerQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Everyone in the partnership knows who may answer a request."""
        return self.filter(partnership_id=member.partnership_id)

    def on(self, day):
        """What was given and not taken back on a day."""
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))


class DecisionMaker(TenantRow):
    """What may this person decide for the agency? Given by the head, for dates (practice 4, P-4.4c)."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="decides")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="decision_makers")
    # Kinds of data (personal, special, offences, depersonalised) and urgencies; empty means all.
    data_kinds = ArrayField(models.CharField(max_length=20), default=list)
    urgencies = ArrayField(models.CharField(max_length=20), default=list)
    highest_marking = models.CharField(max_length=30, default="OFFICIAL-SENSITIVE")
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DecisionMakerQuerySet.as_manager()
    wall = OfPartnership()
    history = kept()

    class Meta:
        indexes = [models.Index(fields=["partnership", "agency"], name="decision_maker_agency")]

    def __str__(self):
        return f"{self.member} decides"
