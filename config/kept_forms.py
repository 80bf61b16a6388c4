"""Where does text go that was typed into an expired session? Sealed under a one-time cookie, for an hour (ruling 9)."""

import base64
import hashlib
import json
import secrets
import uuid
from contextlib import suppress
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils import timezone

from agencies.models import KeptForm

COOKIE = "typed"
AN_HOUR = 3600


def _cipher(token: str) -> Fernet:
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:typed:{token}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def keep(request, response) -> None:
    """Seal what was sent, and set the cookie that alone opens it. Files are not kept."""
    token = secrets.token_urlsafe(32)
    fields = [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    body = json.dumps({"path": request.get_full_path(), "fields": fields}).encode()
    now = timezone.now()
    KeptForm.objects.filter(kept_at__lt=now - timedelta(seconds=AN_HOUR)).delete()
    row = KeptForm.objects.create(path=request.path[:500], sealed=_cipher(token).encrypt(body), kept_at=now)
    response.set_cookie(
        COOKIE, f"{row.pk}.{token}", max_age=AN_HOUR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def give_back(request) -> dict | None:
    """What was kept under this browser's cookie: {"path", "fields"}; None when there is nothing, or it is too old."""
    key, _, token = request.COOKIES.get(COOKIE, "").partition(".")
    try:
        row = KeptForm.objects.filter(pk=uuid.UUID(key)).first()
        opened = row and json.loads(_cipher(token).decrypt(bytes(row.sealed), ttl=AN_HOUR))
    except (ValueError, InvalidToken):
        return None
    return opened or None


def forget(request, response) -> None:
    """The text has been given back: destroy the row and the cookie."""
    key = request.COOKIES.get(COOKIE, "").partition(".")[0]
    with suppress(ValueError):
        KeptForm.objects.filter(pk=uuid.UUID(key)).delete()
    response.delete_cookie(COOKIE)
