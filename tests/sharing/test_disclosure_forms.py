"""Is receipt confirmed, and a colleague let in, on the pages of a record as they say?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import DisclosureGrant, DisclosureParty
from tests.sharing import factories
from tests.sharing.factories import NOON
from tests.sharing.visiting import at, opened, sent, text, visitor

pytestmark = pytest.mark.django_db


def test_receipt_is_confirmed_with_where_it_is_kept(world):
    record = factories.disclosure(world)
    answer = sent(world.receiver, record, "confirm_receipt", accepts="yes", storage="Case file", note="Thank you")

    assert answer.status_code == 302
    with acting_as(world.receiver):
        party = DisclosureParty.objects.get(disclosure=record, agency=world.theirs)
    assert party.receipt_note == "Kept in: Case file\nThank you"
    assert party.conditions_accepted_at is not None
    assert "Conditions accepted." in text(opened(world.officer, record, "disclosure"))


def test_conditions_that_are_not_accepted_need_a_word_and_what_was_typed_is_kept(world):
    record = factories.disclosure(world)
    answer = sent(world.receiver, record, "confirm_receipt", accepts="no", storage="Case file 7")

    assert answer.status_code == 200
    assert "Say what stands in the way" in text(answer)
    assert 'value="Case file 7"' in answer.content.decode()
    with acting_as(world.receiver):
        assert DisclosureParty.objects.get(disclosure=record, agency=world.theirs).received_at is None


def test_receipt_confirmed_by_a_colleague_meanwhile_is_a_409_with_what_was_typed(world):
    record = factories.disclosure(world)
    with acting_as(world.receiver):
        actions.confirm_receipt(record, by=world.receiver, at=NOON, accepts_conditions=True)
    answer = sent(world.receiver, record, "confirm_receipt", accepts="yes", note="Arrived at the desk")

    assert answer.status_code == 409
    assert "Arrived at the desk" in text(answer)


def let_in(world, record, member):
    """Our officer lets somebody in for a week."""
    until = timezone.localdate() + timedelta(days=7)
    typed = {
        "acting": str(world.officer.pk), "member": str(member.pk), "reason": "Takes the case over",
        "ends_on_day": until.day, "ends_on_month": until.month, "ends_on_year": until.year,
    }  # fmt: skip
    return visitor(world.officer).post(at(world.officer, "let_in", reference=record.reference), typed)


def test_a_colleague_who_is_let_in_reads_it_until_the_day(world):
    record = factories.disclosure(world)
    answer = let_in(world, record, world.colleague)

    assert answer.status_code == 302
    assert opened(world.colleague, record, "disclosure").status_code == 200
    assert record.reference in text(visitor(world.colleague).get(at(world.colleague, "disclosures")))
    with acting_as(world.officer):
        DisclosureGrant.objects.get()  # one, with its reason and end


def test_nobody_of_another_agency_can_be_let_in(world):
    record = factories.disclosure(world)
    answer = let_in(world, record, world.asker)

    assert answer.status_code == 200
    assert opened(world.asker, record, "disclosure").status_code == 404


def test_the_law_is_shown_for_each_side_and_chosen_at_receipt(world):
    record = factories.disclosure(world)
    assert "Not recorded by this agency yet" in text(opened(world.officer, record, "disclosure"))

    sent(world.receiver, record, "confirm_receipt", accepts="yes", provisions=["LE-35-T"])

    page = text(opened(world.officer, record, "disclosure"))
    assert "Public task" in page
    assert "Necessary for a law-enforcement task" in page
    assert "Public task" not in text(opened(world.receiver, record, "disclosure"))
