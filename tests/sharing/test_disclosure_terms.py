"""Under what was it shared, for what, when and how: does a record say it in the agreement's words, and what is missing?"""

import pytest

from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import LONDON
from sharing import actions
from tests.agencies import factories as agencies
from tests.protocols import factories as protocols
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, NOON
from tests.sharing.visiting import at, opened, statements, text, visitor

pytestmark = pytest.mark.django_db


def agreed(world):
    """A protocol of the two agencies, in force; its first clause, and the address at which that opens."""
    board = protocols.Board(
        world.registrar, world.ours, world.theirs, world.strangers, world.strangers,
        author=agencies.member(world.registrar, world.ours, Role.BOARD_ADMINISTRATOR),
        approver=agencies.member(world.registrar, world.theirs, Role.BOARD_ADMINISTRATOR),
        heads={one.pk: agencies.member(world.registrar, one, Role.HEAD) for one in (world.ours, world.theirs)},
        officers={}, stranger=world.stranger,
    )  # fmt: skip
    version = protocols.version(board, "in_force")
    with acting_as(world.registrar):
        clause = version.sections.get().clauses.get(number="1.1")
        return version, clause, f"{version.get_absolute_url()}#clause-{clause.slug}"


def test_the_clause_that_governs_is_cited_and_opens_as_it_stood(world):
    version, clause, address = agreed(world)
    answers = {code: data for code, data in ANSWERS.items() if code != "S5"}
    checklist = factories.checklist(world, answers={**answers, "2a": world.recipients()}, procedure=version)
    with acting_as(world.sharer):
        record = actions.record_disclosure(checklist, by=world.sharer, at=NOON, shared_at=NOON, clause=clause)
    page = opened(world.receiver, record, "disclosure")

    assert "Clause 1.1, Harbour Safety Protocol, version 1.0" in text(page)
    assert address in page.content.decode()
    assert "as it stood on 18 November 2026" in text(page)
    for member in (world.officer, world.receiver):
        assert statements(member, at(member, "disclosure", reference=record.reference)) <= 10


def test_a_purpose_of_the_agreement_is_said_in_its_own_words(world):
    version, _, _ = agreed(world)
    with acting_as(world.registrar):
        purpose = version.purposes.first()
    answers = {code: data for code, data in ANSWERS.items() if code != "S5"}
    answers |= {"1a": {**ANSWERS["1a"], "purpose": purpose.slug}, "2a": world.recipients()}
    checklist = factories.checklist(world, answers=answers, procedure=version)
    with acting_as(world.sharer):
        record = actions.record_disclosure(checklist, by=world.sharer, at=NOON, shared_at=NOON)

    assert purpose.words in text(opened(world.receiver, record, "disclosure"))
    assert purpose.words in text(opened(world.officer, record, "disclosure"))


def test_a_day_told_without_a_time_is_shown_as_the_day(world):
    made = factories.checklist(world)
    with acting_as(world.sharer):
        record = actions.record_disclosure(
            made, by=world.sharer, at=NOON, shared_at=NOON.astimezone(LONDON).replace(hour=0, minute=0)
        )

    page = text(opened(world.officer, record, "disclosure"))
    assert "18 November 2026, given" in page.lower().replace("november", "November")
    assert "12:00am" not in page


def test_a_way_that_nobody_named_is_said_to_be_missing(world):
    record = factories.disclosure(world, {**ANSWERS, "2a": world.recipients(), "9": {"marking": "official"}})
    page = text(opened(world.receiver, record, "disclosure"))

    assert "Not recorded" in page
    assert "point to another way" not in page


def test_figures_for_nothing_in_particular_name_no_purpose_and_no_law(world):
    figures = {"what": "Fires", "period": "May", "small": "none", "recipients": world.recipients()["recipients"]}
    record = factories.disclosure(
        world, {"S1": {"want": "share"}, "S2": {"danger": "no"}, "S3": {"who": "no"}, "FIG": figures}
    )
    page = text(opened(world.officer, record, "disclosure"))

    assert record.data_kinds == ["depersonalised"]
    assert "nothing more is needed in law" in page
    assert ", under" not in text(visitor(world.officer).get(at(world.officer, "disclosures")))
