"""How do people sign in? allauth does it; here is only what is ours: nobody signs up, and secrets are sealed."""

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    """People are let in by their agency, never by themselves."""

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Begun as the settings say: what a request calls our host would send the link elsewhere."""
        return settings.SITE_URL.rstrip("/") + urlsplit(super().get_reset_password_from_key_url(key)).path


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors are encrypted where they rest (ASVS 11.3)."""

    @staticmethod
    def _cipher() -> Fernet:
        digest = hashlib.sha256(f"{settings.SECRET_KEY}:second-factor".encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))

    def encrypt(self, text: str) -> str:
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._cipher().decrypt(encrypted_text.encode()).decode()
