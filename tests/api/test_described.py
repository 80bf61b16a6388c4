"""Is the description true: every address and method in it, nothing else?"""

import json

import pytest
from django.test import Client
from django.urls import URLPattern

from config import api
from tests.api.programs import Program

READ = {"200", "400", "401", "403", "404", "405", "429"}
WRITE = READ | {"409", "411", "413", "415", "422"}
ONE_DISCLOSURE = "/api/v1/{partnership}/disclosures/{reference}/"


@pytest.fixture(scope="module")
def described():
    return json.loads(api.description())


def routes():
    """Each address of the URLconf with the methods of its view."""
    for pattern in api.tenant:
        assert isinstance(pattern, URLPattern)
        path = str(pattern.pattern).replace("<str:", "{").replace(">", "}")
        view = pattern.callback.view_class
        yield f"/api/v1/{{partnership}}/{path}", {name for name in ("get", "post") if hasattr(view, name)}


def test_every_address_and_method_is_described_and_no_other(described):
    assert {path: set(place) for path, place in described["paths"].items()} == dict(routes())


def test_every_answer_that_can_be_given_is_described(described):
    for path, place in described["paths"].items():
        for method, operation in place.items():
            given = set(operation["responses"]) - {"201"} | {"200"}
            gone = {"410"} if path.startswith(ONE_DISCLOSURE) else set()
            assert given == (READ if method == "get" else WRITE) | gone, (path, method)
            assert operation["security"] == [{"token": []}]
            assert operation["x-scope"] in {"read_protocols", "read_sharing", "write_sharing", "read_history"}
            names = {one["name"] for one in operation.get("parameters", [])}
            assert ("Idempotency-Key" in names) == (method == "post")
            assert all(f"{{{name}}}" in path for name in names & {"partnership", "reference", "number"})


def test_it_is_of_the_version_that_is_json_schema_itself(described):
    assert described["openapi"] == "3.1.0"
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_no_body_and_no_answer_may_hold_what_is_not_described(described):
    for name, shape in described["components"]["schemas"].items():
        if "properties" in shape:
            assert shape["additionalProperties"] is False, name


def test_every_page_of_the_questions_is_described_with_its_choices(described):
    shapes = described["components"]["schemas"]
    assert shapes["Answers6a"]["properties"]["agreed"]["enum"]
    assert set(shapes["RequestAnswers"]["properties"]) >= {"S4", "S6", "1a", "2c"}
    assert set(shapes["DisclosureAnswers"]["properties"]) >= {"3", "7", "9", "FIG"}


@pytest.mark.django_db
def test_it_is_handed_out_to_anybody(described):
    answer = Client().get("/api/v1/schema/")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == described


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_read_and_nothing_else(method):
    answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/schema/", {}, "application/json")

    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (405, "application/problem+json", "GET, HEAD")


@pytest.mark.django_db
def test_every_address_leads_to_one_view(world):
    told = Program(world.officer).get("protocols/")
    assert told.json() == {"results": [], "next": None}
