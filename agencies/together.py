"""How are many tables made without drawing every model anew for each of them?

Django draws all related models again after each operation of a migration; here everything is related to everything, so
a hundred tables took a hundred drawings of a hundred models. Operations put together are drawn once.
"""

from collections.abc import Sequence

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations of one kind that do not look at each other: new tables, or new columns of tables that were there.

    Each sees the models as they are before the first and after the last; so a column of a table made in the same group
    belongs into its CreateModel.
    """

    def __init__(self, operations: Sequence[Operation]):
        self.operations = list(operations)

    def deconstruct(self):
        return self.__class__.__name__, [self.operations], {}

    @property
    def reversible(self) -> bool:  # type: ignore[override]
        return all(one.reversible for one in self.operations)

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # drawn again when somebody looks, and not before
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for one in reversed(self.operations):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "; ".join(one.describe() for one in self.operations)
