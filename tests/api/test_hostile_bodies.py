"""Does anything that is sent break anything? (security notes, rows 8 and 10)"""

import uuid

import pytest
from rest_framework.exceptions import ParseError

from agencies.api.parsing import DEEPEST, read
from agencies.tenancy import acting_as
from sharing import actions
from tests.api.hostile import bodies
from tests.api.programs import Program, asking, emergency, letting_in, recording, telephone
from tests.sharing import factories

pytestmark = pytest.mark.django_db
HOSTILE = bodies()


@pytest.fixture
def writes(world):
    """Every write, with somebody who may do it and a body that is right."""
    asked, shared = factories.request(world).reference, factories.disclosure(world).reference
    owed, held = factories.emergency(world).reference, factories.disclosure(world)
    with acting_as(world.receiver):
        actions.confirm_receipt(held, by=world.receiver, at=factories.LATER, accepts_conditions=True)
    asker, sharer, receiver = Program(world.asker), Program(world.sharer), Program(world.receiver)
    return {
        "send_request": (asker, "requests/", asking(world)),
        "decide": (Program(world.colleague), f"requests/{asked}/decide/", {"outcome": "granted"}),
        "confirm_request": (receiver, f"requests/{asked}/confirm_request/", {}),
        "withdraw_request": (asker, f"requests/{asked}/withdraw_request/", {}),
        "record_disclosure": (sharer, "disclosures/", recording(world)),
        "record_emergency": (sharer, "disclosures/record_emergency/", emergency(world)),
        "claim": (Program(world.officer), f"requests/{asked}/claim/", {}),
        "take_down_request": (sharer, "requests/take_down_request/", telephone(world)),
        "save_owed": (sharer, f"disclosures/{owed}/save_owed/", {"revision": 0, "answers": {"6d": {"told": "risk"}}}),
        "let_in": (Program(world.officer), f"disclosures/{shared}/let_in/", letting_in(world)),
        "confirm_receipt": (receiver, f"disclosures/{shared}/confirm_receipt/", {"accepts_conditions": True}),
        "state_law": (receiver, f"disclosures/{held.reference}/state_law/", {"provisions": ["LE-35-T"]}),
    }


NAMES = [
    "send_request", "decide", "confirm_request", "withdraw_request", "record_disclosure", "record_emergency",
    "confirm_receipt", "state_law", "claim", "take_down_request", "save_owed", "let_in",
]  # fmt: skip


def test_there_are_enough_of_them():
    assert len(HOSTILE) >= 60


# One door is one door: each kind of act is tried every time, and every act in the slow proofs.
FEW = {"record_disclosure", "decide", "save_owed"}


@pytest.mark.parametrize("name", [name if name in FEW else pytest.param(name, marks=pytest.mark.slow) for name in NAMES])
def test_a_hostile_body_is_refused_in_words(writes, settings, name):
    settings.API_WRITES_A_MINUTE = 10_000
    program, path, _ = writes[name]
    told = {}
    for which, body, more in HOSTILE:
        kind = more.get("kind", "application/json")
        headers = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": str(uuid.uuid4())}
        answer = program.client.generic("POST", program.at(path), body, kind, headers=headers)
        told[which] = answer.status_code
        assert answer["Content-Type"] == "application/problem+json" or answer.status_code < 300, which

    # Where nothing need be said, nothing may be: no body at all, or an empty object under an empty character set.
    refused = {which: status for which, status in told.items() if not 400 <= status < 500}
    assert set(refused) <= {"raw 0", "kind 8"}, refused


NOBODY_SAYS = (
    "id", "pk", "partnership", "party_ids", "agency", "agency_id", "status", "reference", "by", "recorded_by", "asked_by",
    "decided_at", "sent_at", "due_at", "complete_by", "completed_at", "received_by", "voice", "revision", "verb",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_field_that_is_not_asked_for_is_refused(writes, name):
    program, path, body = writes[name]
    for field in NOBODY_SAYS:
        told = program.post(path, {**body, field: str(uuid.uuid4())})

        assert told.status_code == 400, field
        assert field in [one["field"] for one in told.json()["errors"]]


@pytest.mark.parametrize("inner", ["1a", "S4", "9"])
def test_a_field_inside_that_is_not_asked_for_is_refused(world, asker, sharer, inner):
    body = recording(world)
    body["answers"][inner] = {**body["answers"][inner], "status": "complete"}

    told = sharer.post("disclosures/", body)

    assert (told.status_code, told.json()["errors"][0]["field"]) == (400, f"answers.{inner}.status")


def test_a_body_that_comes_in_pieces_is_not_read_as_none(writes):
    """The server hands on no length for it, so that a reason would be lost and the act carried out all the same."""
    program, path, _ = writes["withdraw_request"]

    told = program.post(path, {"reason": "Found him."}, **{"Transfer-Encoding": "chunked"})

    assert (told.status_code, told.json()["code"]) == (411, "no_length")
    assert program.get(path.removesuffix("withdraw_request/")).json()["status"] == "sent"


@pytest.mark.parametrize("number", [b"9" * 10_000, b"-" + b"9" * 5_000, b"1" + b"0" * 101])
def test_a_number_that_is_too_long_is_said_so_in_our_words(number):
    with pytest.raises(ParseError) as refused:
        read(b'{"a": ' + number + b"}")
    assert str(refused.value.detail) == "This cannot be read as JSON: a number is too large."


def test_what_is_deep_but_not_too_deep_is_read():
    assert read(b'{"a":' * (DEEPEST - 1) + b"1" + b"}" * (DEEPEST - 1))
    with pytest.raises(ParseError, match="deep"):
        read(b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1))
