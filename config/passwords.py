"""What is a password told that does not do? Django's own tests, in sentences that say what to do."""

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(django.MinimumLengthValidator):
    """Of so many characters at least."""

    def get_error_message(self):
        return _("Choose a password of at least %(least)d characters") % {"least": self.min_length}

    def get_help_text(self):
        return ngettext(
            "It has at least %(least)d character.", "It has at least %(least)d characters.", self.min_length
        ) % {"least": self.min_length}


class NotCommon(django.CommonPasswordValidator):
    """Not one of those that everybody tries first."""

    def get_error_message(self):
        return _("Many people use this password: choose one that nobody can guess")

    def get_help_text(self):
        return _("It is not one that many people use.")


class NotOnesOwn(django.UserAttributeSimilarityValidator):
    """Not one's own name or address."""

    def get_error_message(self):
        return _("Choose a password that is less like your name or your e-mail address")

    def get_help_text(self):
        return _("It is not like your name or your e-mail address.")
