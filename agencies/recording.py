"""How is every change kept? The database writes a version of each changed row; simple-history reads them (ruling 23)."""

from django.db import models
from simple_history.models import HistoricalRecords


class HistoryRow(models.Model):
    """One version of one record: besides the record's own columns, who changed it, for which agency, by which verb.

    `history_user_id` is the person, `history_txid` the database transaction (all rows of one act share it).
    """

    history_member_id = models.UUIDField(null=True, editable=False)
    history_agency_id = models.UUIDField(null=True, editable=False)
    history_verb = models.TextField(default="", editable=False)
    history_txid = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True


def _nobody(*args, **kwargs):
    """The database names the person; simple-history's own way is not used."""


def kept(excluded: tuple[str, ...] = ()) -> HistoricalRecords:
    """The history of a model: declared as `history = kept()`; `excluded` names columns that are never kept (secrets)."""
    return HistoricalRecords(
        bases=[HistoryRow],
        history_id_field=models.BigAutoField(),
        history_user_id_field=models.UUIDField(null=True),
        history_user_getter=_nobody,
        history_user_setter=_nobody,
        history_change_reason_field=models.TextField(null=True),
        excluded_fields=list(excluded),
    )
