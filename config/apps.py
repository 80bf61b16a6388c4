"""Makes the commands of the roof (start, prepare_database, assets, lock) known to Django, and says what only it knows."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self):
        from agencies.supplied import supply
        from config.home import waiting_words

        supply(waiting=waiting_words)
