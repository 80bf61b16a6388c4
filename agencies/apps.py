from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AgenciesConfig(AppConfig):
    name = "agencies"

    def ready(self):
        from agencies import access, permissions
        from agencies.boot import refuse_a_strong_role
        from agencies.database import sync

        access.register(self.label, permissions.WHO_MAY)

        # All tables exist when the signal is sent for this app; it is the lowest, and the sync names no other.
        post_migrate.connect(sync, sender=self)
        connection_created.connect(refuse_a_strong_role)
