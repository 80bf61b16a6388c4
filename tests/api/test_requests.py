"""Can a program ask, answer, confirm and withdraw, and does each side read what it may?"""

import pytest

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist, Request
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.api.programs import Program, asking, telephone
from tests.sharing import factories

pytestmark = pytest.mark.django_db


def sent(world, **more):
    return Program(world.asker).post("requests/", asking(world, **more)).json()["reference"]


def test_a_program_asks_and_the_answers_go_with_the_request(world, asker):
    told = asker.post("requests/", asking(world, note="Ring the desk.", needed_by="2030-01-02"))

    assert told.status_code == 201, told.json()
    made = told.json()
    assert told["Location"] == asker.at(f"requests/{made['reference']}/")
    assert (made["status"], made["asked_agency"]["code"], made["needed_by"]) == ("sent", world.ours.code, "2030-01-02")
    with acting_as(world.officer):
        kept = Request.objects.get(reference=made["reference"])
        assert kept.answers["1a"]["purpose"] == "danger"
        assert kept.asked_by_id == world.asker.pk


def test_nobody_asks_for_an_answer_by_a_day_that_is_over(world, asker):
    told = asker.post("requests/", asking(world, needed_by="2020-01-02"))

    assert (told.status_code, told.json()["errors"][0]["field"]) == (400, "needed_by")


def test_both_sides_read_it_and_reading_is_logged(world, asker):
    reference = sent(world)

    for program in (asker, Program(world.officer)):
        told = program.get(f"requests/{reference}/").json()
        assert told["answers"]["1a"]["why"] == "He has not been seen for four nights."
        assert told["asked_by"]["agency"] == world.theirs.code
        assert told["decision"] is None
    with acting_as(world.officer):
        assert Reading.objects.filter(reference=reference, member=world.officer).count() == 1


def test_an_auditor_is_told_that_personal_content_is_withheld(world):
    reference = sent(world)
    auditor = Program(agencies.member(world.registrar, world.ours, Role.AUDITOR))

    told = auditor.get(f"requests/{reference}/").json()

    assert told["withheld"] is True
    assert told["answers"] is None
    assert told["caller"] is None
    assert auditor.post("requests/", asking(world)).status_code == 403


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"outcome": "granted"}, "granted"),
        ({"outcome": "part", "reason_code": "other", "reason": "Half will do.", "not_given": "Health"}, "part"),
        ({"outcome": "refused", "reason_code": "other", "reason": "It would not help him."}, "refused"),
    ],
)
def test_whoever_decides_for_the_agency_answers(world, asker, said, status):
    reference = sent(world)

    told = Program(world.colleague).post(f"requests/{reference}/decide/", said)

    assert (told.status_code, told.json()["status"]) == (200, status)
    seen = asker.get(f"requests/{reference}/").json()["decision"]
    assert (seen["outcome"], seen["by"]["agency"]) == (status, world.ours.code)


def test_the_rules_of_the_page_hold_for_a_program_too(world):
    reference = sent(world)
    program = Program(world.colleague)

    told = program.post(f"requests/{reference}/decide/", {"outcome": "refused"})
    lacking = {"outcome": "refused", "reason_code": "other", "reason": "There is no protocol."}
    bare = program.post(f"requests/{reference}/decide/", lacking)

    assert (told.status_code, told.json()["errors"][0]["field"]) == (400, "reason_code")
    assert (bare.status_code, bare.json()["errors"][0]["field"]) == (400, "reason")


def test_nobody_decides_whom_the_head_has_not_named(world):
    reference = sent(world)

    for member in (world.officer, world.head, world.asker):
        assert Program(member).post(f"requests/{reference}/decide/", {"outcome": "granted"}).status_code == 403
    assert Program(world.sharer).post(f"requests/{reference}/decide/", {"outcome": "granted"}).status_code == 404
    assert Program(world.stranger).post(f"requests/{reference}/decide/", {"outcome": "granted"}).status_code == 404


def test_a_request_that_was_answered_is_not_answered_again(world):
    reference = sent(world)
    program = Program(world.colleague)
    program.post(f"requests/{reference}/decide/", {"outcome": "granted"})

    told = program.post(f"requests/{reference}/decide/", {"outcome": "granted"})

    assert (told.status_code, told.json()["code"]) == (409, "changed_since")
    assert told["Content-Type"] == "application/problem+json"


def test_a_request_is_withdrawn_by_its_asker_alone(world, asker):
    reference = sent(world)

    assert Program(world.officer).post(f"requests/{reference}/withdraw_request/").status_code == 403
    told = asker.post(f"requests/{reference}/withdraw_request/", {"reason": "He came home."})

    assert (told.status_code, told.json()["status"]) == (200, "withdrawn")


