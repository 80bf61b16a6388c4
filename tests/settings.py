"""The settings of the product, stricter than in production; what is changed is changed here and only here."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

# The test's connection is shared by threads in race tests and by the live server.
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 0, "max_size": 12, "timeout": 10}
DATABASES["default"]["TEST"] = {"NAME": "test_concordat", "TEMPLATE": DATABASES["default"]["NAME"]}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # seconds of hashing, not security, are saved
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A file of ours is looked for when it is asked for; listing them all anew for every client takes longer than most tests.
WHITENOISE_AUTOREFRESH = True
