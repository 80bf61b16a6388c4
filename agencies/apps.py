from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AgenciesConfig(AppConfig):
    name = "agencies"

    def ready(self):
        from agencies import access, notices, permissions
        from agencies.boot import refuse_a_strong_role
        from agencies.database import sync

        access.register(self.label, permissions.WHO_MAY)
        notices.subjects(
            let_in_to_agency="You can now act for {agency} as {job}",
            membership_changed="Your part at {agency} has changed: see what you can now do",
            invitation_accepted="{who} has accepted the invitation to act for {agency}",
            opened_to_audit="{agency} opens its records to {who} from {since} to {until}",
            closed_to_audit="{agency} has closed its records to {who}",
            officer_vacant="{agency} has no designated officer: name one",
        )

        # All tables exist when the signal is sent for this app; it is the lowest, and the sync names no other.
        post_migrate.connect(sync, sender=self)
        connection_created.connect(refuse_a_strong_role)
