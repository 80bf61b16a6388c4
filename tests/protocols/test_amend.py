"""Opening the next version."""

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions, rules
from protocols.contents import parts_of
from protocols.models import Version
from tests.protocols.factories import NOON, board, do, race, replace, version

pytestmark = pytest.mark.django_db
S = Version.Status


def amend(made, old, number="2.0"):
    return do(actions.amend, old, by=made.author, number=number, change_summary="Retention made clearer.")


def test_an_amendment_has_the_text_the_facts_and_the_signatories_and_no_signature():
    made = board()
    old = version(made, S.IN_FORCE)

    new = amend(made, old)

    with acting_as(made.author):
        assert parts_of(new) == parts_of(old)
        assert [row.slug for row in new.purposes.all()] == [row.slug for row in old.purposes.all()]
        assert [row.code for row in new.provisions.all()] == ["CDA-115"]
        places = new.parties.signatories()
        assert {party.agency_id for party in places} == {made.council.pk, made.police.pk, made.fire.pk}
        assert not places.signed().exists()
        assert (new.amends_id, new.effective_on, new.review_months, new.frozen_at) == (old.pk, None, 24, None)


def test_the_version_that_is_amended_stays_in_force_and_as_it_was():
    made = board()
    old = version(made, S.IN_FORCE)

    new = amend(made, old)
    with acting_as(made.author):
        section = new.sections.first()
    do(actions.edit_section, section, by=made.author, heading="Opening", clauses=[{"text": "New words."}])

    with acting_as(made.author):
        old.refresh_from_db()
        assert old.status == S.IN_FORCE
        assert rules.content_digest(old) == old.content_sha256


def test_a_draft_is_changed_and_not_amended():
    made = board()
    draft = version(made, S.DRAFT)

    with pytest.raises(MoveRefused, match="Amend the version that is in force"):
        amend(made, draft)


def test_an_amendment_says_what_changes():
    made = board()
    old = version(made, S.IN_FORCE)

    with pytest.raises(MoveRefused, match="change history"):
        do(actions.amend, old, by=made.author, number="2.0", change_summary=" ")


def test_the_change_history_writes_itself():
    made = board()
    old = version(made, S.IN_FORCE)
    new = replace(made, old)
    third = do(
        actions.amend, new, by=made.author, at=NOON.replace(year=2027), number="2.1", change_summary="A new appendix."
    )
    do(actions.withdraw, third, by=made.author, at=NOON.replace(year=2027), reason="Not needed.")

    with acting_as(made.author):
        rows = rules.change_history(new)
        after = rules.change_history(third)

    assert [(row.version, row.date, row.summary) for row in rows] == [
        ("1.0", old.in_force_on, ""), ("2.0", new.in_force_on, "Clearer words."),
    ]  # fmt: skip
    assert rows[1].amended_by == f"Partnership Manager, {made.council}"
    assert [row.version for row in after] == ["1.0", "2.0"]


@pytest.mark.django_db(transaction=True)
def test_of_six_who_amend_at_once_one_does():
    made = board()
    old = version(made, S.IN_FORCE)

    assert race(6, lambda: amend(made, old)) == {"moved": 1, "refused": 5}
