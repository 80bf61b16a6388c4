"""Who is asked to act for an agency and has not yet said yes, and where an agency has no designated officer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models.agency import Agency
from agencies.models.membership import Membership
from agencies.models.tenant import PartyRow, TenantRow
from agencies.recording import kept
from agencies.roles import Role
from agencies.walls import OfParties, OfPartnership


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Those that the board made, and those of one's own agency for who may make them."""
        found = self.filter(partnership_id=member.partnership_id)
        if member.has(Role.BOARD_ADMINISTRATOR, Role.REGISTRAR):
            return found
        return found.filter(agency_id=member.agency_id) if member.has(Role.HEAD, Role.OFFICER) else found.none()

    def open(self):
        """Neither accepted nor withdrawn; the link may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(PartyRow):
    """One person asked to act for one agency, in parts and for dates; the link of the last mail is kept as a digest."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=30, choices=Role), default=list)
    is_volunteer = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    link_number = models.PositiveSmallIntegerField(default=1)
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    # Delivery by e-mail: who claimed it until when, how often it was tried, when it went, what was in the way.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()
    wall = OfParties(area="people")
    due = {
        "invitations": "accepted_at is null and withdrawn_at is null and sent_at is null and attempts < 12"
        " and expires_at > at and (lease_until is null or lease_until <= at)"
    }
    due_since = {"invitations": "invited_at"}
    tried = {"invitations": "accepted_at is null and withdrawn_at is null and sent_at is null"}
    history = kept(excluded=("token_digest",))

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "agency", "email"], name="one_open_invitation_an_address",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, member=None) | models.Q(accepted_at__isnull=False, member__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, accepted_at=None),
                name="invitation_withdrawn_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "invited_at"], name="invitation_unsent",
                condition=models.Q(sent_at=None, accepted_at=None, withdrawn_at=None),
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.job_title}, {self.agency}"

    @property
    def why_undelivered(self) -> str:
        """What was in the way of the last try, in words; empty when nothing was."""
        return self.failure.partition(": ")[2]

    def status_at(self, at) -> str:
        """What has become of it, as config/statuses.py names it."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        if self.expires_at <= at:
            return "expired"
        return "undelivered" if self.failure else "invited"


class VacancyQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Everyone in the partnership knows where nobody helps sharing along."""
        return self.filter(partnership_id=member.partnership_id)


class Vacancy(TenantRow):
    """From which day has an agency had no designated officer, and on which day was there one again? (P-8.1)"""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="vacancies")
    since = models.DateField()
    filled_on = models.DateField(null=True, blank=True)

    objects = VacancyQuerySet.as_manager()
    wall = OfPartnership()
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "agency"], name="one_open_vacancy_an_agency", condition=models.Q(filled_on=None)
            )
        ]

    def __str__(self):
        return f"{self.agency} since {self.since}"
