"""What do the forms of signing in call their boxes, and what do they say when one is empty? allauth's, in our words."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# By the name of the field, in all of them: its label, and what is said when it is empty.
_WORDS = {
    "login": (_("E-mail address"), _("Enter your e-mail address")),
    "email": (_("E-mail address"), _("Enter your e-mail address")),
    "password": (_("Password"), _("Enter your password")),
    "oldpassword": (_("Current password"), _("Enter the password that you have now")),
    "password1": (_("New password"), _("Enter the new password")),
    "password2": (_("New password again"), _("Enter the new password again")),
    "code": (_("Security code"), _("Enter the security code")),
}
_ADDRESS = _("Enter an e-mail address in full, for example name@example.org")
_DIFFERENT = _("Enter the same password in both boxes")
_NOT_WHAT_IT_SHOWS = _("This code is not right: enter the one that your authenticator app shows now")


class InOurWords(forms.Form):
    """A form of allauth's whose fields are called what people call them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, empty) in _WORDS.items():
            if name in self.fields:
                field = self.fields[name]
                field.label, field.error_messages["required"] = label, empty
                if name in ("login", "email"):
                    field.error_messages["invalid"] = _ADDRESS


class TypedTwice(InOurWords):
    """One in which a new password is typed twice."""

    def clean(self):
        said = super().clean()
        # allauth's sentence about the two speaks of typing; there is no other error of the second box but its emptiness.
        if self.has_error("password2") and self.data.get("password2"):
            self.errors["password2"] = self.error_class([str(_DIFFERENT)])
        return said


class LoginForm(InOurWords, account.LoginForm):
    """Signing in."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """Asking for a new password."""


class ResetPasswordKeyForm(TypedTwice, account.ResetPasswordKeyForm):
    """Choosing it."""


class ChangePasswordForm(TypedTwice, account.ChangePasswordForm):
    """Changing one's password."""


class SetPasswordForm(TypedTwice, account.SetPasswordForm):
    """Choosing the first."""


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    """Confirming that it is oneself, by the password."""


class AuthenticateForm(InOurWords, mfa.AuthenticateForm):
    """The second step."""


class ReauthenticateByCodeForm(InOurWords, mfa.ReauthenticateForm):
    """Confirming that it is oneself, by a code."""


class ActivateForm(InOurWords, totp.ActivateTOTPForm):
    """Turning an authenticator app on: there are no recovery codes yet that could be entered instead."""

    def clean_code(self):
        try:
            return super().clean_code()
        except ValidationError as wrong:
            if wrong.code != "incorrect_code":
                raise
            raise ValidationError(_NOT_WHAT_IT_SHOWS, code=wrong.code) from wrong
