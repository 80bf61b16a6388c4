from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "sharing"

    def ready(self):
        from agencies import access, notices
        from sharing import permissions

        access.register(self.label, permissions.WHO_MAY)
        notices.subjects(
            disclosure_received="{reference}: {agency} shared something with you, confirm receipt by {due}",
            disclosure_told="{reference}: {agency} told you something, see its conditions",
            disclosure_changed="{reference}: {agency} changed what you should know about it",
            answers_owed="Finish {reference} by {due}",
            receipt_confirmed="{reference}: {agency} confirmed receipt",
            conditions_not_accepted="{reference}: {agency} received it and does not accept its conditions",
            let_in="You can read {reference} until {until}",
            request_received="{reference}: {agency} asks for information, answer by {due}",
            request_taken_down="{reference}: {agency} wrote down what you asked by telephone, confirm it",
            request_confirmed="{reference}: {agency} confirmed what it asked by telephone",
            request_decided="{reference}: {agency} answered your request: {outcome}",
            request_withdrawn="{reference}: {agency} withdrew its request",
        )
