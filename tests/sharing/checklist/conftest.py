"""These tests need no database; where no settings are named, the few that forms need are made here."""

import os

import django
from django.conf import settings

if not os.environ.get("DJANGO_SETTINGS_MODULE") and not settings.configured:
    settings.configure(USE_I18N=False)
    django.setup()
