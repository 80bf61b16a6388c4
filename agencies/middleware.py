"""As whom is this request made? Opens the door, runs the view inside it, and closes it (rulings 18, 20)."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from allauth.account.middleware import AccountMiddleware
from django.http import Http404
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.text import capfirst

from agencies import presses
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused
from agencies.questions import asked
from agencies.readings import seat
from agencies.tenancy import Who, acting, become

CHOSEN = "acting"  # session key: {partnership: membership}
READING = "reading"  # session key: {partnership: agency} whose records an auditor reads
# What a form carries beside what was typed: `revision` counts the savings that it was opened after.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "acting", "revision"})
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What stands in a form and nobody typed: a key, a fingerprint of what was read, a moment as programs write it.
UNTYPED = re.compile(KEY.pattern + r"|[0-9a-f]{64}|\d{4}-\d\d-\d\dT\S+")


class ActingMember:
    """Sets `request.member`, the membership acted as; `request.seat`, as whom lists are read, which differs for auditors
    to whom another agency opened its records; `request.memberships`, those one could act as instead; and
    `request.in_several`, whether one belongs to more than one partnership.

    The last middleware: it calls the view itself, so that an error leaves the transaction and undoes it. An address
    of a partnership that the person does not belong to answers as one that does not exist.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        # Django asks other middleware about the errors of views only when it has called the view itself.
        self.answer_to = AccountMiddleware(get_response).process_exception

    def __call__(self, request):
        request.member = request.seat = None
        request.memberships = []
        request.in_several = False
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        slug = kwargs.get("partnership")
        if slug is None:
            return self._outside(request, view, args, kwargs)
        rest = {name: value for name, value in kwargs.items() if name != "partnership"}
        if not request.user.is_authenticated:
            return None
        try:
            with acting(Who(person=str(request.user.pk))):
                self._enter(request, slug)
                return _rendered(presses.once(request, request.member, lambda: view(request, *args, **rest)))
        except MoveRefused as refused:
            with acting(Who.of(request.member)):
                return changed_since(request, str(refused))

    def _outside(self, request, view, args, kwargs):
        """A page of no partnership: the person's own door when signed in, and for signing in one that names the act."""
        if request.user.is_authenticated:
            who, verb = Who(person=str(request.user.pk)), "account"
        elif request.path.startswith("/account/"):
            who, verb = Who(), "sign_in"
        else:
            return None
        try:
            with acting(who, verb):
                return _rendered(view(request, *args, **kwargs))
        except Exception as error:
            # "Say again who you are" comes as an error; every other one goes on.
            with acting(who, verb):
                if (answer := self.answer_to(request, error)) is None:
                    raise
            return answer

    def _enter(self, request, slug):
        today = timezone.localdate()
        found = asked(_memberships_of, request.user.pk, today)
        request.in_several = len({one.partnership_id for one in found}) > 1
        found = [one for one in found if one.partnership.slug == slug]
        if not found:
            raise Http404
        chosen = request.session.get(CHOSEN, {}).get(str(found[0].partnership_id))
        member = next((one for one in found if str(one.pk) == chosen), found[0])
        become(Who.of(member))
        agencies = {one.pk: one for one in asked(_agencies_on, [one.agency_id for one in found], today)}
        for one in found:
            one.person = request.user
            if one.agency_id in agencies:
                one.agency = agencies[one.agency_id]
        if member.agency_id not in agencies:
            raise Http404
        request.member = member
        reading = request.session.get(READING, {}).get(str(member.partnership_id))
        request.seat = seat(member, [UUID(reading)] if reading else ())
        request.memberships = [one for one in found if one.agency_id in agencies]
        sent_as = request.POST.get("acting", str(member.pk)) if request.method == "POST" else str(member.pk)
        if sent_as != str(member.pk):
            raise MoveRefused(f"You opened this page under another part of yours, and now act for {member.agency}.")


def _memberships_of(person, on):
    return Membership.objects.active(on).filter(person=person).select_related("partnership").order_by("starts_on", "id")


def _agencies_on(keys, on):
    return Agency.objects.on(on).filter(pk__in=keys)


def _rendered(response):
    """Render inside the door what would otherwise be rendered when it is closed."""
    if hasattr(response, "render") and not getattr(response, "is_rendered", True):
        response.render()
    return response


def changed_since(request, sentence: str):
    """The page for a lost race: what stands against it, and everything that was typed (409)."""
    facts = {"sentence": sentence, "typed": typed_in(request.POST.lists()), "back": _back(request)}
    return render(request, "409.html", facts, status=409)


def _back(request) -> str:
    """Where one sees how it is now: the page that was sent from, and otherwise what the refused page is about.

    A button of one page may send to the address of an act, which shows nothing when it is opened by itself.
    """
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc == request.get_host() and came.path and (request.method == "POST" or came.path != request.path):
        return urlunsplit(("", "", came.path, came.query, ""))
    if request.method == "POST":
        return request.get_full_path()
    above = request.path
    while above := above.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{above}/")
        except Resolver404:
            continue
        return f"{above}/"
    return "/"


def typed_in(fields: Iterable[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """What somebody typed into a form that was sent, each under the name of its box in words."""
    return [
        (in_words(name), value)
        for name, values in fields
        if name not in NOT_TYPED
        for value in values
        # A key stood behind a choice; "on" is a box that was ticked.
        if value.strip() and value != "on" and not UNTYPED.fullmatch(value)
    ]


def in_words(name: str) -> str:
    """The name of a box of a form as a person would read it: "Ends on day" for `ends_on_day`."""
    words = " ".join(re.split(r"[\W_]+", KEY.sub("", name))).strip()
    return capfirst(words)
