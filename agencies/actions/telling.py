"""How one is told by e-mail, and another try for what could not be told or made."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.expressions import RawSQL

from agencies.access import require
from agencies.database_sql import MOST_ATTEMPTS
from agencies.models import Membership, Notice
from agencies.moves import locked
from agencies.tenancy import say_verb


@transaction.atomic
def choose_mail(membership: Membership, *, by: Membership, at: datetime, mail: str) -> Membership:
    """Be told by e-mail as it happens, once a day or not at all; what waits for the daily mail goes by the new choice."""
    require(by, "choose_mail", membership)
    membership = locked(membership)
    say_verb("choose_mail")
    membership.mail = Membership.Mail(mail)
    membership.save(update_fields=["mail"])
    if membership.mail != Membership.Mail.DAILY:
        Notice.objects.filter(to=membership, sent_at=None, waits_for_digest=True).update(waits_for_digest=False)
    return membership


@transaction.atomic
def retry_stuck(noun: str, *, by: Membership, at: datetime) -> int:
    """Give what was tried too often as many tries again, in the partnership whose registrar acts; how many there were.

    `noun` is one that a model declares in `tried`. Raises LookupError for another.
    """
    model: Any = next((model for model in apps.get_models() if noun in getattr(model, "tried", {})), None)
    if model is None:
        raise LookupError(f"Nothing called {noun} is tried again.")
    require(by, "retry_stuck", Notice)
    say_verb("retry_stuck")
    # The model's own table and condition: nothing of it comes from outside.
    stuck = f'select id from "{model._meta.db_table}" where {model.tried[noun]} and attempts >= {MOST_ATTEMPTS}'
    rows = model._base_manager.filter(partnership_id=by.partnership_id, pk__in=RawSQL(stuck, []))
    return rows.update(attempts=0, lease_until=None, failure="")
