"""Requests for programs: the list, one of them, asking, and what each side does with it."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from rest_framework.response import Response

from agencies.access import require
from agencies.api.described import described
from agencies.api.door import Door, Scope
from agencies.api.fields import After, Nothing, checked, held_to
from agencies.api.problems import invalid
from agencies.api.shapes import ChangePageShape, changes, page
from agencies.readings import log_reading
from protocols.catalogue.clocks import as_day
from sharing import actions, feeds, rules
from sharing.api import asked
from sharing.api.filling import fill
from sharing.api.finding import find_request, known_here, named_agency, named_procedure, others
from sharing.api.shapes import RequestInFullShape, RequestPageShape, RequestShape, request_in_full, request_row
from sharing.filters import RequestFilter
from sharing.forms.decide import DecideForm
from sharing.models import Checklist, Request

READ, WRITE = Scope.READ_SHARING, Scope.WRITE_SHARING


def _told(member, found, status: int = 200) -> Response:
    """How the request stands now."""
    now = feeds.request_record(member).get(pk=found.pk)
    answer = Response(RequestShape(request_row(now)).data, status=status)
    if status == 201:
        at = {"partnership": member.partnership.slug, "reference": now.reference}
        answer["Location"] = reverse("api:request", kwargs=at)
    return answer


def _not_passed(said: dict, at: datetime) -> None:
    """As on the pages, nobody needs an answer by a day that is over."""
    if said.get("needed_by", as_day(at)) < as_day(at):
        raise invalid(needed_by="Send a day that has not passed.")


def _done(act: Callable, request, reference: str, said: dict) -> Response:
    """Do to one request what was asked, with what was said; how it stands then."""
    found = find_request(request.member, reference)
    act(found, by=request.member, at=timezone.now(), **said)
    return _told(request.member, found)


class Requests(Door):
    """What the token's agency asks for and is asked for, newest first, fifty at a time."""

    scopes = {"GET": READ, "POST": WRITE}

    @described("list_requests", at="partnership", scope=READ, answers=RequestPageShape, query=asked.RequestQuery)
    def get(self, request):
        said = checked(asked.RequestQuery, request.query_params.dict())
        chosen = RequestFilter(said, member=request.member, at=timezone.now())
        known_here(chosen, said)
        feed = feeds.requests(request.member, chosen, after=said.get("after", ""), counted=False)
        return page(request, RequestPageShape, [request_row(row) for row in feed.rows], feed.next)

    @described("send_request", at="partnership", scope=WRITE, answers=RequestShape, asks=asked.SendRequest, status=201)
    def post(self, request):
        """Ask another agency. The answers go with the request, so that whoever answers is not asked them again."""
        said, member, at = checked(asked.SendRequest, request.data), request.member, timezone.now()
        require(member, "start_checklist", Checklist)
        agency = named_agency(others(member, at), said["asked_agency"], "asked_agency")
        _not_passed(said, at)
        filled = fill(
            said["answers"], by=member, at=at, voice=Checklist.Voice.ASKER, tense=Checklist.Tense.BEFORE,
            procedure=named_procedure(member, said.get("procedure"), at),
        )  # fmt: skip
        made = actions.send_request(
            filled, by=member, at=at, asked_agency=agency, urgency=said["urgency"], needed_by=said.get("needed_by"),
            note=said.get("note", ""),
        )  # fmt: skip
        return _told(member, made, status=201)


class TakeDownRequest(Door):
    """Write down what another agency asks of the token's by telephone; it is asked to confirm it."""

    scopes = {"POST": WRITE}

    @described(
        "take_down_request", at="partnership", scope=WRITE, answers=RequestShape, asks=asked.TakeDownRequest, status=201
    )
    def post(self, request):
        said, member, at = checked(asked.TakeDownRequest, request.data), request.member, timezone.now()
        require(member, "take_down_request", Request)
        agency = named_agency(others(member, at), said.pop("asking_agency"), "asking_agency")
        _not_passed(said, at)
        made = actions.take_down_request(by=member, at=at, asking_agency=agency, **{"about": "", **said})
        return _told(member, made, status=201)


class OneRequest(Door):
    """One request with its answer. Reading it is logged."""

    scopes = {"GET": READ}

    @described("read_request", at="partnership reference", scope=READ, answers=RequestInFullShape)
    def get(self, request, reference):
        found = find_request(request.member, reference)
        log_reading(found, by=request.member, at=timezone.now())
        return Response(RequestInFullShape(request_in_full(request.member, found)).data)


class RequestHistory(Door):
    """What happened to one request, newest first."""

    scopes = {"GET": Scope.READ_HISTORY}

    @described(
        "read_request_history",
        at="partnership reference",
        scope=Scope.READ_HISTORY,
        answers=ChangePageShape,
        query=After,
    )
    def get(self, request, reference):
        said = checked(After, request.query_params.dict())
        found = find_request(request.member, reference)
        return changes(request, found, said.get("after", ""), for_all=lambda change: change.verb == "withdraw_request")


class Claim(Door):
    """Say that whoever the token acts for is dealing with it. It decides nothing."""

    scopes = {"POST": WRITE}

    @described("claim", at="partnership reference", scope=WRITE, answers=RequestShape, asks=Nothing)
    def post(self, request, reference):
        return _done(actions.claim, request, reference, checked(Nothing, request.data))


class Decide(Door):
    """Answer a request. Deciding is a grant from the head of the agency, and the asker is told at once."""

    scopes = {"POST": WRITE}

    @described("decide", at="partnership reference", scope=WRITE, answers=RequestShape, asks=asked.Decide)
    def post(self, request, reference):
        said, member, at = checked(asked.Decide, request.data), request.member, timezone.now()
        found = find_request(member, reference)
        require(member, "decide", found)
        if not rules.may_decide(member, found, as_day(at)):
            raise PermissionDenied("Answering this is not within what the head of your agency has given you to decide.")
        form = DecideForm(said)
        held_to(form)
        actions.decide(found, by=member, at=at, **form.decision())
        return _told(member, found)


class ConfirmRequest(Door):
    """Say that this is what the token's agency asked by telephone."""

    scopes = {"POST": WRITE}

    @described("confirm_request", at="partnership reference", scope=WRITE, answers=RequestShape, asks=Nothing)
    def post(self, request, reference):
        return _done(actions.confirm_request, request, reference, checked(Nothing, request.data))


class WithdrawRequest(Door):
    """Take a request back; whoever was to answer it is told."""

    scopes = {"POST": WRITE}

    @described(
        "withdraw_request", at="partnership reference", scope=WRITE, answers=RequestShape, asks=asked.WithdrawRequest
    )
    def post(self, request, reference):
        return _done(actions.withdraw_request, request, reference, checked(asked.WithdrawRequest, request.data))
