"""Can a program record what was shared, in an emergency too, and confirm that it arrived?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing.models import Checklist, Disclosure, DisclosureParty, OutsideRecipient
from tests.agencies import factories as agencies
from tests.api.programs import Program, asking, emergency, letting_in, recording
from tests.compliance import copies
from tests.sharing import factories

pytestmark = pytest.mark.django_db


def test_a_program_records_what_was_shared_and_what_is_missing_is_owed(world, sharer):
    told = sharer.post("disclosures/", recording(world, note="Ring before you go."))

    assert told.status_code == 201, told.json()
    made = told.json()
    assert (made["status"], made["route"], made["giver"]["code"]) == ("recorded", "full", world.ours.code)
    assert [one["agency"]["code"] for one in made["recipients"]] == [world.theirs.code]
    assert made["complete_by"]
    with acting_as(world.sharer):
        record = Disclosure.objects.get(reference=made["reference"])
        assert record.note == "Ring before you go."
        assert Checklist.objects.get(disclosure=record).answers["1a"]["purpose"] == "danger"


def test_a_record_of_what_has_happened_says_when(world, sharer):
    yesterday = (timezone.now() - timedelta(days=1)).replace(microsecond=0)

    made = sharer.post("disclosures/", recording(world, shared_at=yesterday.isoformat())).json()

    with acting_as(world.sharer):
        record = Disclosure.objects.get(reference=made["reference"])
        assert record.shared_at == yesterday
        assert Checklist.objects.get(disclosure=record).tense == "after"


def test_what_was_asked_for_is_shared_upon_the_request(world):
    reference = Program(world.asker).post("requests/", asking(world)).json()["reference"]
    program = Program(world.colleague)
    program.post(f"requests/{reference}/decide/", {"outcome": "granted"})

    made = program.post("disclosures/", recording(world, request=reference)).json()

    assert program.get(f"disclosures/{made['reference']}/").json()["request"] == reference
    assert Program(world.asker).get(f"requests/{reference}/").json()["disclosures"] == [made["reference"]]


def test_somebody_outside_every_agency_is_told(world, sharer):
    body = recording(world)
    body["recipients"].append({"outside": "his mother", "use": "Leaves the door open"})

    made = sharer.post("disclosures/", body).json()

    own = sharer.get(f"disclosures/{made['reference']}/").json()["own"]
    assert own["outside"] == [{"who": "his mother", "use": "Leaves the door open", "undertaking": ""}]
    assert Program(world.receiver).get(f"disclosures/{made['reference']}/").json()["own"] is None
    with acting_as(world.sharer):
        assert OutsideRecipient.objects.count() == 1


def test_each_party_reads_its_own_side_and_reading_is_logged(world, sharer, receiver):
    reference = sharer.post("disclosures/", recording(world)).json()["reference"]
    auditor = Program(agencies.member(world.registrar, world.ours, Role.AUDITOR))

    given, received, audited = (one.get(f"disclosures/{reference}/").json() for one in (sharer, receiver, auditor))

    assert given["purpose_words"] == received["purpose_words"] == "He has not been seen for four nights."
    assert received["complete_by"] is None
    assert audited["withheld"] is True
    assert (audited["purpose_words"], audited["about"], audited["recipients"][0]["use"]) == (None, None, None)
    with acting_as(world.receiver):
        assert Reading.objects.get().reference == reference


def test_an_emergency_needs_two_fields(world, sharer):
    told = sharer.post("disclosures/record_emergency/", emergency(world))

    assert told.status_code == 201, told.json()
    made = told.json()
    assert (made["route"], made["status"]) == ("emergency", "recorded")
    assert [one["agency"]["code"] for one in made["recipients"]] == [world.theirs.code]
    assert sharer.post("disclosures/record_emergency/", {"why": "Danger."}).json()["errors"] == [
        {"field": "told", "detail": "This field is required."}
    ]


def test_an_emergency_may_be_told_to_somebody_outside(world, sharer):
    told = sharer.post(
        "disclosures/record_emergency/", emergency(world, told="a neighbour", told_outside=True, kind="quick")
    )

    assert (told.status_code, told.json()["recipients"], told.json()["route"]) == (201, [], "quick")
    wrong = sharer.post("disclosures/record_emergency/", emergency(world, told="a neighbour"))
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "told")


def test_somebody_in_danger_is_not_recorded_the_long_way(world, sharer):
    body = recording(world)
    body["answers"]["S2"] = {"danger": "yes"}

    told = sharer.post("disclosures/", body)

    assert (told.status_code, told.json()["errors"][0]["field"]) == (400, "answers.S2.danger")
    with acting_as(world.sharer):
        assert not Checklist.objects.exists()


def test_receipt_is_confirmed_once_and_by_a_recipient(world, sharer, receiver):
    reference = sharer.post("disclosures/", recording(world)).json()["reference"]
    path = f"disclosures/{reference}/confirm_receipt/"

    assert sharer.post(path, {"accepts_conditions": True}).status_code == 403
    told = receiver.post(path, {"accepts_conditions": True, "storage": "the case file"})

    assert told.status_code == 200, told.json()
    assert told.json()["recipients"][0]["received_at"]
    with acting_as(world.receiver):
        assert DisclosureParty.objects.get(agency=world.theirs).receipt_note == "Kept in: the case file"
    assert receiver.post(path, {"accepts_conditions": True}).status_code == 409


def test_conditions_that_are_not_accepted_need_a_word(world, sharer, receiver):
    reference = sharer.post("disclosures/", recording(world)).json()["reference"]
    path = f"disclosures/{reference}/confirm_receipt/"

    bare = receiver.post(path, {"accepts_conditions": False})
    law = receiver.post(path, {"accepts_conditions": True, "provisions": ["no-such-law"]})

    assert (bare.status_code, bare.json()["errors"][0]["field"]) == (400, "note")
    assert (law.status_code, law.json()["errors"][0]["field"]) == (400, "provisions")
    assert "LE-35-T" in law.json()["errors"][0]["detail"]
    assert receiver.post(path, {"accepts_conditions": False, "note": "We cannot."}).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"recipients": [{"agency": "NOBODY"}]}, "recipients"),
        ({"recipients": [{"role": "desk"}]}, "recipients.0"),
        ({"recipients": [{"agency": "A", "outside": "B"}]}, "recipients.0"),
        ({"shared_at": "2999-01-01T00:00:00Z"}, "shared_at"),
        ({"shared_at": "1901-01-01T00:00:00Z"}, "shared_at"),
        ({"shared_at": "2026-10-25T01:30:00"}, "shared_at"),
        ({"shared_at": "2026-03-29T01:30:00"}, "shared_at"),
        ({"shared_at": "2026-11-03"}, "shared_at"),
        ({"clause": "no-such-clause"}, "clause"),
        ({"answers": {"9": {"channel": "pigeon"}}}, "answers.9.channel"),
        ({"answers": {"9": {"marking": "secret"}}}, "answers.9.marking"),
        ({"reference": "T-D-1"}, "reference"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(world, sharer, wrong, field):
    told = sharer.post("disclosures/", {**recording(world), **wrong})

    assert told.status_code == 400
    assert [one["field"] for one in told.json()["errors"]] == [field], told.json()
    with acting_as(world.sharer):
        assert not Disclosure.objects.exists()
        assert not Checklist.objects.exists()


def test_what_happened_is_read_newest_first(world, sharer, receiver):
    reference = sharer.post("disclosures/", recording(world)).json()["reference"]
    receiver.post(f"disclosures/{reference}/confirm_receipt/", {"accepts_conditions": True})

    told = sharer.get(f"disclosures/{reference}/history/").json()

    assert [one["verb"] for one in told["results"]] == ["confirm_receipt", "record_disclosure"]
    assert told["next"] is None


def test_a_list_is_walked_to_its_end_by_its_links(world, sharer):
    made = {factories.owed(world).reference for _ in range(51)}

    first = sharer.get("disclosures/", part="giver", show="owed").json()
    second = sharer.get(first["next"]).json()

    assert (len(first["results"]), len(second["results"]), second["next"]) == (50, 1, None)
    assert "show=owed" in first["next"]
    assert {row["reference"] for row in first["results"] + second["results"]} == made


@pytest.mark.parametrize("code", ["NOBODY", "ours", "in small letters"])
def test_a_list_is_not_handed_out_whole_for_a_code_that_is_none(world, sharer, code):
    sharer.post("disclosures/", recording(world))
    code = {"ours": world.ours.code, "in small letters": world.theirs.code.lower()}.get(code, code)

    for path in ("disclosures/", "requests/"):
        told = sharer.get(path, other=code[:8])
        assert told.status_code == 400, path
        assert told.json()["errors"][0]["field"] == "other"


def test_what_the_agency_has_disposed_of_is_gone_for_its_programs(world, sharer):
    review = copies.disposed_of(world)
    with acting_as(world.officer):
        record = review.holding.disclosure

    for path, sent in (("", None), ("history/", None), ("owed/", None), ("let_in/", letting_in(world))):
        address = f"disclosures/{record.reference}/{path}"
        told = sharer.get(address) if sent is None else Program(world.officer).post(address, sent)
        assert (told.status_code, told.json()["code"]) == (410, "disposed"), path
    assert Program(world.receiver).get(f"disclosures/{record.reference}/").status_code == 200
