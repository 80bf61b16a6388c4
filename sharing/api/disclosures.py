"""Disclosures for programs: the list, one of them, recording, in an emergency too, and confirming receipt."""

from datetime import UTC, date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from rest_framework.response import Response

from agencies.access import require
from agencies.api.described import described
from agencies.api.door import Door, Scope
from agencies.api.fields import EARLIEST, After, checked, held_to
from agencies.api.problems import invalid
from agencies.api.shapes import ChangePageShape, changes, page
from agencies.readings import log_reading
from protocols.catalogue.clocks import as_day
from sharing import actions, feeds, rules
from sharing.api import asked
from sharing.api.answers import not_offered, stored
from sharing.api.filling import fill
from sharing.api.finding import (
    find_disclosure,
    find_request,
    known_here,
    named_agency,
    named_procedure,
    other_law,
    others,
)
from sharing.api.shapes import (
    DisclosureInFullShape,
    DisclosurePageShape,
    DisclosureShape,
    RecordedShape,
    disclosure_in_full,
    disclosure_row,
    recorded,
)  # fmt: skip
from sharing.filters import DisclosureFilter
from sharing.forms.receipt import NO, YES, ConfirmReceiptForm
from sharing.models import Checklist, Disclosure, DisclosureParty

READ, WRITE = Scope.READ_SHARING, Scope.WRITE_SHARING
A_MINUTE = timedelta(minutes=1)  # by which two clocks may differ


def _recorded(member, found) -> Response:
    """How the record that was just made stands."""
    now = feeds.disclosure_record(member).get(pk=found.pk)
    answer = Response(RecordedShape(recorded(member, now)).data, status=201)
    at = {"partnership": member.partnership.slug, "reference": now.reference}
    answer["Location"] = reverse("api:disclosure", kwargs=at)
    return answer


class Disclosures(Door):
    """What the token's agency gave and received, newest first, fifty at a time."""

    scopes = {"GET": READ, "POST": WRITE}

    @described(
        "list_disclosures", at="partnership", scope=READ, answers=DisclosurePageShape, query=asked.DisclosureQuery
    )
    def get(self, request):
        said, member = checked(asked.DisclosureQuery, request.query_params.dict()), request.member
        chosen = DisclosureFilter(said, member=member, at=timezone.now())
        known_here(chosen, said)
        feed = feeds.disclosures(member, chosen, after=said.get("after", ""), counted=False)
        return page(request, DisclosurePageShape, [disclosure_row(member, row) for row in feed.rows], feed.next)

    @described(
        "record_disclosure",
        at="partnership",
        scope=WRITE,
        answers=RecordedShape,
        asks=asked.RecordDisclosure,
        status=201,
    )
    def post(self, request):
        """Record that something is, or was, shared. What is missing is listed as owed, and never stops it."""
        said, member, at = checked(asked.RecordDisclosure, request.data), request.member, timezone.now()
        require(member, "start_checklist", Checklist)
        shared_at = _shared_at(said.get("shared_at"), at)
        tense = Checklist.Tense.AFTER if "shared_at" in said else Checklist.Tense.BEFORE
        answered = find_request(member, said["request"]) if "request" in said else None
        procedure = named_procedure(member, said.get("procedure"), at)
        filled = fill(
            _with_recipients(said, others(member, at)), by=member, at=at, voice=Checklist.Voice.ALONE, tense=tense,
            request=answered, procedure=procedure,
        )  # fmt: skip
        made = actions.record_disclosure(
            filled, by=member, at=at, shared_at=shared_at, note=said.get("note", ""),
            clause=_clause(filled.procedure, said.get("clause")), no_protocol_reason=said.get("no_protocol_reason", ""),
        )  # fmt: skip
        return _recorded(member, made)


def _shared_at(said: datetime | None, at: datetime) -> datetime:
    if said is None:
        return at
    if said > at + A_MINUTE:
        raise invalid(shared_at="Send a time that has passed.")
    if said < datetime(EARLIEST.year, EARLIEST.month, EARLIEST.day, tzinfo=UTC):
        raise invalid(shared_at=f"Send a time since {EARLIEST.year}.")
    return said


def _with_recipients(said: dict, known: dict) -> dict:
    """The answers, with the recipients where the questions have them."""
    rows = []
    for one in said["recipients"]:
        line = {"role": one.get("role", ""), "use": one.get("use", "")}
        if "outside" in one:
            rows.append({**line, "agency": one["outside"], "outside": True})
        else:
            rows.append({**line, "agency": named_agency(known, one["agency"], "recipients").name})
    if not rows:
        return said["answers"]
    return {**said["answers"], "2a": {**said["answers"].get("2a", {}), "recipients": rows}}


