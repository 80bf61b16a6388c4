"""The legal body above tenants: one force, council or charity, however many partnerships it belongs to (ruling 12b)."""

import uuid

from django.db import models

from agencies.recording import kept
from agencies.walls import OfOrganisation


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Those that take part in the partnership."""
        return self.filter(agencies__partnership_id=member.partnership_id).exclude(agencies__kind="service").distinct()


class Organisation(models.Model):
    """Who is the controller in law? Identity and registration are kept once, not once a partnership (practice 17, 23)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    controller_legal_name = models.CharField(max_length=200)
    registration_number = models.CharField(max_length=20, blank=True)
    registration_expires_on = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()
    wall = OfOrganisation()
    history = kept()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
