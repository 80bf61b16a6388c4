"""How is a program told that something did not work? One shape for every answer, and the same words for every wall.

RFC 9457: `application/problem+json` with title, status and detail; `code` is for programs, `errors` names fields.
"""

from collections.abc import Sequence
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, JsonResponse
from rest_framework import exceptions as drf

from agencies.moves import MoveRefused

MEDIA_TYPE = "application/problem+json"
NOT_HERE = "There is nothing here, or it is not yours to see."


class Problem(Exception):
    """An answer that is not the one asked for."""

    def __init__(self, status: int, code: str, detail: str, *, errors: list | None = None, headers: dict | None = None):
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.errors, self.headers = errors, headers or {}

    def response(self) -> JsonResponse:
        body = {
            "type": "about:blank", "title": HTTPStatus(self.status).phrase, "status": self.status, "code": self.code,
            "detail": self.detail,
        }  # fmt: skip
        if self.errors is not None:
            body["errors"] = self.errors
        return JsonResponse(body, status=self.status, content_type=MEDIA_TYPE, headers=self.headers)


def not_signed_in() -> Problem:
    """The same for no token, a wrong, ended or stopped one, and one whose person or part has ended."""
    return Problem(
        401, "not_signed_in", "Send a token that is in use, as: Authorization: Bearer …",
        headers={"WWW-Authenticate": 'Bearer realm="Concordat"'},
    )  # fmt: skip


def not_for(methods: Sequence[str]) -> Problem:
    """An address that takes these methods only was asked with another."""
    allowed = ", ".join(methods)
    return Problem(
        405, "method_not_allowed", f"This address takes {allowed}, and not this method.", headers={"Allow": allowed}
    )


def invalid(**errors: str) -> drf.ValidationError:
    """What was sent is wrong in these fields; for what a serializer cannot know by itself."""
    return drf.ValidationError({name: [words] for name, words in errors.items()})


def problem_of(error: Exception) -> Problem | None:
    """What an error means for a program; None for one that is ours, which the log must have."""
    match error:
        case Problem():
            return error
        case Http404() | drf.NotFound():
            return Problem(404, "not_here", NOT_HERE)
        case MoveRefused():
            return Problem(409, "changed_since", str(error))
        case PermissionDenied() | drf.PermissionDenied():
            return Problem(403, "not_allowed", str(error) or "You may not do this.")
        case drf.ValidationError():
            return Problem(400, "invalid", "Some fields are not right.", errors=list(_flat("", error.detail)))
        case drf.ParseError():
            return Problem(400, "unreadable", str(error.detail))
        case drf.UnsupportedMediaType():
            return Problem(415, "not_json", "Send Content-Type: application/json, in UTF-8.")
        case drf.MethodNotAllowed():
            return Problem(405, "method_not_allowed", "This address does not take this method.")
        case RequestDataTooBig():
            return too_large()
    return None


def too_large() -> Problem:
    return Problem(413, "too_large", "A body may have 256 KB at most.")


def without_length() -> Problem:
    """A body that comes in pieces would be read as none at all, and an act that asks for nothing done without it."""
    return Problem(411, "no_length", "Send the body whole, with its Content-Length.")


def _flat(path: str, errors):
    """Each message beside the name of its field: "answers.1a.purpose"; for a list with its place in it."""
    if isinstance(errors, dict):
        for name, inner in errors.items():
            yield from _flat(path if name == "non_field_errors" else f"{path}.{name}".strip("."), inner)
    elif isinstance(errors, list) and any(isinstance(one, dict | list) for one in errors):
        for place, inner in enumerate(errors):
            yield from _flat(f"{path}.{place}".strip("."), inner)
    else:
        for words in errors if isinstance(errors, list) else [errors]:
            yield {"field": path, "detail": str(words)}
