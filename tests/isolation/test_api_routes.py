"""Does every address for programs answer everybody as the table says? A new one without a row here fails."""

import re
import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.tenancy import acting_as
from config import api
from tests.api.programs import Program, token
from tests.isolation.people import doors
from tests.isolation.routes import AUDITS, IN_FORCE, INSIDE, OUR_SIDE, PARTY_TO_DRAFT, SHARERS, THEIRS, Row
from tests.once import made_once
from tests.sharing import factories

pytestmark = pytest.mark.django_db
DRAFT = {"reference": "draft", "number": "=1.0"}
BOTH = OUR_SIDE | THEIRS
ROUTES = {
    "protocols": Row(INSIDE),
    "protocol": Row(INSIDE, reference="in_force"),
    "clauses": Row(INSIDE, reference="in_force"),
    "version": Row(PARTY_TO_DRAFT, **DRAFT),
    "version_history": Row(INSIDE, **IN_FORCE),
    "requests": Row(INSIDE),
    "request": Row(BOTH | {"colleague"}, reference="request"),
    "request_history": Row(BOTH | {"colleague"}, reference="request"),
    "claim": Row(BOTH | {"colleague"}, {"owner", "head", "colleague"}, reference="request"),
    "take_down_request": Row(INSIDE, SHARERS),
    "owed": Row(OUR_SIDE | {"sharer"}, reference="emergency"),
    "save_owed": Row(OUR_SIDE | {"sharer"}, {"owner", "head", "sharer"}, reference="emergency"),
    "let_in": Row(BOTH | {"sharer"}, {"owner", "head"} | THEIRS, reference="disclosure"),
    "decide": Row(BOTH | {"colleague"}, {"colleague"}, reference="request"),
    "confirm_request": Row(BOTH | {"colleague"}, THEIRS, reference="request"),
    "withdraw_request": Row(BOTH | {"colleague"}, THEIRS, reference="request"),
    "disclosures": Row(INSIDE),
    "record_emergency": Row(INSIDE),
    "disclosure": Row(BOTH | {"sharer"}, reference="disclosure"),
    "disclosure_history": Row(BOTH | {"sharer"}, reference="disclosure"),
    "history": Row(INSIDE, AUDITS),
    "confirm_receipt": Row(BOTH | {"sharer"}, THEIRS, reference="disclosure"),
    "state_law": Row(BOTH | {"sharer"}, THEIRS, reference="disclosure"),
}
WRITES = {
    "claim", "take_down_request", "save_owed", "let_in", "decide", "confirm_request", "withdraw_request", "record_emergency",
    "confirm_receipt", "state_law",
}  # fmt: skip
TAKEN = {
    "asking_agency": "X", "caller": "PC 12", "caller_check": "badge", "purpose": "danger", "wanted": ["location"],
    "urgency": "ordinary",
}  # fmt: skip
BODIES = {
    "take_down_request": TAKEN,
    "save_owed": {"revision": 0, "answers": {"6d": {"told": "risk"}}},
    "let_in": {"colleague": "nobody@example.org", "reason": "She takes over", "ends_on": "2026-12-01"},
    "decide": {"outcome": "granted"},
    "confirm_receipt": {"accepts_conditions": True},
    "state_law": {"provisions": ["LB-E"]},
}
# Everybody who can have a token; those outside have one of their own partnership, or one that has ended.
PEOPLE = (
    "stranger",
    "recipient",
    "owner",
    "sharer",
    "colleague",
    "head",
    "board",
    "auditor",
    "foreigner",
    "left",
    "barred",
)
ENDED = {"left", "barred"}


def test_every_route_has_a_row():
    assert {pattern.name for pattern in api.tenant} == set(ROUTES)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Everybody with a token and everything, made once; each test's own changes are rolled back."""
    def everything():
        world = doors()
        return world, {name: token(world.people[name])[1] for name in PEOPLE}

    with made_once(django_db_blocker, everything) as found:
        yield found


@pytest.fixture
def program(made, settings):
    settings.API_READS_A_MINUTE = settings.API_WRITES_A_MINUTE = 10_000
    world, secrets = made
    return lambda name: Program(world.people[name], secret=secrets[name])


def address(world, name, **instead):
    places = {"partnership": world.slug}
    for key, word in ROUTES[name].kwargs.items():
        places[key] = instead.get(key) or (word[1:] if word.startswith("=") else world.at[word])
    pattern = next(str(one.pattern) for one in api.tenant if one.name == name)
    filled = re.sub(r"<str:(\w+)>", lambda found: places[found[1]], pattern)
    return f"/api/v1/{world.slug}/{filled}"


def asked(program, name, path):
    return program.post(path, BODIES.get(name, {})) if name in WRITES else program.get(path)


@pytest.mark.parametrize("name", sorted(ROUTES))
@pytest.mark.parametrize("person", PEOPLE)
def test_every_route_answers_every_person_as_the_table_says(made, program, name, person):
    told = asked(program(person), name, address(made[0], name))
    row = ROUTES[name]

    if person in ENDED:
        assert told.status_code == 401
    elif person not in row.finds:
        assert told.status_code == 404
    elif person not in row.may:
        assert told.status_code == 403
    else:
        assert told.status_code in {200, 201, 400, 409}, told.json()
    if told.status_code >= 400:
        assert told["Content-Type"] == "application/problem+json"


HIDDEN = sorted(name for name, row in ROUTES.items() if row.kwargs and "stranger" not in row.finds)


@pytest.mark.parametrize("name", HIDDEN)
@pytest.mark.parametrize("person", ["stranger", "foreigner"])
def test_a_stranger_cannot_tell_another_agencys_record_from_none(made, program, name, person):
    who = program(person)

    there = asked(who, name, address(made[0], name))
    nowhere = asked(who, name, address(made[0], name, reference="T-D-2026-9999"))

    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
    assert there.status_code == 404
    assert set(there.headers) == set(nowhere.headers)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["request", "disclosure", "version"])
def test_nor_by_how_long_it_takes(made, program, name):
    who, spent = program("stranger"), {"there": [], "nowhere": []}
    paths = {"there": address(made[0], name), "nowhere": address(made[0], name, reference="T-D-2026-9999")}
    for turn in range(150):
        for which, path in paths.items():
            began = time.process_time()
            assert who.get(path).status_code == 404
            if turn > 10:
                spent[which].append(time.process_time() - began)

    there, nowhere = (statistics.median(spent[which]) for which in ("there", "nowhere"))
    assert abs(there - nowhere) <= 0.2 * nowhere


def statements(who, path):
    who.get(path)  # fills the process's own caches, and marks the token as used today
    with CaptureQueriesContext(connection) as asked_of:
        assert who.get(path).status_code == 200
    return len(asked_of)


@pytest.mark.parametrize("kind", ["requests", "disclosures"])
def test_a_list_of_twenty_asks_no_more_than_a_list_of_two(db, kind):
    world = factories.world()
    make = factories.request if kind == "requests" else factories.disclosure
    who = Program(world.officer)
    for _ in range(2):
        make(world)
    few = statements(who, f"{kind}/")
    for _ in range(18):
        make(world)
    with acting_as(world.officer):
        assert len(who.get(f"{kind}/").json()["results"]) == 20

    assert statements(who, f"{kind}/") == few
    assert few <= 28
