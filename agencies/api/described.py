"""What does the OpenAPI description say of a view? Everything that it may answer, and what each write needs."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from agencies.api.problems import MEDIA_TYPE
from agencies.api.repeating import HEADER


class FieldErrorShape(serializers.Serializer):
    field = serializers.CharField()
    detail = serializers.CharField()


class ProblemShape(serializers.Serializer):
    """RFC 9457; `code` is stable and for programs, `detail` is for people and may change."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    errors = FieldErrorShape(many=True, required=False)


MEANINGS = {
    400: "Something that was sent is not right; `errors` names the fields.",
    401: "No token, or one that is not in use.",
    403: "The token lacks the scope, or whoever it acts for may not do this.",
    404: "There is nothing here, or it is not yours to see.",
    405: "What stands here is an act, or a record: this method is not for it.",
    409: "The record is not, or no longer, where this act begins; or the same key is at work.",
    410: "Your agency has disposed of its copy of this record.",
    411: "The body came in pieces, without its length.",
    413: "The body is larger than 256 KB.",
    415: "The body is not JSON in UTF-8.",
    422: "The idempotency key was used for something else.",
    429: "Too many requests in this minute.",
}
READS = (400, 401, 403, 404, 405, 429)
KEY = OpenApiParameter(
    HEADER, OpenApiTypes.UUID, OpenApiParameter.HEADER, required=True,
    description="New for each act, and the same when the act is asked for again: within a day it gets the same answer.",
)  # fmt: skip
ALSO = [
    OpenApiParameter(
        "Retry-After",
        int,
        OpenApiParameter.HEADER,
        response=[429],
        description="Seconds until it is worth asking again.",
    ),
    OpenApiParameter("WWW-Authenticate", str, OpenApiParameter.HEADER, response=[401]),
]
PLACES = {
    "partnership": "The short name of the partnership.",
    "reference": "The reference of the record.",
    "number": "The number of the version.",
}


def described(
    operation: str, *, at: str, scope: str, answers, query=None, asks=None, status: int = 200, disposable: bool = False
):  # fmt: skip
    """Describe one method of one view. `at` names its place: the words of the path that stand for something.

    `disposable` where it is about a record of which an agency's copy can be disposed of.
    """
    statuses = set(READS if asks is None else MEANINGS) - {410} | ({410} if disposable else set())
    parameters: list = [
        OpenApiParameter(name, str, OpenApiParameter.PATH, description=PLACES[name]) for name in at.split()
    ]
    parameters += [query] if query else []
    parameters += [KEY] if asks is not None else []
    problems = {(code, MEDIA_TYPE): OpenApiResponse(ProblemShape, MEANINGS[code]) for code in sorted(statuses)}
    done = OpenApiResponse(answers, "Found." if asks is None else "Done.")
    return extend_schema(
        operation_id=operation, parameters=[*parameters, *ALSO], request=asks, auth=[{"token": []}],  # type: ignore[list-item]
        responses={(status, "application/json"): done, **problems},
        extensions={"x-scope": str(scope)},
    )  # fmt: skip
