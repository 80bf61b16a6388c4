"""Thousands of requests made out of the description: none breaks anything, and every answer is one that is described.

`CONCORDAT_CASES=20000 pytest -m slow tests/api/test_fuzz.py -n 0` sends that many in all; the usual number is small.
"""

import json
import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)  # fmt: skip

from agencies.roles import Role
from config.api import description
from tests.agencies import factories as agencies
from tests.api.programs import token
from tests.once import made_once
from tests.protocols import factories as protocols
from tests.sharing import factories

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

CASES = int(os.environ.get("CONCORDAT_CASES", "300"))
ROLES = ("officer", "practitioner", "auditor")
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
# What is wrong by the rules and not by its shape is refused too, so being accepted is not among them.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def described():
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application())
    return {one.ok().definition.raw["operationId"]: one.ok() for one in schema.get_all_operations()}


def everything():
    board = protocols.board()
    world = factories.world_of(board)
    factories.decision_maker(world)
    factories.decision_maker(world, world.sharer)
    protocols.version(board, "in_force", reference="T-IN-FORCE")
    auditor = agencies.member(board.registrar, board.council, Role.AUDITOR, job_title="Auditor")
    members = {"officer": world.receiver, "practitioner": world.sharer, "auditor": auditor}
    return {
        "slug": board.registrar.partnership.slug,
        "tokens": {role: token(member)[1] for role, member in members.items()},
        "protocols": "T-IN-FORCE",
        "requests": factories.request(world).reference,
        "disclosures": factories.disclosure(world).reference,
        "operations": described(),
        "codes": {role: (board.council if role == "officer" else board.police).code for role in members},
    }


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Everything, made once; what a case does is rolled back, so that the next finds every record as it was."""
    for signal in (request_started, request_finished):  # they would close the connection that all of it is on
        signal.disconnect(close_old_connections)
    with made_once(django_db_blocker, everything) as found:
        yield found
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def names_of_operations():
    paths = json.loads(description())["paths"].values()
    return sorted(one["operationId"] for place in paths for one in place.values())


OPERATIONS = names_of_operations()
EACH = max(1, -(-CASES // (len(OPERATIONS) * len(ROLES) * len(MODES))))


def point_at_somebody(body, code):
    """Most of what is right by its shape names agencies and records that are not there; half of it names some that are."""
    if len(str(body)) % 2:
        return
    for name in ("asked_agency", "asking_agency", "told"):
        if name in body:
            body[name] = code
    for row in body.get("recipients", ()):
        if "agency" in row:
            row["agency"] = code
    for name in ("procedure", "request", "clause", "shared_at", "shared_on"):
        body.pop(name, None)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("role", ROLES)
def test_nothing_breaks_and_every_answer_is_described(made, settings_for_many, role, operation, mode):
    found = made["operations"][operation]
    real = made.get(found.path.split("/")[4])

    @given(case=found.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EACH, deadline=None, database=None, derandomize="CONCORDAT_CASES" not in os.environ,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    def hold(case):
        places = case.path_parameters
        places["partnership"] = made["slug"]
        # Half of the cases are about a record that is there.
        if "reference" in places and len(str(places["reference"])) % 2 == 0:
            places["reference"] = real
        if "number" in places and len(str(places["number"])) % 2 == 0:
            places["number"] = "1.0"
        if mode is GenerationMode.POSITIVE and isinstance(case.body, dict):
            point_at_somebody(case.body, made["codes"][role])
        with transaction.atomic():
            answer = case.call(headers={"Authorization": f"Bearer {made['tokens'][role]}"})
            if answer.status_code < 300:
                connection.check_constraints()
            transaction.set_rollback(True)
        case.validate_response(answer, checks=CHECKS)

    hold()


@pytest.fixture
def settings_for_many(settings, django_db_blocker):
    settings.API_READS_A_MINUTE = settings.API_WRITES_A_MINUTE = 10**9
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    with django_db_blocker.unblock():
        yield
