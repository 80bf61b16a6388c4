"""Which fields hold personal content? They are declared from the first day (ruling 11).

They are withheld from auditors wherever a record is shown, and are the fields that will be encrypted under a key per
record. Lists and searches never use them.
"""

from django.db import models


class LockedText(models.TextField):
    """Text about a person, or somebody's reasoning about a person."""

    locked = True


class LockedAnswers(models.JSONField):
    """Answers that hold text about a person: a JSON object."""

    locked = True


def locked_fields(model: type[models.Model]) -> list[str]:
    """The names of a model's personal fields; what a page withholds from an auditor."""
    return [field.name for field in model._meta.get_fields() if getattr(field, "locked", False)]
