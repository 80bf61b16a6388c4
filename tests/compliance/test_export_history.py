"""Does a copy of the history hold all that it should, nothing that it must not, and leave its own trace?"""

import csv
import hashlib
import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from agencies.locked import locked_fields
from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions
from compliance.history.exporting import COLUMNS, Told, blocks, statement
from compliance.history.kinds import kinds
from compliance.history.narrowing import Choice
from compliance.models import AuditExport
from compliance.rules.copies import MOST_IN_AN_HOUR
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.compliance.past import auditor, changed, content, line_lost, opened, rows, taken
from tests.sharing import factories as sharing
from tests.sharing.visiting import text

pytestmark = pytest.mark.django_db

# What a spreadsheet would run, each way in which it can begin, alone and before something that looks harmless.
FORMULAS = [
    f"{first}{rest}"
    for first in ("=", "+", "-", "@", "\t", "\r")
    for rest in ("1+1", "cmd|'/C calc'!A0", 'HYPERLINK("http://evil.example","x")', "SUM(A1:A9)", "=2+5", "@SUM(1)", "")
][:40]


@pytest.fixture
def world():
    return sharing.world()


def latest(member) -> AuditExport:
    with acting_as(member):
        return AuditExport.objects.visible_to(member).first()


@pytest.mark.parametrize("written_as", ["csv", "ndjson"])
def test_each_change_is_one_row_with_who_what_when_and_what_it_was_and_became(world, written_as):
    record = sharing.disclosure(world)
    changed(world.sharer, record, handling_instruction="By hand only")
    found = [row for row in rows(auditor(world), written_as=written_as) if row["record"] == str(record.pk)]

    made, last = found[0], found[-1]
    assert tuple(last) == COLUMNS
    assert (made["change"], made["verb"], made["person"]) == ("made", "record_disclosure", str(world.sharer.person))
    assert (last["change"], last["part"], last["agency"]) == ("changed", world.sharer.job_title, str(world.ours))
    assert (last["kind"], last["reference"], last["fields"]) == ("disclosure", record.reference, "handling_instruction")
    old, new = (
        last[name] if written_as == "ndjson" else json.loads(last[name]) for name in ("old_values", "new_values")
    )
    assert (old, new) == ({"handling_instruction": ""}, {"handling_instruction": "By hand only"})


def test_rows_come_in_the_order_in_which_things_happened(world):
    sharing.disclosure(world)
    sharing.request(world)
    moments = [row["at_utc"] for row in rows(auditor(world))]
    assert moments == sorted(moments)
    assert len(moments) > 20


def test_the_file_holds_what_the_list_would_show_and_no_more(world):
    record = sharing.disclosure(world)
    asked = sharing.request(world)
    only = rows(auditor(world), "?kind=sharing-disclosure")

    assert {row["kind"] for row in only} == {"disclosure"}
    assert record.reference in {row["reference"] for row in only}
    whole = {row["reference"] for row in rows(world.stranger)}
    assert not whole & {record.reference, asked.reference}


def test_no_word_of_a_personal_field_is_in_any_page_or_copy_of_an_auditor(world):
    """Every personal field of a disclosure, its sides, its reasoning, a request and its answer says a word of its own."""
    record, asked = sharing.disclosure(world), sharing.request(world)
    with acting_as(world.officer, "correct"):
        table = {type(record): [record], type(asked): [asked]}
        for related in (record.parties.all(), record.outside_recipients.all()):
            table.setdefault(related.model, []).extend(related)
        table[type(record.reasoning)] = [record.reasoning]
        words = []
        for model, found in table.items():
            for name in locked_fields(model):
                word = f"canary-{model._meta.model_name}-{name}"
                value = {"said": word} if model._meta.get_field(name).get_internal_type() == "JSONField" else word
                model.objects.filter(pk__in=[one.pk for one in found]).update(**{name: value})
                words.append(word)
    member = auditor(world)

    pages = [content(taken(member)), content(taken(member, written_as="ndjson")), text(opened(member))]
    for model, found in table.items():
        where = {"kind": model._meta.label_lower.replace(".", "-"), "key": found[0].pk} if found else None
        if where:
            pages += [
                text(opened(member, "history_record", **where)),
                text(opened(member, "history_as_it_stood", query="?on_day=31&on_month=12&on_year=2099", **where)),
            ]

    assert len(words) > 10
    assert "canary" not in " ".join(pages)
    assert "withheld" in pages[0]
    assert "Withheld" in pages[3]
    # They are there to be kept back: who leads the agency reads its own.
    own = text(opened(world.officer, "history_record", kind="sharing-disclosure", key=record.pk))
    assert "canary-disclosure-about" in own
    assert "canary" not in text(opened(world.receiver, "history_record", kind="sharing-disclosure", key=record.pk))
    assert "canary" not in content(taken(world.officer))


