"""Can a program see and answer what is still owed, let a colleague in, and learn that sharing is paused?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Notice
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing.models import Checklist, DisclosureGrant
from tests.agencies import factories as agencies
from tests.api.programs import Program, emergency, letting_in, recording
from tests.compliance import factories as cases
from tests.sharing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference(world, sharer):
    return sharer.post("disclosures/record_emergency/", emergency(world)).json()["reference"]


def answer(program, reference, answers, revision=0, **headers):
    return program.post(f"disclosures/{reference}/save_owed/", {"revision": revision, "answers": answers}, **headers)


def test_what_is_owed_is_told_with_whose_it_is_and_by_when(reference, sharer):
    told = sharer.get(f"disclosures/{reference}/owed/").json()

    assert (told["reference"], told["status"], told["revision"]) == (reference, "recorded", 0)
    assert all(gap["sentence"] and gap["owner"] and gap["due"] for gap in told["owed"])
    assert {gap["code"] for gap in told["owed"]} <= set(told["can_be_answered"])
    assert told["complete_by"]


def test_answering_it_leaves_less_owed_and_is_said_in_the_history(world, sharer, reference):
    before = sharer.get(f"disclosures/{reference}/owed/").json()

    told = answer(sharer, reference, {"2c": {"basis": "job", "task": "support"}, "6d": {"told": "risk"}})

    assert told.status_code == 200, told.json()
    assert told.json()["revision"] == 1
    assert len(told.json()["owed"]) < len(before["owed"])
    with acting_as(world.sharer):
        kept = Checklist.objects.get(disclosure__reference=reference)
        assert kept.answers["2c"] == {"basis": "job", "task": "support"}
        assert kept.history.order_by("-history_id").first().history_verb == "save_owed"


def test_what_somebody_else_saved_since_is_not_written_over(sharer, reference):
    answer(sharer, reference, {"6d": {"told": "risk"}})

    told = answer(sharer, reference, {"6d": {"told": "will"}})

    assert (told.status_code, told.json()["code"]) == (409, "changed_since")


def test_asked_again_under_the_same_key_it_is_answered_once(sharer, reference):
    key = "0b0f8c2e-4c7e-4d0a-9d2b-5f1f3f6d9a11"
    first = answer(sharer, reference, {"6d": {"told": "risk"}}, key=key)
    again = answer(sharer, reference, {"6d": {"told": "risk"}}, key=key)

    assert (again.status_code, again.json()) == (200, first.json())
    assert again["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "answers"),
        ({"FIG": {"smallest": 3}}, "answers.FIG"),
        ({"6d": {"told": "perhaps"}}, "answers.6d.told"),
        ({"6d": {"colour": "red"}}, "answers.6d.colour"),
        ({"S1": {"want": "ask"}}, "answers.S1"),
    ],
)
def test_what_is_not_asked_of_the_record_is_refused_by_name(sharer, reference, answers, field):
    told = answer(sharer, reference, answers)

    assert told.status_code == 400
    assert [error["field"] for error in told.json()["errors"]][0].startswith(field)


def test_the_answers_are_those_of_the_agency_that_shared_it(world, reference):
    auditor = Program(agencies.member(world.registrar, world.ours, Role.AUDITOR))

    assert Program(world.receiver).get(f"disclosures/{reference}/owed/").status_code == 404
    assert answer(Program(world.receiver), reference, {"6d": {"told": "risk"}}).status_code == 404
    assert answer(Program(world.stranger), reference, {"6d": {"told": "risk"}}).status_code == 404
    assert auditor.get(f"disclosures/{reference}/owed/").status_code == 200
    assert answer(auditor, reference, {"6d": {"told": "risk"}}).status_code == 403


def let_in(program, world, reference, **more):
    return program.post(f"disclosures/{reference}/let_in/", letting_in(world, **more))


def test_a_colleague_is_let_in_until_a_day_and_is_told(world, reference):
    colleague = Program(world.colleague)
    assert colleague.get(f"disclosures/{reference}/").status_code == 404

    told = let_in(Program(world.officer), world, reference)

    assert told.status_code == 200, told.json()
    assert told.json()["colleague"]["job_title"] == world.colleague.job_title
    assert colleague.get(f"disclosures/{reference}/").status_code == 200
    with acting_as(world.colleague):
        assert Notice.objects.visible_to(world.colleague).filter(kind="let_in").count() == 1
    with acting_as(world.officer):
        assert DisclosureGrant.objects.get().reason == "She takes over"


def test_each_agency_lets_in_its_own_people_and_within_a_year(world, sharer, reference):
    officer, today = Program(world.officer), timezone.localdate()

    assert let_in(sharer, world, reference).status_code == 403
    assert let_in(Program(world.stranger), world, reference).status_code == 404
    for more, field in (
        ({"colleague": world.asker.person.email}, "colleague"),
        ({"colleague": world.head.person.email}, "colleague"),
        ({"ends_on": (today - timedelta(days=1)).isoformat()}, "ends_on"),
        ({"ends_on": (today + timedelta(days=400)).isoformat()}, "ends_on"),
        ({"reason": ""}, "reason"),
    ):
        told = let_in(officer, world, reference, **more)
        assert (told.status_code, told.json()["errors"][0]["field"]) == (400, field)


def test_who_records_while_sharing_is_paused_is_told_with_whom_and_is_not_stopped(world, sharer):
    cases.pause(world)

    told = sharer.post("disclosures/", recording(world))
    quick = sharer.post("disclosures/record_emergency/", emergency(world))

    assert (told.status_code, quick.status_code) == (201, 201)
    for made in (told.json(), quick.json()):
        assert len(made["paused"]) == 1
        assert str(world.theirs) in made["paused"][0]
        assert sharer.get(f"disclosures/{made['reference']}/").json()["own"]["paused"] == made["paused"]
        assert Program(world.receiver).get(f"disclosures/{made['reference']}/").json()["own"] is None


def test_where_nothing_is_paused_nothing_is_said(world, sharer):
    factories.decision_maker(world)
    assert sharer.post("disclosures/", recording(world)).json()["paused"] == []


def test_a_recipient_says_its_law_and_is_told_which_is_open_to_it(world, sharer, receiver):
    path = f"disclosures/{sharer.post('disclosures/', recording(world)).json()['reference']}"
    early = receiver.post(f"{path}/state_law/", {"provisions": ["LE-35-T"]})
    receiver.post(f"{path}/confirm_receipt/", {"accepts_conditions": True})

    wrong = receiver.post(f"{path}/state_law/", {"provisions": ["no-such-law"]})
    said = receiver.post(f"{path}/state_law/", {"provisions": ["LE-35-T"]})

    assert early.status_code == 409
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "provisions")
    assert "LE-35-T" in wrong.json()["errors"][0]["detail"]
    assert said.status_code == 200
    mine = next(one for one in receiver.get(f"{path}/").json()["recipients"] if one["provisions"] is not None)
    assert mine["provisions"] == ["LE-35-T"]
