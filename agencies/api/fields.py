"""How strictly is a body read? A name that is not asked for and a value of another type are errors, never guesses."""

import datetime as dt
import re

from rest_framework import serializers

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Asked(serializers.Serializer):
    """What one act or one list asks for; nothing else is taken (security notes, row 8)."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and (more := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({name: ["There is no such field."] for name in more})
        return super().to_internal_value(data)


class Nothing(Asked):
    """An act that asks for nothing: an empty object."""


class Words(serializers.CharField):
    """Text, and no number that would be read as text."""

    def __init__(self, **told):
        super().__init__(**{"min_length": 1, **told})

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class OneOf(serializers.ChoiceField):
    """One of several words."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A whole number, and no text that would be read as one."""

    def to_internal_value(self, data):
        if type(data) is not int:
            self.fail("invalid")
        return data


class Flag(serializers.BooleanField):
    """True or false, and nothing that stands for it."""

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class After(Asked):
    """Where in a list one goes on: the cursor of a `next` link."""

    after = serializers.RegexField(r"^[0-9]{1,17}-[0-9a-f]{32}$", required=False)


def checked(kind: type[Asked], data) -> dict:
    """What was sent, as the serializer reads it; raises its ValidationError."""
    reader = kind(data=data)
    reader.is_valid(raise_exception=True)
    return dict(reader.validated_data)


def held_to(form) -> None:
    """The rules of a page's form hold here as well; raises ValidationError with the form's own words."""
    if not form.is_valid():
        raise serializers.ValidationError(
            {"non_field_errors" if name == "__all__" else name: list(words) for name, words in form.errors.items()}
        )


class Day(serializers.DateField):
    """A day that somebody living can mean, written in the one way that the description names."""

    def to_internal_value(self, value):
        if isinstance(value, str) and not A_DAY.fullmatch(value):
            self.fail("invalid", format="YYYY-MM-DD")
        day = super().to_internal_value(value)
        if not EARLIEST <= day <= LATEST:
            raise serializers.ValidationError(f"Send a day from {EARLIEST:%Y} to {LATEST:%Y}.")
        return day


class Moment(serializers.DateTimeField):
    """A moment with its distance from UTC: without it, an hour each autumn comes twice and one each spring never."""

    default_error_messages = {"make_aware": "Send a time with its offset from UTC, such as 2026-11-03T14:05:00Z."}

    def enforce_timezone(self, value):
        if value.tzinfo is None:
            self.fail("make_aware")
        return super().enforce_timezone(value)
