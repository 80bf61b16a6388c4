"""An organisation's, or one of its units', dated membership of a partnership."""

from django.db import models
from django.urls import reverse

from agencies.models.organisation import Organisation
from agencies.models.partnership import slug_of
from agencies.models.tenant import TenantRow
from agencies.recording import kept
from agencies.walls import OfPartnership

# The code of the service's own agency, which no other may have.
SERVICE_CODE = "SERVICE"


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Every agency of the partnership; the service's own is not one of them."""
        return self.filter(partnership_id=member.partnership_id).exclude(kind=Agency.Kind.SERVICE)

    def on(self, day):
        """The agencies that belonged to the partnership on a day."""
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))


# An agency that joined today is still being let in.
VACANCIES = """kind <> 'service' and starts_on < timezone('Europe/London', at)::date
  and (ends_on is null or ends_on >= timezone('Europe/London', at)::date)
  and exists (select 1 from agencies_vacancy v where v.agency_id = agencies_agency.id and v.filled_on is null)
    = exists (select 1 from agencies_membership m join agencies_person p on p.id = m.person_id
      where m.agency_id = agencies_agency.id and 'officer' = any (m.roles) and p.is_active and m.ended_at is null
        and m.starts_on <= timezone('Europe/London', at)::date
        and (m.ends_on is null or m.ends_on >= timezone('Europe/London', at)::date))"""

LAST_OFFICER = """coalesce((select max(m.ends_on) from agencies_membership m where m.agency_id = agencies_agency.id
  and 'officer' = any (m.roles)), starts_on)::timestamptz"""


class Agency(TenantRow):
    """A body in the partnership; each is its own master (TR-03)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "council"
        POLICE = "police", "police"
        FIRE = "fire", "fire and rescue"
        HEALTH = "health", "health commissioner"
        TRUST = "trust", "NHS trust"
        PROBATION = "probation", "probation"
        HOUSING = "housing", "housing provider"
        VOLUNTARY = "voluntary", "voluntary or community body"
        COMPANY = "company", "company"
        OTHER = "other", "other public body"
        SERVICE = "service", "this service"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agencies")
    unit_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    contact = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = AgencyQuerySet.as_manager()
    wall = OfPartnership()
    # Where there is no designated officer and nobody has noted it yet, or the other way round (P-8.1).
    due = {"vacancies": VACANCIES}
    due_since = {"vacancies": LAST_OFFICER}
    history = kept()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code"], name="one_agency_a_code"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="agency_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agencies:agency", kwargs={"partnership": slug_of(self.partnership_id), "code": self.code})


class AgencyCapacityQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Those of every agency of the partnership."""
        return self.filter(partnership_id=member.partnership_id)

    def on(self, day):
        """The capacities held on a day (TR-28)."""
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))


class AgencyCapacity(TenantRow):
    """In what legal capacity did an agency take part on a day, and under which provision? (P-3.1, domain B10, TR-28)"""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="capacities")
    capacity = models.CharField(max_length=60)
    provision = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = AgencyCapacityQuerySet.as_manager()
    wall = OfPartnership()
    history = kept()

    class Meta:
        ordering = ["capacity"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "agency", "capacity", "starts_on"], name="one_capacity_from_a_day"
            )
        ]

    def __str__(self):
        return self.capacity


class AssuranceItem(TenantRow):
    """What an agency has in place, until when, and what was done to ask for it; never a block (P-3.4, TR-31)."""

    class State(models.TextChoices):
        HELD = "held", "held"
        EXPIRED = "expired", "expired"
        ASKED = "asked", "asked, no reply yet"
        NOT_HELD = "not_held", "not held"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assurance")
    what = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State)
    expires_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    wall = OfPartnership()
    history = kept()

    class Meta:
        ordering = ["what"]
        constraints = [models.UniqueConstraint(fields=["partnership", "agency", "what"], name="one_answer_an_assurance")]

    def __str__(self):
        return self.what
