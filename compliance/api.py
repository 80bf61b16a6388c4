"""The history for programs: what the page of the history finds, each change as a line of the copy that is taken away."""

import datetime as dt
from collections import defaultdict

from django.utils import timezone
from rest_framework import serializers

from agencies.access import registered, require
from agencies.api.described import described
from agencies.api.door import Door, Scope
from agencies.api.fields import Asked, Day, OneOf, Words, checked
from agencies.api.problems import invalid
from agencies.api.shapes import page, page_of
from agencies.models import Agency
from agencies.readings import seat
from compliance import actions
from compliance.history import feed
from compliance.history.exporting import lines
from compliance.history.kinds import Kind, kinds
from compliance.history.narrowing import Choice
from compliance.history.words import VERBS, kind_words, verb_words
from compliance.models import AuditExport
from protocols.models import Protocol

_KINDS = [(kind.slug, kind_words(kind)) for kind in kinds()]
_VERBS = [(verb, verb_words(verb)) for verb in sorted({verb for _, verb in registered()} | set(VERBS))]


class HistoryQuery(Asked):
    """Which changes are wanted; whatever is left out narrows nothing."""

    after = serializers.RegexField(r"^[0-9]{1,17}-[0-9]{1,18}-[0-9]{1,4}$", required=False)
    of = Words(
        max_length=8, required=False, help_text="The code of an agency that opened its records; for auditors of others."
    )
    kind = OneOf(_KINDS, required=False)
    protocol = Words(max_length=30, required=False, help_text="The reference of the protocol it happened under.")
    agency = Words(max_length=8, required=False, help_text="The code of the agency that acted.")
    person = Words(max_length=100, required=False, help_text="A part of the name of the person who acted.")
    verb = OneOf(_VERBS, required=False)
    since = Day(required=False, help_text="The first day, in London.")
    until = Day(required=False, help_text="The last day, in London.")


class HistoryLineShape(serializers.Serializer):
    """One version of one record, as a line of the NDJSON copy has it."""

    at_utc = serializers.DateTimeField()
    person = serializers.CharField(allow_null=True, help_text="“Concordat” for the service itself.")
    part = serializers.CharField(allow_null=True)
    agency = serializers.CharField(allow_null=True)
    verb = serializers.CharField()
    what_was_done = serializers.CharField()
    kind = serializers.ChoiceField(_KINDS)
    record = serializers.UUIDField(help_text="The same for every version of one record.")
    reference = serializers.CharField(allow_null=True, help_text="What people call the record.")
    change = serializers.ChoiceField(["made", "changed", "removed"])
    fields = serializers.ListField(child=serializers.CharField(), help_text="Of a change: the names of what differs.")
    old_values = serializers.DictField(allow_null=True, help_text="Personal content is the word “withheld”.")
    new_values = serializers.DictField(allow_null=True, help_text="Personal content is the word “withheld”.")


HistoryLinePageShape = page_of(HistoryLineShape)


class History(Door):
    """Every change that the page of the history shows, newest first, fifty at a time. That it was read is noted."""

    scopes = {"GET": Scope.READ_HISTORY}

    @described(
        "read_history", at="partnership", scope=Scope.READ_HISTORY, answers=HistoryLinePageShape, query=HistoryQuery
    )
    def get(self, request):
        member = request.member
        require(member, "read_history", AuditExport)
        said = checked(HistoryQuery, request.query_params.dict())
        agencies = {one.code: one for one in Agency.objects.visible_to(member)}
        seated = _seat(member, said.get("of"), agencies)
        found, cursor = feed.numbered(seated, _choice(seated, said, agencies), after=said.get("after", ""))
        actions.read_history(by=member, at=timezone.now(), key=seated.agency_id)
        by_kind = defaultdict(list)
        for kind, number in found:
            by_kind[kind].append(number)
        told = lines(seated, by_kind)
        return page(
            request, HistoryLinePageShape, [_line(kind, told[(kind.slug, number)]) for kind, number in found], cursor
        )


def _seat(member, code: str | None, agencies: dict):
    """As whom the history is read; raises the error of the field for records that are not open."""
    if code is None:
        return seat(member, [member.agency_id])
    if code not in agencies or agencies[code].pk not in member.reads:
        raise invalid(of="No agency of this code has opened its records to you.")
    return seat(member, [agencies[code].pk])


def _choice(member, said: dict, agencies: dict) -> Choice:
    acting, protocol = agencies.get(said.get("agency", "")), None
    if "agency" in said and acting is None:
        raise invalid(agency="There is no agency of this code in the partnership.")
    if "protocol" in said:
        protocol = Protocol.objects.visible_to(member).filter(reference=said["protocol"]).first()
        if protocol is None:
            raise invalid(protocol="There is no protocol of this reference that you can see.")
    return Choice.of(said, agency=acting, protocol=protocol)


def _line(kind: Kind, line: dict) -> dict:
    return {
        **line,
        "at_utc": dt.datetime.fromisoformat(line["at_utc"]),
        "kind": kind.slug,
        "fields": line["fields"].split(", ") if line["fields"] else [],
    }
