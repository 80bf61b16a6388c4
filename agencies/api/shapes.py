"""How do agencies, people and what happened look to a program? References, words and dates, never our own keys."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from rest_framework import serializers
from rest_framework.response import Response

from agencies.cursors import cursor_of, row_at
from agencies.readings import withholds

SIZE = 50


class AgencyShape(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class PersonShape(serializers.Serializer):
    name = serializers.CharField()
    job_title = serializers.CharField()
    agency = serializers.CharField(help_text="The code of the agency.")


class ChangeShape(serializers.Serializer):
    verb = serializers.CharField()
    source = serializers.CharField(help_text="The state before, or empty.")
    target = serializers.CharField(help_text="The state after, or empty.")
    by = PersonShape()
    at = serializers.DateTimeField()
    recorded_at = serializers.DateTimeField()
    reason = serializers.CharField(help_text="Only for the agency whose act it was, and never for an auditor.")


def page_of(shape: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """A page of rows, and the way to the next."""
    name = shape.__name__.removesuffix("Shape")
    next_page = serializers.CharField(allow_null=True, help_text="The address of the next page, or null on the last.")
    return type(f"{name}PageShape", (serializers.Serializer,), {"results": shape(many=True), "next": next_page})


ChangePageShape = page_of(ChangeShape)


def page(request, shape, rows: list[dict], cursor: str) -> Response:
    """One page of a list: its rows, and the same address further on."""
    following = None
    if cursor:
        query: QueryDict = request.GET.copy()
        query["after"] = cursor
        following = f"{request.path}?{query.urlencode()}"
    return Response(shape({"results": rows, "next": following}).data)


def agency(found) -> dict:
    return {"code": found.code, "name": found.name}


def person(member) -> dict | None:
    if member is None:
        return None
    return {"name": str(member.person), "job_title": member.job_title, "agency": member.agency.code}


def changes(request, record, after: str, for_all: Callable[[Any], bool] = lambda change: False) -> Response:
    """What happened to a record, newest first. `for_all` says of a change that its reason is told to every party."""
    member = request.member
    rows = record.changes.select_related("by__person", "by__agency").order_by("-at", "-id")
    if place := row_at(after):
        rows = rows.filter(at__lte=place[0]).exclude(at=place[0], id__gte=place[1])
    found = list(rows[: SIZE + 1])
    shown = [
        {
            "verb": one.verb, "source": one.source, "target": one.target, "by": person(one.by), "at": one.at,
            "recorded_at": one.recorded_at, "reason": one.reason if _told(member, one, for_all) else "",
        }
        for one in found[:SIZE]
    ]  # fmt: skip
    cursor = cursor_of((found[SIZE - 1].at, found[SIZE - 1].id)) if len(found) > SIZE else ""
    return page(request, ChangePageShape, shown, cursor)


def _told(member, change, for_all) -> bool:
    return not withholds(member) and (change.by.agency_id == member.agency_id or for_all(change))
