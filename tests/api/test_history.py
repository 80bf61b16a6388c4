"""What happened, for programs: the same changes as on the page, and the same values as in the copy that is taken away."""

import pytest

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories as agencies
from tests.agencies.auditing import open_to_audit, outside_auditor, refreshed
from tests.api.programs import Program
from tests.compliance import past
from tests.sharing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(world):
    return factories.disclosure(world)


@pytest.fixture
def auditor(world, record):
    return Program(past.auditor(world))


def lines(program, **query):
    told = program.get("history/", **query)
    assert told.status_code == 200, told.json()
    return told.json()["results"]


def everything(program, **query):
    found, told = [], program.get("history/", **query).json()
    while True:
        found += told["results"]
        if told["next"] is None:
            return found
        told = program.get(told["next"]).json()


def key(line):
    return (line["at_utc"].replace("Z", "+00:00")[:23], line["record"], line["change"], line["verb"])


def test_page_after_page_it_tells_what_the_copy_holds_with_the_same_values(world, auditor, record):
    for number in range(60):
        past.changed(world.sharer, record, handling_instruction=f"Locked cabinet {number}")

    told = everything(auditor)

    held = past.rows(auditor.member, written_as="ndjson")
    wanted = {key(line): line for line in held if line["verb"] not in ("export_history", "read_history")}
    got = {key(line): line for line in told if line["verb"] not in ("export_history", "read_history", "use_token")}
    assert len(told) > 60
    assert [line["at_utc"] for line in told] == sorted((line["at_utc"] for line in told), reverse=True)
    assert set(got) <= set(wanted)
    assert {line["record"] for line in got.values()} >= {str(record.pk)}
    for one, line in got.items():
        for name in ("old_values", "new_values", "reference", "what_was_done", "person", "part", "agency"):
            assert line[name] == wanted[one][name], (one, name)


def test_what_is_personal_is_withheld_and_what_changed_is_named(world, auditor, record):
    past.changed(world.sharer, record, about="Somebody else", handling_instruction="Locked cabinet")

    line = lines(auditor, kind="sharing-disclosure")[0]

    assert sorted(line["fields"]) == ["about", "handling_instruction"]
    assert line["old_values"] == {"about": "withheld", "handling_instruction": ""}
    assert line["new_values"] == {"about": "withheld", "handling_instruction": "Locked cabinet"}
    assert (line["kind"], line["reference"], line["change"]) == ("sharing-disclosure", record.reference, "changed")


def test_each_filter_narrows_as_on_the_page(world, auditor, record):
    factories.request(world)
    assert {line["kind"] for line in lines(auditor, kind="sharing-request")} == {"sharing-request"}
    assert {line["verb"] for line in lines(auditor, verb="send_request")} == {"send_request"}
    assert {line["agency"] for line in lines(auditor, agency=world.theirs.code)} == {str(world.theirs)}
    assert {line["person"] for line in lines(auditor, person=str(world.sharer.person))} == {str(world.sharer.person)}
    assert lines(auditor, since="2099-01-01") == []
    assert lines(auditor, until="2000-01-01") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "sharing-nothing"}, "kind"),
        ({"verb": "steal"}, "verb"),
        ({"agency": "NOBODY"}, "agency"),
        ({"protocol": "T-P-1"}, "protocol"),
        ({"since": "yesterday"}, "since"),
        ({"after": "x"}, "after"),
        ({"of": "AG1"}, "of"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_read_is_named(auditor, query, field):
    told = auditor.get("history/", **query)

    assert told.status_code == 400
    assert [error["field"] for error in told.json()["errors"]] == [field]


def test_that_it_was_read_is_noted_as_on_the_page(auditor):
    lines(auditor)

    with acting_as(auditor.member):
        noted = Reading.objects.get()
    assert (noted.record, noted.record_id, noted.member_id) == (
        "history", auditor.member.agency_id, auditor.member.pk,
    )  # fmt: skip


def test_it_is_for_those_who_may_read_the_page(world, record):
    adviser = agencies.member(world.registrar, world.ours, Role.DATA_PROTECTION_OFFICER)

    assert Program(world.sharer).get("history/").status_code == 403
    assert Program(adviser).get("history/").status_code == 403
    assert Program(world.officer).get("history/").status_code == 200
    assert str(record.pk) not in {line["record"] for line in lines(Program(world.stranger))}


def test_an_auditor_of_another_agency_reads_it_while_it_is_open(world, record):
    outside = Program(outside_auditor(world))
    assert outside.get("history/", of=world.ours.code).status_code == 400
    open_to_audit(world.head, refreshed(outside.member))

    assert record.reference in {line["reference"] for line in lines(outside, of=world.ours.code)}
    assert record.reference not in {line["reference"] for line in lines(outside)}


def test_a_day_that_nobody_living_can_mean_is_refused_in_words(auditor):
    for wrong in ({"until": "9999-12-31"}, {"since": "0001-01-01"}, {"since": "20261103"}, {"since": "2026-W45-2"}):
        told = auditor.get("history/", **wrong)
        assert told.status_code == 400
        assert [one["field"] for one in told.json()["errors"]] == list(wrong)