def test_what_only_the_giver_is_told_is_withheld_from_the_recipient(world):
    record = sharing.disclosure(world)
    changed(world.sharer, record, consent="refused", sub_judice="yes")

    theirs = [row for row in rows(auditor(world, world.theirs)) if row["record"] == str(record.pk)][-1]
    ours = [row for row in rows(auditor(world)) if row["record"] == str(record.pk)][-1]

    assert json.loads(theirs["new_values"]) == {"consent": "withheld", "sub_judice": "withheld"}
    assert json.loads(ours["new_values"]) == {"consent": "refused", "sub_judice": "yes"}
    assert "refused" not in text(
        opened(auditor(world, world.theirs), "history_record", kind="sharing-disclosure", key=record.pk)
    )


def test_no_cell_is_a_formula_to_a_spreadsheet(world):
    assert len(FORMULAS) == 40
    with acting_as(world.registrar, "correct"):
        for number, formula in enumerate(FORMULAS):
            agencies.agency(world.registrar, code=f"F{number}", name=formula)
    with acting_as(world.officer, "correct"):
        person = world.officer.person
        person.name = "=HYPERLINK(1)"
        person.save(update_fields=["name"])
        world.officer.job_title = "@SUM(1)"
        world.officer.save(update_fields=["job_title"])

    found = rows(auditor(world))

    named = {row["reference"] for row in found if row["kind"] == "agency"}
    assert {f"'{formula}" for formula in FORMULAS} <= named
    assert not [cell for row in found for cell in row.values() if cell[:1] in set("=+-@\t\r\n")]
    assert ("'=HYPERLINK(1)", "'@SUM(1)") in {(row["person"], row["part"]) for row in found}


def test_what_was_typed_comes_back_as_it_was_through_quotes_lines_and_letters(world):
    hard = 'A "quoted" word, a comma;\na new line\\ and ☃ émoji 𝄞'
    record = sharing.disclosure(world)
    changed(world.sharer, record, handling_instruction=hard)

    for written_as in ("csv", "ndjson"):
        last = [row for row in rows(auditor(world), written_as=written_as) if row["record"] == str(record.pk)][-1]
        new = last["new_values"] if written_as == "ndjson" else json.loads(last["new_values"])
        assert new == {"handling_instruction": hard}


def test_the_copy_is_recorded_with_its_reason_its_rows_and_its_digest(world):
    member = auditor(world)
    sharing.disclosure(world)
    file = content(taken(member, "?kind=sharing-disclosure", reason="  The yearly audit "))

    made = latest(member)
    assert (made.reason, made.words, made.by_id) == ("The yearly audit", "disclosure", member.pk)
    assert made.sha256 == hashlib.sha256(file.encode()).hexdigest()
    assert (made.rows, made.size) == (len(list(csv.DictReader(io.StringIO(file)))), len(file.encode()))
    assert made.status(made.at) == "complete"
    said = text(opened(member, "exports"))
    assert made.sha256 in said
    assert "The yearly audit" in said


def test_the_copy_is_in_the_history_itself(world):
    member = auditor(world)
    content(taken(member))
    assert "export_history" in {row["verb"] for row in rows(member)}


def test_a_download_that_breaks_off_is_shown_as_such(world, monkeypatch):
    monkeypatch.setattr("compliance.history.exporting.BLOCK", 1)
    member = auditor(world)
    sharing.disclosure(world)
    response = taken(member)
    parts = iter(response.streaming_content)
    for _ in range(3):
        next(parts)
    line_lost(response)

    made = latest(member)
    assert made.status(NOON) == "failed"
    assert (made.sha256, made.rows) == ("", None)
    assert "broke off" in text(opened(member, "exports"))


