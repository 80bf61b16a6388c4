from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "protocols"

    def ready(self):
        from agencies import access, notices
        from protocols import permissions
        from protocols.actions.telling import SUBJECTS

        access.register(self.label, permissions.WHO_MAY)
        notices.subjects(**SUBJECTS)
