"""Letting a program act as oneself, and stopping it (ruling 12)."""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from agencies.access import require
from agencies.models import ApiToken, Membership
from agencies.moves import MoveRefused
from agencies.tenancy import say_verb

MOST_DAYS = 365
BEGINNING = "cct_"  # so that a token that has leaked is recognised as one of ours
SHOWN = 12  # of its letters


def digest_of(secret: str) -> str:
    """What is kept of a token. It was drawn from 256 bits of chance, so a plain digest cannot be turned round."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(
    member: Membership, *, by: Membership, at: datetime, name: str, scopes: Sequence[str], days: int
) -> tuple[ApiToken, str]:
    """A token for a program that acts as this membership, and its secret, which is told this once and never again.

    Raises ValueError for no scope, an unknown one, or an end that is not within a year.
    """
    require(by, "make_token", member)
    if not scopes or not set(scopes) <= set(ApiToken.Scope.values):
        raise ValueError("A token needs at least one scope, and each must be one of ours.")
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"A token lasts from one day to {MOST_DAYS}.")
    say_verb("make_token")
    secret = BEGINNING + secrets.token_urlsafe(32)
    token = ApiToken(
        id=uuid.uuid4(), partnership_id=member.partnership_id, person_id=member.person_id, member=member, name=name[:60],
        digest=digest_of(secret), prefix=secret[:SHOWN], scopes=sorted(set(scopes)), made_at=at,
        expires_at=at + timedelta(days=days),
    )  # fmt: skip
    token.save(force_insert=True)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Membership, at: datetime) -> ApiToken:
    """Stop a program at its next request. Raises MoveRefused for a token that was stopped before."""
    require(by, "revoke_token", token)
    if token.revoked_at is not None:
        raise MoveRefused("This token has already been stopped.")
    say_verb("revoke_token")
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    return token
