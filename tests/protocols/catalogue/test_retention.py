"""How long is each kind of record kept by the rules an agency starts from?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocols.catalogue.retention import ACTIONS, UnknownRule, default_rules, retain_until, review_on, rule

CLOSED = date(2020, 11, 13)


@pytest.mark.parametrize(
    ("code", "until"),
    [
        ("RET-DISC", date(2026, 11, 13)),
        ("RET-REQ", date(2022, 11, 13)),
        ("RET-APD", date(2021, 5, 13)),
        ("RET-CERT", date(2040, 11, 13)),
        ("RET-BACKUP", date(2020, 12, 18)),
    ],
)
def test_a_record_is_kept_for_its_period(code, until):
    assert retain_until(rule(code), CLOSED) == until


def test_a_leap_day_ends_on_the_last_of_february():
    assert retain_until(rule("RET-FOI"), date(2024, 2, 29)) == date(2027, 2, 28)


def test_a_childs_record_waits_for_the_later_day_and_for_ever_when_it_is_not_known():
    child = rule("RET-DISC-CH")

    assert retain_until(child, CLOSED, release_year=2038) == date(2038, 12, 31)
    assert retain_until(child, CLOSED, release_year=2022) == date(2026, 11, 13)
    assert retain_until(child, CLOSED) is None


def test_child_sexual_abuse_has_no_end_and_a_review_every_ten_years():
    abuse = rule("RET-DISC-CSA")

    assert retain_until(abuse, CLOSED) is None
    assert review_on(abuse, CLOSED) == date(2030, 11, 13)
    assert review_on(abuse, CLOSED, date(2031, 1, 5)) == date(2041, 1, 5)
    assert review_on(rule("RET-DISC"), CLOSED) is None


def test_the_trail_outlives_the_record_by_a_year():
    trail = rule("RET-AUDIT")

    assert retain_until(trail, CLOSED) is None
    assert retain_until(trail, CLOSED, record_gone_on=date(2030, 3, 1)) == date(2031, 3, 1)
    assert retain_until(trail, CLOSED, record_gone_on=date(2021, 3, 1)) == date(2027, 11, 13)


def test_what_belongs_to_a_record_goes_with_the_last_of_its_records():
    onward = rule("RET-ONWARD")

    assert retain_until(onward, CLOSED) is None
    assert retain_until(onward, CLOSED, parents_until=(date(2026, 1, 1), None)) is None
    assert retain_until(onward, CLOSED, parents_until=(date(2026, 1, 1), date(2027, 1, 1))) == date(2027, 1, 1)


def test_every_rule_is_whole():
    assert len(default_rules()) == 28
    for row in default_rules():
        assert row.action in ACTIONS
        assert row.trigger
        assert row.basis
        assert row.period
        assert row.last_confirmed_on is None
    assert rule("RET-BACKUP").period == "35 days"
    assert rule("RET-DISC-CSA").period == "no end date, looked at every 10 years"


def test_a_type_without_a_rule_says_so():
    with pytest.raises(UnknownRule):
        rule("RET-NONE")


@given(st.sampled_from(default_rules()), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_nothing_is_due_before_it_closed(row, closed_on):
    until = retain_until(row, closed_on, release_year=closed_on.year, record_gone_on=closed_on)

    assert until is None or until > closed_on
