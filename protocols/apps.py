from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "protocols"

    def ready(self):
        from agencies import access, notices, supplied
        from protocols import permissions
        from protocols.actions.telling import SUBJECTS
        from protocols.catalogue import capacities, markings
        from protocols.models import DataItem

        access.register(self.label, permissions.WHO_MAY)
        notices.subjects(**SUBJECTS)
        supplied.supply(
            capacities=capacities.offered, data_kinds=lambda: DataItem.Kind.choices,
            markings=lambda: [(level.code, level.code) for level in markings.levels_offered("GSC-2024")],
        )  # fmt: skip
