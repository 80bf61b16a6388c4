"""Does the head say how long the agency keeps its own copies, and do they follow at once?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.tenancy import acting_as
from protocols.models import RetentionRule
from sharing import actions, rules
from sharing.models import Holding
from sharing.rules import Line
from tests.compliance import copies
from tests.compliance.copies import copy_of
from tests.sharing import factories
from tests.sharing.factories import NOON

pytestmark = pytest.mark.django_db
S = Holding.Status


def approve(member, *lines, at=NOON):
    with acting_as(member):
        return actions.approve_schedule(lines, by=member, at=at)


def test_the_lines_of_the_catalogue_can_be_approved_as_they_are(world):
    approve(world.head, *rules.default_lines())

    with acting_as(world.head):
        held = {rule.code: rule for rule in RetentionRule.objects.all()}
    assert (held["RET-DISC"].months, held["RET-DISC"].approved_by_id) == (72, world.head.pk)
    assert held["RET-DISC-CH"].months is None  # until its year is known it is looked at by people
    assert "RET-CHECK" not in held  # goes with its record


def test_no_line_with_a_length_in_days_or_of_backups_becomes_a_date_by_mistake(world):
    assert "RET-BACKUP" not in {line.code for line in rules.default_lines()}


def test_copies_made_before_follow_at_once_and_those_of_others_do_not(world):
    record = factories.disclosure(world)
    assert copy_of(world.officer, record).rule_code == ""

    approve(world.stranger, Line("RET-DISC", 1, "review"))
    assert copy_of(world.officer, record).rule_code == ""
    approve(world.head, Line("RET-DISC", 12, "review"))

    copy = copy_of(world.officer, record)
    assert (copy.rule_code, copy.retain_until_on.isoformat()) == ("RET-DISC", "2027-11-18")


def test_months_end_as_they_do_everywhere_else(world):
    record = factories.disclosure(world)
    with acting_as(world.officer, "test"):
        Holding.objects.filter(disclosure=record).update(began_on="2024-08-31")

    approve(world.head, Line("RET-DISC", 6, "review"))

    assert copy_of(world.officer, record).retain_until_on.isoformat() == "2025-02-28"
    with acting_as(world.officer):
        assert (
            rules.keep_until(record, world.ours.pk, copy_of(world.officer, record).began_on)[1].isoformat()
            == "2025-02-28"
        )


def test_a_longer_line_takes_what_was_due_out_of_the_queue(world):
    approve(world.head, Line("RET-DISC", 12, "review"))
    record = factories.disclosure(world)
    copies.fall_due(world)
    assert copy_of(world.officer, record).status == S.DUE

    approve(world.head, Line("RET-DISC", 120, "review"), at=copies.NOW)

    assert copy_of(world.officer, record).status == S.ACTIVE


def test_a_line_taken_away_leaves_no_rule_and_no_date(world):
    approve(world.head, Line("RET-DISC", 12, "review"))
    record = factories.disclosure(world)

    approve(world.head, Line("RET-REQ", 24, "dispose"))

    copy = copy_of(world.officer, record)
    assert (copy.rule_code, copy.retain_until_on) == ("", None)


@pytest.mark.parametrize(
    "wrong",
    [
        [Line("NO-SUCH", 1, "review")],
        [Line("RET-DISC", 0, "review")],
        [Line("RET-DISC", 1201, "review")],
        [Line("RET-DISC", 12, "bin")],
        [Line("RET-DISC", 12, "review"), Line("RET-DISC", 13, "review")],
    ],
)
def test_what_cannot_be_a_schedule_is_refused(world, wrong):
    with pytest.raises(ValueError, match=r".+"):
        approve(world.head, *wrong)


def test_an_officer_does_not_approve_it(world):
    with pytest.raises(PermissionDenied):
        approve(world.officer, Line("RET-DISC", 12, "review"))
