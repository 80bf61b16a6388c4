"""How do people sign in? allauth does it; here is only what is ours: nobody signs up, and secrets are sealed."""

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

_TOO_OFTEN = _("This was tried too often in a short time: wait a few minutes and try again")
_LINK_IS_OVER = _("This link no longer works: ask for another")
_WRONG_CODE = _("This code is not right: enter the one that your authenticator app shows now, or a recovery code")


class AccountAdapter(DefaultAccountAdapter):
    """People are let in by their agency, never by themselves, and told in plain words what was not right."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is not in use: ask your agency's designated officer"),
        "email_password_mismatch": _("The e-mail address or the password is not right"),
        "enter_current_password": _("This is not the password that you have now: enter that one"),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("The password is not right"),
        "invalid_login": _("The e-mail address or the password is not right"),
        "invalid_or_expired_key": _LINK_IS_OVER,
        "invalid_password_reset": _LINK_IS_OVER,
        "rate_limited": _TOO_OFTEN,
        "same_as_current": _("Choose something else than you have now"),
        "select_only_one": _("Choose one of them only"),
        "too_many_login_attempts": _TOO_OFTEN,
        "unknown_email": _("No account has this e-mail address"),
    }

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Begun as the settings say: what a request calls our host would send the link elsewhere."""
        return settings.SITE_URL.rstrip("/") + urlsplit(super().get_reset_password_from_key_url(key)).path

    def get_reauthentication_methods(self, user):
        """The ways in which somebody can confirm that it is they, each by the words of its link."""
        found = super().get_reauthentication_methods(user)
        return [{**way, "description": _CONFIRMED_BY.get(way["id"], way["description"])} for way in found]


_CONFIRMED_BY = {"mfa_reauthenticate": _("Use your authenticator app or a recovery code")}


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors are encrypted where they rest (ASVS 11.3)."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("The authenticator app cannot be turned off"),
        "cannot_generate_recovery_codes": _("Set up an authenticator app first, and then make recovery codes"),
        "incorrect_code": _WRONG_CODE,
    }

    @staticmethod
    def _cipher() -> Fernet:
        digest = hashlib.sha256(f"{settings.SECRET_KEY}:second-factor".encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))

    def encrypt(self, text: str) -> str:
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._cipher().decrypt(encrypted_text.encode()).decode()
