"""What every row inside a partnership has in common."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models.partnership import Partnership


class TenantRow(models.Model):
    """A row of one partnership. Keys are made in Python: a row may be written by someone who may not read it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PartyRow(TenantRow):
    """A row that several agencies share. `party_ids` holds their keys; the partnership's own key means every member.

    A child never sets it: the database copies it from the parent, so that nobody can attach a row to a record
    that they may not see (ruling 15).
    """

    party_ids = ArrayField(models.UUIDField(), default=list, editable=False)

    class Meta:
        abstract = True