def test_a_call_that_was_taken_down_is_confirmed_once(world):
    with acting_as(world.sharer):
        call = actions.take_down_request(
            by=world.sharer, at=NOON, asking_agency=world.theirs, caller="Sgt", caller_check="know_them", urgency="urgent",
            purpose="danger", wanted=["location"], about="HO-1",
        )  # fmt: skip
    program = Program(world.receiver)

    assert program.get("requests/").json()["results"][0]["confirmed"] is False
    assert program.post(f"requests/{call.reference}/confirm_request/").json()["confirmed"] is True
    assert program.post(f"requests/{call.reference}/confirm_request/").status_code == 409
    assert Program(world.officer).post(f"requests/{call.reference}/confirm_request/").status_code == 403


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"asked_agency": "NOBODY"}, "asked_agency"),
        ({"urgency": "now"}, "urgency"),
        ({"needed_by": "soon"}, "needed_by"),
        ({"needed_by": "0001-01-01"}, "needed_by"),
        ({"procedure": "T-NONE"}, "procedure"),
        ({"answers": {"1a": {"purpose": "fun"}}}, "answers.1a.purpose"),
        ({"answers": {"S6": {"kinds": ["gossip"]}}}, "answers.S6.kinds"),
        ({"answers": {"S4": {"people": [{"reference": "x" * 61}]}}}, "answers.S4.people.0.reference"),
        ({"answers": {"1a": {"needed_by": 7}}}, "answers.1a.needed_by"),
        ({"answers": {"7": {"grounds": []}}}, "answers.7"),
        ({"status": "granted"}, "status"),
        ({"asked_by": "somebody"}, "asked_by"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(world, asker, wrong, field):
    told = asker.post("requests/", {**asking(world), **wrong})

    assert told.status_code == 400
    assert [one["field"] for one in told.json()["errors"]] == [field], told.json()
    with acting_as(world.asker):
        assert not Request.objects.exists()
        assert not Checklist.objects.exists()


def test_what_happened_is_read_with_the_reasons_that_are_for_all(world, asker):
    reference = sent(world)
    asker.post(f"requests/{reference}/withdraw_request/", {"reason": "He came home."})

    told = Program(world.officer).get(f"requests/{reference}/history/").json()["results"]

    assert [(one["verb"], one["reason"]) for one in told] == [
        ("withdraw_request", "He came home."),
        ("send_request", ""),
    ]
    assert told[1]["by"] == {"name": str(world.asker.person), "job_title": "Sergeant", "agency": world.theirs.code}


def test_a_list_is_walked_to_its_end_by_its_links(world, asker):
    made = {factories.request(world).reference for _ in range(53)}

    first = asker.get("requests/").json()
    second = asker.get(first["next"]).json()

    assert (len(first["results"]), len(second["results"]), second["next"]) == (50, 3, None)
    assert {row["reference"] for row in first["results"] + second["results"]} == made


def test_a_list_is_narrowed(world, asker):
    answered, waiting = sent(world), sent(world)
    Program(world.colleague).post(f"requests/{answered}/decide/", {"outcome": "granted"})

    def shown(**query):
        return {row["reference"] for row in asker.get("requests/", **query).json()["results"]}

    assert shown(show="waiting") == {waiting}
    assert shown(show="answered") == {answered}
    assert shown(part="asked") == set()
    assert shown(other=world.ours.code, purpose="danger") == {waiting, answered}
    assert asker.get("requests/", show="everything").status_code == 400
    assert asker.get("requests/", colour="red").status_code == 400


def test_a_telephone_request_is_written_down_and_waits_for_its_asker(world, asker):
    told = Program(world.sharer).post("requests/take_down_request/", telephone(world))

    assert told.status_code == 201, told.json()
    made = told.json()
    assert (made["confirmed"], made["urgency"], made["asking_agency"]["code"]) == (False, "urgent", world.theirs.code)
    assert told["Location"].endswith(f"/requests/{made['reference']}/")
    in_full = Program(world.officer).get(f"requests/{made['reference']}/").json()
    assert (in_full["caller"], in_full["asked_by"]) == (telephone(world)["caller"], None)
    assert (
        Program(world.receiver).post(f"requests/{made['reference']}/confirm_request/", {}).json()["confirmed"] is True
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"asking_agency": "NOBODY"}, "asking_agency"),
        ({"caller": ""}, "caller"),
        ({"caller_check": "guessed"}, "caller_check"),
        ({"wanted": []}, "wanted"),
        ({"wanted": ["everything"]}, "wanted.0"),
        ({"needed_by": "2020-01-01"}, "needed_by"),
    ],
)
def test_what_is_wrong_in_a_telephone_request_is_named(world, wrong, field):
    told = Program(world.sharer).post("requests/take_down_request/", telephone(world, **wrong))

    assert (told.status_code, told.json()["errors"][0]["field"]) == (400, field)


def test_an_agency_does_not_ask_itself_by_telephone_and_an_auditor_writes_nothing_down(world):
    auditor = Program(agencies.member(world.registrar, world.ours, Role.AUDITOR))
    own = Program(world.sharer).post("requests/take_down_request/", telephone(world, asking_agency=world.ours.code))

    assert (own.status_code, own.json()["errors"][0]["field"]) == (400, "asking_agency")
    assert auditor.post("requests/take_down_request/", telephone(world)).status_code == 403


def test_who_deals_with_a_request_says_so_once(world, asker):
    reference = sent(world)
    path = f"requests/{reference}/claim/"

    told = Program(world.officer).post(path, {})
    again = Program(world.colleague).post(path, {})

    assert told.status_code == 200, told.json()
    claimed = Program(world.head).get(f"requests/{reference}/").json()["claimed_by"]
    assert claimed["name"] == str(world.officer.person)
    assert (again.status_code, again.json()["code"]) == (409, "changed_since")
    assert asker.post(path, {}).status_code == 403
    assert Program(world.stranger).post(path, {}).status_code == 404
