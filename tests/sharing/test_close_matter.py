"""Does each agency's own closing start its own clock, and nobody else's? (TR-22)"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Disclosure, Holding
from tests.compliance import copies
from tests.compliance.copies import CLOSED, CLOSED_AT, copy_of
from tests.sharing import factories
from tests.sharing.factories import DAY
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return copies.world()


def close(world, member, record, on=CLOSED):
    with acting_as(member):
        return actions.close_matter(record, by=member, at=CLOSED_AT, on=on)


def test_the_copy_is_kept_from_the_day_the_matter_was_closed(world):
    record = factories.disclosure(world)
    assert copy_of(world.officer, record).retain_until_on.isoformat() == "2032-11-18"

    copy = close(world, world.sharer, record)

    assert (copy.closed_on, copy.retain_until_on.isoformat()) == (CLOSED, "2032-11-20")


def test_the_other_agency_closes_its_own(world):
    record = factories.disclosure(world)
    with acting_as(world.receiver):
        actions.confirm_receipt(record, by=world.receiver, at=factories.LATER, accepts_conditions=True)

    close(world, world.officer, record)

    assert copy_of(world.receiver, record).closed_on is None
    assert copy_of(world.receiver, record).retain_until_on.isoformat() == "2032-11-18"


def test_a_copy_that_was_due_by_its_beginning_is_due_no_more_when_it_was_closed_later(world):
    record = factories.disclosure(world)
    copies.fall_due(world)
    with acting_as(world.officer):
        late = actions.close_matter(record, by=world.officer, at=copies.NOW, on=copies.NOW.date())

    assert (late.status, late.retain_until_on.isoformat()) == (Holding.Status.ACTIVE, "2038-11-21")


def test_what_somebody_decided_to_keep_for_longer_stays_as_long(world):
    record = copies.due(world)
    with acting_as(world.officer):
        copies.actions.keep_copy(
            copy_of(world.officer, record), by=world.officer, at=copies.NOW, until=copies.NOW.date() + timedelta(90), reason="A claim"
        )  # fmt: skip
        kept = actions.close_matter(record, by=world.officer, at=copies.NOW, on=CLOSED)

    assert (kept.status, kept.retain_until_on) == (Holding.Status.RETAINED, copies.NOW.date() + timedelta(90))


def test_a_line_that_counts_from_the_sending_is_not_moved_by_closing(world):
    record = factories.disclosure(world)
    with acting_as(world.officer, "test"):
        Disclosure.objects.filter(pk=record.pk).update(data_kinds=["depersonalised"])

    copy = close(world, world.officer, record)

    assert (copy.rule_code, copy.retain_until_on.isoformat()) == ("RET-DISC-DEP", "2028-11-18")


@pytest.mark.parametrize("on", [CLOSED + timedelta(1), DAY - timedelta(1)])
def test_a_matter_is_not_closed_in_the_future_nor_before_anything_was_shared(world, on):
    record = factories.disclosure(world)

    with pytest.raises(ValueError, match="closed"):
        close(world, world.officer, record, on=on)


def test_a_recipient_without_a_copy_has_nothing_to_close(world):
    record = factories.disclosure(world)

    with pytest.raises(MoveRefused, match="receipt"):
        close(world, world.receiver, record)


def test_a_copy_on_hold_is_not_changed(world):
    record = factories.disclosure(world)
    copies.hold(world, disclosure=record, at=CLOSED_AT)

    with pytest.raises(MoveRefused, match="on hold"):
        close(world, world.officer, record)


def test_somebody_who_has_no_part_in_it_does_not_close_it(world):
    record = factories.disclosure(world)

    with pytest.raises(PermissionDenied):
        close(world, world.colleague, record)


def test_it_is_closed_on_its_page_and_what_was_typed_is_kept_when_it_is_wrong(world):
    record = factories.disclosure(world)

    wrong = sent(world.officer, record, "close_matter", on_day="31", on_month="2", on_year="2026")
    assert "must be a real date" in text(wrong) and 'value="31"' in wrong.content.decode()

    sent(world.officer, record, "close_matter", on_day=str(DAY.day), on_month=str(DAY.month), on_year=str(DAY.year))
    assert copy_of(world.officer, record).closed_on == DAY
    assert "18 November 2026" in text(opened(world.officer, record, "disclosure"))
