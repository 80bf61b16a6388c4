"""Makes the commands of the roof (start, prepare_database, assets, lock) known to Django."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
