"""The addresses for programs, and their description: `/api/v1/<partnership>/…` (ruling 12)."""

from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

from agencies.api.limits import SAFE
from agencies.api.problems import not_for
from compliance import api as compliance
from protocols import api as protocols
from sharing.api import afterwards, disclosures, requests

tenant: list = [
    path("protocols/", protocols.Protocols.as_view(), name="protocols"),
    path("protocols/<str:reference>/", protocols.OneProtocol.as_view(), name="protocol"),
    path("protocols/<str:reference>/clauses/", protocols.Clauses.as_view(), name="clauses"),
    path("protocols/<str:reference>/versions/<str:number>/", protocols.OneVersion.as_view(), name="version"),
    path(
        "protocols/<str:reference>/versions/<str:number>/history/",
        protocols.VersionHistory.as_view(),
        name="version_history",
    ),
    path("requests/", requests.Requests.as_view(), name="requests"),
    path("requests/take_down_request/", requests.TakeDownRequest.as_view(), name="take_down_request"),
    path("requests/<str:reference>/", requests.OneRequest.as_view(), name="request"),
    path("requests/<str:reference>/history/", requests.RequestHistory.as_view(), name="request_history"),
    path("requests/<str:reference>/claim/", requests.Claim.as_view(), name="claim"),
    path("requests/<str:reference>/decide/", requests.Decide.as_view(), name="decide"),
    path("requests/<str:reference>/confirm_request/", requests.ConfirmRequest.as_view(), name="confirm_request"),
    path("requests/<str:reference>/withdraw_request/", requests.WithdrawRequest.as_view(), name="withdraw_request"),
    path("disclosures/", disclosures.Disclosures.as_view(), name="disclosures"),
    path("disclosures/record_emergency/", disclosures.RecordEmergency.as_view(), name="record_emergency"),
    path("disclosures/<str:reference>/", disclosures.OneDisclosure.as_view(), name="disclosure"),
    path("disclosures/<str:reference>/owed/", afterwards.Owed.as_view(), name="owed"),
    path("disclosures/<str:reference>/save_owed/", afterwards.SaveOwed.as_view(), name="save_owed"),
    path("disclosures/<str:reference>/state_law/", afterwards.StateLaw.as_view(), name="state_law"),
    path("disclosures/<str:reference>/let_in/", afterwards.LetIn.as_view(), name="let_in"),
    path("disclosures/<str:reference>/history/", disclosures.DisclosureHistory.as_view(), name="disclosure_history"),
    path("history/", compliance.History.as_view(), name="history"),
    path("disclosures/<str:reference>/confirm_receipt/", disclosures.ConfirmReceipt.as_view(), name="confirm_receipt"),
]


@lru_cache(maxsize=1)
def description() -> bytes:
    """The OpenAPI description as JSON; made once a process, since nothing in it changes while one runs."""
    made = SchemaGenerator(patterns=[path("api/v1/<slug:partnership>/", include(tenant))]).get_schema(public=True)
    return OpenApiJsonRenderer().render(made, renderer_context={})


@login_not_required
@csrf_exempt
def schema(request):
    """What the machine door takes and answers. It holds no record, so nobody need sign in for it."""
    if request.method not in SAFE:
        return not_for(SAFE).response()
    return HttpResponse(description(), content_type="application/json")


def tidied(result, generator, request, public):
    """Neither a body nor an answer has fields that are not described, and each problem is described once."""
    for shape in result["components"]["schemas"].values():
        if shape.get("type") == "object" and "additionalProperties" not in shape:
            shape.setdefault("properties", {})
            shape["additionalProperties"] = False
    problems = result["components"].setdefault("responses", {})
    for operation in (one for place in result["paths"].values() for one in place.values()):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                problems[f"Problem{status}"] = answer
                operation["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
    _without_notes(result)
    return result


def _without_notes(part) -> None:
    """What the generator wrote for itself only."""
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        if isinstance(inner, dict):
            inner.pop("x-spec-enum-id", None)
        _without_notes(inner)


urlpatterns = [
    path("schema/", schema, name="schema"),
    path("<slug:partnership>/", include(tenant)),
]
