"""Saving what was recognised as a draft."""

from datetime import date

import pytest

from agencies import actions as agency_actions
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.contents import parts_of
from protocols.importing import Recognised
from protocols.models import Version
from tests import samples
from tests.agencies.factories import LONG_AGO, NOON
from tests.protocols.factories import board, do, race
from tests.protocols.test_read_file import read

pytestmark = pytest.mark.django_db


def agency_called(made, name, code, capacities=()):
    with acting_as(made.registrar):
        return agency_actions.add_agency(
            by=made.registrar, at=NOON, code=code, name=name, kind="police", starts_on=LONG_AGO, capacities=capacities
        )


def test_the_text_becomes_a_draft_of_a_new_protocol():
    made = board()

    version = do(actions.save_reading, read(made), by=made.author, reference="NM-T2-HS")

    assert (version.protocol.title, version.protocol.commissioned_by) == (samples.TITLE, samples.BOARD)
    assert (version.number, version.status) == ("1.0", Version.Status.DRAFT)
    assert (version.effective_on, version.review_months, version.review_on) == (date(2022, 3, 3), 24, date(2024, 3, 3))


@pytest.mark.parametrize(("filename", "make"), [("h.txt", samples.protocol_text), ("h.docx", samples.protocol_docx)])
def test_every_section_clause_and_table_is_kept_in_its_place(filename, make):
    made = board()
    imported = read(made, filename, make())
    recognised = Recognised.from_dict(imported.recognised)

    version = do(actions.save_reading, imported, by=made.author)

    with acting_as(made.author):
        sections, appendices = parts_of(version)
    assert (tuple(sections), tuple(appendices)) == (recognised.sections, recognised.appendices)


def test_agencies_that_the_text_names_are_asked_to_sign_and_responsible_authorities_are_required():
    made = board()
    constabulary = agency_called(made, "Northmere Constabulary", "NPC", (("responsible authority", "CDA 1998 s5"),))
    fire = agency_called(made, "Northmere Fire and Rescue Service", "NFR")

    version = do(actions.save_reading, read(made), by=made.author)

    with acting_as(made.author):
        asked = {party.agency_id: (party.is_required, party.capacity) for party in version.parties.signatories()}
    assert asked == {constabulary.pk: (True, "responsible authority"), fire.pk: (False, "")}


def test_an_old_agreement_keeps_the_marking_scheme_of_its_day():
    made = board()
    imported = read(made)
    old = {**imported.recognised, "effective_date": "2013-12-18"}
    do(actions.correct_reading, imported, by=made.author, recognised=old)

    version = do(actions.save_reading, imported, by=made.author)

    assert (version.marking_scheme, version.marking) == ("GPMS-2013", "RESTRICTED")
    do(actions.edit_details, version, by=made.author, retention="As each agency's own schedule says.")


def test_it_is_saved_once():
    made = board()
    imported = read(made)
    do(actions.save_reading, imported, by=made.author)

    with pytest.raises(MoveRefused, match="saved as a draft already"):
        do(actions.save_reading, imported, by=made.author)


def test_it_may_be_the_next_version_of_a_protocol():
    made = board()
    first = do(actions.save_reading, read(made), by=made.author, reference="NM-T2-HS")
    do(actions.withdraw, first, by=made.author, reason="A newer text was found.")

    second = do(actions.save_reading, read(made), by=made.author, protocol=first.protocol, number="2.0")

    assert (second.protocol_id, second.number) == (first.protocol_id, "2.0")


@pytest.mark.django_db(transaction=True)
def test_of_six_who_save_it_at_once_one_does():
    made = board()
    imported = read(made)

    assert race(6, lambda: do(actions.save_reading, imported, by=made.author)) == {"moved": 1, "refused": 5}
