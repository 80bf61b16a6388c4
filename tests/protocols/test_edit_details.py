"""The dates, the marking and the ways of sending."""

from datetime import date

import pytest

from agencies.moves import MoveRefused
from protocols import actions
from protocols.models import Version
from tests.protocols.factories import board, do, draft, empty, version

pytestmark = pytest.mark.django_db


def test_the_review_date_is_the_corresponding_date_after_the_common_date():
    made = board()

    changed = do(actions.edit_details, empty(made), by=made.author, effective_on=date(2013, 12, 18), review_months=24)

    assert changed.review_on == date(2015, 12, 18)


def test_without_a_period_there_is_no_review_date():
    made = board()

    changed = do(actions.edit_details, draft(made), by=made.author, review_months=None)

    assert changed.review_on is None


def test_what_is_not_given_stays_as_it_is():
    made = board()
    before = draft(made)

    changed = do(actions.edit_details, before, by=made.author, retention="As long as the case is open.")

    assert (changed.retention, changed.effective_on, changed.channels) == (
        "As long as the case is open.", before.effective_on, ["secure_email"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"marking_scheme": "GSC-2024", "marking": "SECRET"}, "does not belong in this service"),
        ({"marking_scheme": "GPMS-2013"}, "not a level"),
        ({"marking_scheme": "HOUSE"}, "not a marking scheme"),
        ({"channels": ["pigeon"]}, "pigeon"),
    ],
)
def test_what_the_catalogues_do_not_hold_is_refused(fields, why):
    made = board()
    before = draft(made)

    with pytest.raises(MoveRefused, match=why):
        do(actions.edit_details, before, by=made.author, **fields)


def test_a_field_of_another_kind_is_a_mistake():
    made = board()
    before = draft(made)

    with pytest.raises(TypeError, match="status"):
        do(actions.edit_details, before, by=made.author, status="in_force")


def test_details_do_not_change_once_it_waits_for_approval():
    made = board()
    submitted = version(made, Version.Status.APPROVAL)

    with pytest.raises(MoveRefused, match="waiting for approval"):
        do(actions.edit_details, submitted, by=made.author, review_months=12)