def _clause(version, slug: str | None):
    if slug is None:
        return None
    sections = version.sections.prefetch_related("clauses") if version else ()
    found = next((one for section in sections for one in section.clauses.all() if one.slug == slug), None)
    if found is None:
        raise invalid(clause="The procedure has no clause of this slug.")
    return found


class RecordEmergency(Door):
    """Share first, and record it here: two fields are needed, and the rest is owed within a day."""

    scopes = {"POST": WRITE}

    @described(
        "record_emergency",
        at="partnership",
        scope=WRITE,
        answers=RecordedShape,
        asks=asked.RecordEmergency,
        status=201,
    )
    def post(self, request):
        said, member, at = checked(asked.RecordEmergency, request.data), request.member, timezone.now()
        require(member, "record_emergency", Disclosure)
        fields = stored(said)
        if not fields.get("told_outside"):
            fields["told"] = _told_agency(others(member, at), fields["told"])
        if date.fromisoformat(fields.get("shared_on", EARLIEST.isoformat())) > as_day(at):
            raise invalid(shared_on="Send a day that has come.")
        blank = Checklist(
            partnership_id=member.partnership_id, agency=member.agency, voice=Checklist.Voice.ALONE,
            tense=Checklist.Tense.AFTER, saved_at=at, answers={},
        )  # fmt: skip
        if wrong := not_offered(rules.situation(blank), {"EM": fields}):
            raise invalid(**{name: " ".join(words) for name, words in wrong["EM"].items()})
        made = actions.record_emergency(by=member, at=at, fields=fields)
        return _recorded(member, made)


def _told_agency(known: dict, words: str) -> str:
    by_name = {one.name.casefold(): one for one in known.values()}
    return (by_name.get(words.casefold()) or named_agency(known, words, "told")).name


class OneDisclosure(Door):
    """One disclosure, as this member may read it. Reading it is logged."""

    scopes = {"GET": READ}

    @described("read_disclosure", at="partnership reference", disposable=True, scope=READ, answers=DisclosureInFullShape)
    def get(self, request, reference):
        found = find_disclosure(request.member, reference)
        log_reading(found, by=request.member, at=timezone.now())
        return Response(DisclosureInFullShape(disclosure_in_full(request.member, found)).data)


class DisclosureHistory(Door):
    """What happened to one disclosure, newest first."""

    scopes = {"GET": Scope.READ_HISTORY}

    @described(
        "read_disclosure_history", at="partnership reference", disposable=True, scope=Scope.READ_HISTORY,
        answers=ChangePageShape, query=After,
    )  # fmt: skip
    def get(self, request, reference):
        said = checked(After, request.query_params.dict())
        return changes(request, find_disclosure(request.member, reference), said.get("after", ""))


class ConfirmReceipt(Door):
    """It arrived at the token's agency, and its conditions are accepted or not."""

    scopes = {"POST": WRITE}

    @described(
        "confirm_receipt", at="partnership reference", disposable=True, scope=WRITE, answers=DisclosureShape,
        asks=asked.ConfirmReceipt,
    )  # fmt: skip
    def post(self, request, reference):
        said, member, at = checked(asked.ConfirmReceipt, request.data), request.member, timezone.now()
        found = find_disclosure(member, reference)
        require(member, "confirm_receipt", found)
        own = next(one for one in found.parties.all() if one.agency_id == member.agency_id)
        if own.part != DisclosureParty.Part.RECIPIENT:
            raise PermissionDenied("Only an agency that received it can confirm receipt.")
        codes = rules.hold_choices(found, member.agency, as_day(at))
        sent = {**said, "accepts": YES if said["accepts_conditions"] else NO}
        form = ConfirmReceiptForm(sent, law=[(code, code) for code in codes])
        if not set(said.get("provisions", ())) <= set(codes):
            raise other_law(codes)
        held_to(form)
        receipt = form.receipt()
        if "provisions" not in said:
            receipt["provisions"] = None  # what is known already stands
        actions.confirm_receipt(found, by=member, at=at, **receipt)
        now = feeds.disclosure_record(member).get(pk=found.pk)
        return Response(DisclosureShape(disclosure_row(member, now)).data)
