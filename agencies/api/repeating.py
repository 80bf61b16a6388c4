"""What if a program asks for the same act twice? It is carried out once, and answered twice alike (Idempotency-Key)."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from rest_framework.response import Response

from agencies.api.problems import Problem
from agencies.models import IdempotencyKey, Membership

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)


def once(request, member: Membership, act: Callable[[], Response]) -> Response:
    """Carry out an act under the key that was sent, or answer as it was answered before.

    The key is written in the transaction of the act, so that both are there or neither is. Raises the 400 without a
    key, the 409 while the same key is at work elsewhere, the 422 when it was used for something else.
    """
    key, fingerprint = _key(request), _fingerprint(request)
    if not _held(member, key):
        raise Problem(409, "key_in_use", "This is being carried out under the same key.", headers={"Retry-After": "1"})
    now = timezone.now()
    before = IdempotencyKey.objects.visible_to(member).filter(key=key).first()
    if before is not None and before.created_at > now - KEPT:
        if before.fingerprint != fingerprint:
            raise Problem(422, "key_reused", "This key was used for something else.")
        answer = Response(before.answer, status=before.status, headers={"Idempotency-Replayed": "true"})
        if before.location:
            answer["Location"] = before.location
        return answer
    if before is not None:
        before.delete()
    answer = act()
    made = IdempotencyKey(
        partnership_id=member.partnership_id, member=member, key=key, fingerprint=fingerprint, status=answer.status_code,
        answer=answer.data, location=answer.get("Location", ""), created_at=now,
    )  # fmt: skip
    made.save(force_insert=True)
    return answer


def _key(request) -> uuid.UUID:
    sent = request.headers.get(HEADER, "")
    try:
        found = uuid.UUID(sent)
    except ValueError:
        found = None
    if found is None or str(found) != sent.lower():
        wanted = f"Every write carries {HEADER}: a UUID, new for each act and the same when you ask again."
        raise Problem(400, "no_key", wanted, errors=[{"field": HEADER, "detail": "Send a UUID."}])
    return found


def _fingerprint(request) -> str:
    parts = (request.method.encode(), request.get_full_path().encode(), request.body)
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _held(member, key) -> bool:
    """Take the key until the transaction ends, unless another request has it. The lock is the database's own."""
    digest = hashlib.sha256(f"{member.pk}:{key}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], signed=True)])
        return cursor.fetchone()[0]
