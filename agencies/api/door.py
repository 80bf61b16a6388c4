"""As whom does a program ask? Opens the same door as a page's, runs the request inside it, and closes it (rulings 12, 20)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.utils import timezone
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from agencies.actions.tokens import BEGINNING, digest_of
from agencies.api import limits
from agencies.api.parsing import LARGEST, StrictJSONParser
from agencies.api.problems import not_for, not_signed_in, problem_of, too_large, without_length
from agencies.api.repeating import once
from agencies.models import Agency, ApiToken, Membership
from agencies.tenancy import Who, acting, become, say_verb

Scope = ApiToken.Scope


@dataclass(frozen=True)
class Shown:
    """A token as it was shown: its digest, and the person whose it is."""

    digest: str
    person_id: str


class AlwaysJSON(BaseContentNegotiation):
    """Whatever a program says it accepts, it gets JSON."""

    def select_parser(self, request, parsers):
        sent = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == sent), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class Door(APIView):
    """The parent of every view for programs. `scopes` says which scope each method needs.

    Sets `request.member`, as the pages have it. An error leaves the transaction first, and is put into words outside.
    """

    authentication_classes = ()  # it is done here, before the door is opened
    parser_classes = (StrictJSONParser,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = AlwaysJSON
    http_method_names = ("get", "head", "post")
    scopes: dict[str, str] = {}

    def dispatch(self, request, *args, partnership, **kwargs):
        try:
            if request.method.lower() not in self.http_method_names or not hasattr(self, request.method.lower()):
                raise not_for([name.upper() for name in self.http_method_names if hasattr(self, name)])
            if "Transfer-Encoding" in request.headers:
                raise without_length()
            if _length(request) > LARGEST:
                raise too_large()
            shown = _shown(request)
            limits.count(shown.digest[:32], request.method)
            with acting(Who(person=shown.person_id)):
                token = self._enter(request, shown, partnership)
                if any("\x00" in value for value in kwargs.values()):
                    raise Http404
                if (needed := self.scopes[_meant(request.method)]) not in token.scopes:
                    raise PermissionDenied(f"This token is not for that: it needs the scope {needed}.")
                return self._answer(request, lambda: super(Door, self).dispatch(request, *args, **kwargs)).render()
        except Exception as error:
            if (problem := problem_of(error)) is None:
                raise
            return problem.response()

    def handle_exception(self, exc):
        """Out of the transaction with it, which it undoes."""
        raise exc

    def _answer(self, request, carry_on):
        if _meant(request.method) == "GET":
            return carry_on()
        answer = once(request, request.member, carry_on)
        if not getattr(answer, "accepted_renderer", None):  # a repeated answer has not been through the view
            answer.accepted_renderer, answer.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
            answer.renderer_context = {}
        return answer

    def _enter(self, request, shown, slug) -> ApiToken:
        """The token, if it and the membership behind it still stand; with the door open for that membership."""
        now = timezone.now()
        today = timezone.localdate(now)
        token = (
            ApiToken.objects.of_person(shown.person_id).select_related("person", "partnership")
            .filter(digest=shown.digest, revoked_at=None, expires_at__gt=now, person__is_active=True).first()
        )  # fmt: skip
        member = token and Membership.objects.of_person(shown.person_id, today).filter(pk=token.member_id).first()
        if not token or not member:
            raise not_signed_in()
        become(Who.of(member))
        agency = Agency.objects.visible_to(member).on(today).filter(pk=member.agency_id).first()
        if agency is None:
            raise not_signed_in()
        if token.partnership.slug != slug:
            raise Http404
        member.person, member.agency, member.partnership = token.person, agency, token.partnership
        if token.last_used_on != today:
            say_verb("use_token")
            token.last_used_on = today
            token.save(update_fields=["last_used_on"])
            say_verb("")
        request.member = member
        return token


def _shown(request) -> Shown:
    """Whose token was sent? Asked of the one function that answers before anybody is known."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.startswith(BEGINNING) or not secret.isascii():
        raise not_signed_in()
    digest = digest_of(secret)
    with connection.cursor() as cursor:
        cursor.execute("select concordat_token_of(%s)", [digest])
        (person,) = cursor.fetchone()
    if person is None:
        raise not_signed_in()
    return Shown(digest, str(person))


def _length(request) -> int:
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 12 else LARGEST + 1


def _meant(method: str) -> str:
    return "GET" if method in limits.SAFE else method