def test_a_download_that_said_nothing_for_an_hour_counts_as_broken_off(world):
    member = auditor(world)
    with acting_as(member):
        made = actions.export_history(
            by=member, at=NOON, reason="Audit", written_as="csv", words="everything", chosen={}
        )
    assert made.status(NOON + timedelta(minutes=59)) == "in_progress"
    assert made.status(NOON + timedelta(minutes=61)) == "failed"


def test_without_a_reason_nothing_leaves_and_what_was_typed_stays(world):
    member = auditor(world)
    said = taken(member, reason=" ", since_day="1", since_month="2", since_year="2026")
    assert "Say what you need it for" in text(said)
    assert 'value="2026"' in said.content.decode()
    assert latest(member) is None
    with acting_as(member), pytest.raises(ValueError, match="what the copy is for"):
        actions.export_history(by=member, at=NOON, reason=" ", written_as="csv", words="", chosen={})


def test_the_last_day_comes_after_the_first(world):
    days = {f"{name}_{part}": value for name, parts in (("since", "5 3 2026"), ("until", "4 3 2026"))
            for part, value in zip(("day", "month", "year"), parts.split(), strict=True)}  # fmt: skip
    assert "The last day must be the first day or later" in text(taken(auditor(world), **days))


@pytest.mark.parametrize("query", ["?agency=NOBODY", "?kind=nothing", "?verb=fly"])
def test_a_choice_that_cannot_be_read_is_refused_and_nothing_is_taken(world, query):
    member = auditor(world)

    begun = opened(member, "export_history", query=query)
    assert begun.status_code == 302 and begun.url.endswith(f"/history/{query}")
    refused = taken(member, query)

    assert "cannot be read, so nothing is taken" in text(refused)
    assert latest(member) is None


def test_a_period_narrows_the_copy(world):
    sharing.disclosure(world)
    days = {"until_day": "1", "until_month": "1", "until_year": "2020"}
    assert rows(auditor(world), **days) == []
    assert len(rows(auditor(world), since_day="1", since_month="1", since_year="2020")) > 5


def test_there_is_an_end_to_the_copies_of_one_hour(world):
    member = auditor(world)
    with acting_as(member):
        for _ in range(MOST_IN_AN_HOUR):
            actions.export_history(by=member, at=NOON, reason="Audit", written_as="csv", words="everything", chosen={})
        with pytest.raises(MoveRefused, match="in the last hour"):
            actions.export_history(by=member, at=NOON, reason="Audit", written_as="csv", words="everything", chosen={})
        later = NOON + timedelta(hours=1, seconds=1)
        assert actions.export_history(by=member, at=later, reason="Audit", written_as="csv", words="x", chosen={}).pk


def test_the_agencys_officers_are_told_and_the_one_who_took_it_is_not(world):
    member = auditor(world)
    content(taken(member))
    content(taken(world.officer))
    with acting_as(world.registrar):
        told = Notice.objects.filter(kind="history_exported").values_list("to", flat=True)
        assert list(told) == [world.officer.pk]


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.BOARD_ADMINISTRATOR])
def test_who_may_not_read_the_history_may_not_take_it(world, role):
    member = agencies.member(world.registrar, world.ours, role)
    assert taken(member).status_code == 403
    with acting_as(member), pytest.raises(PermissionDenied):
        actions.export_history(by=member, at=NOON, reason="Audit", written_as="csv", words="", chosen={})


def test_another_agency_does_not_see_the_copy(world):
    content(taken(auditor(world)))
    with acting_as(world.receiver):
        assert not AuditExport.objects.exists()
        assert not AuditExport.history.exists()


def test_the_whole_file_is_one_statement_whatever_its_length(world):
    member = auditor(world)
    sharing.disclosure(world)
    asked, _ = statement(member, Choice(), "csv")
    assert asked.count("copy (") == 1
    assert len(kinds()) > 30
    with acting_as(member):
        told = Told()
        assert b"".join(blocks(member, Choice(), "csv", told)).startswith(",".join(COLUMNS).encode())
        assert told.rows > 5
        assert connection.in_atomic_block
