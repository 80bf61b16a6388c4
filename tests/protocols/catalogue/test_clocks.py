"""Are the clocks right, at clock changes, over bank holidays, with pauses and extensions?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocols.catalogue.calendars import CalendarTooShort, working_days_after
from protocols.catalogue.clock_definitions import UNITS, catalogue
from protocols.catalogue.clocks import (
    ClockNotSet,
    UnknownClock,
    as_moment,
    clock,
    clocks,
    due,
    is_overdue,
    standing,
    words,
    working_days_left,
)

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=LONDON)
PAUSE = (date(2026, 10, 19), date(2026, 10, 22))
FORWARD = sorted(code for code, row in catalogue().items() if not row.before)
BACKWARD = sorted(code for code, row in catalogue().items() if row.before)
ON_WORKING_DAYS = sorted(
    code for code, row in catalogue().items() if (row.unit.startswith("working days") or row.rolls) and row.length != 0
)


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("code", "start", "options", "expected"),
    [
        ("CLK-SAR", "2026-01-30", {}, "2026-03-02"),
        ("CLK-SAR", "2026-10-15", {}, "2026-11-16"),
        ("CLK-SAR", "2026-08-31", {}, "2026-09-30"),
        ("CLK-SAR", "2026-10-15", {"pauses": (PAUSE,)}, "2026-11-19"),
        ("CLK-DPC-ACK", "2026-09-14", {}, "2026-10-14"),
        ("CLK-DPC-ACK", "2026-11-12", {}, "2026-12-14"),
        ("CLK-FOI", "2026-11-02", {}, "2026-12-01"),
        ("CLK-FOI", "2026-06-01", {}, "2026-06-30"),
        ("CLK-FOI", "2026-11-23", {}, "2026-12-22"),
        ("CLK-LG-1ACK", "2026-09-14", {}, "2026-09-21"),
        ("CLK-LG-1RESP", "2026-09-17", {}, "2026-10-01"),
        ("CLK-LG-1RESP", "2026-09-17", {"extended": True}, "2026-10-15"),
        ("CLK-REQ", "2026-09-02", {}, "2026-09-16"),
        ("CLK-RECEIPT", "2026-05-20", {}, "2026-05-28"),
        ("CLK-REVIEW", "2013-12-18", {"months": 24}, "2015-12-18"),
        ("CLK-REVIEW", "2026-04-01", {"months": 24}, "2028-04-01"),
        ("CLK-17A", "2026-03-31", {}, "2026-06-30"),
    ],
)
def test_the_worked_examples_come_out_as_published(code, start, options, expected):
    assert due(code, day(start), **options) == day(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (datetime(2026, 10, 2, 16, 40), datetime(2026, 10, 5, 16, 40)),
        (datetime(2026, 10, 23, 17), datetime(2026, 10, 26, 16)),  # summer time ends in between
    ],
)
def test_seventy_two_hours_elapse_whatever_the_clocks_on_the_wall_do(start, expected):
    found = due("CLK-BREACH-REG", start)

    assert found.tzinfo is UTC
    assert found.astimezone(LONDON).replace(tzinfo=None) == expected


def test_an_hour_near_midnight_counts_on_the_day_it_was_in_london():
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # already 2 June in London

    assert due("CLK-SAR", late) == date(2026, 7, 2)


def test_any_day_of_a_three_month_period_leads_to_the_end_of_the_next():
    assert due("CLK-17A", date(2026, 1, 1)) == date(2026, 6, 30)
    assert due("CLK-17A", date(2026, 9, 30)) == date(2026, 12, 31)


def test_papers_go_out_working_days_before_a_meeting():
    assert due("CLK-MARAC-PAPERS", date(2026, 5, 29)) == date(2026, 5, 21)


def test_an_extended_access_request_has_three_months_from_the_start():
    assert due("CLK-SAR", date(2026, 1, 31), extended=True) == date(2026, 4, 30)


def test_the_stricter_reading_of_a_month_is_a_day_shorter():
    assert due("CLK-SAR", date(2026, 9, 10), beginning_with=True) == date(2026, 10, 9)


def test_a_fees_notice_stops_the_working_days_in_between():
    paused = due("CLK-FOI", date(2026, 11, 2), pauses=((date(2026, 11, 6), date(2026, 11, 9)),))

    assert paused == date(2026, 12, 3)


def test_overlapping_pauses_count_each_day_once_and_late_ones_not_at_all():
    overlapping = (PAUSE, (date(2026, 10, 20), date(2026, 10, 22)), (date(2027, 3, 1), date(2027, 3, 9)))

    assert due("CLK-SAR", date(2026, 10, 15), pauses=overlapping) == date(2026, 11, 19)


def test_a_local_clock_may_be_set_and_a_statutory_number_may_not():
    assert due("CLK-REQ", date(2026, 9, 2), length=5) == date(2026, 9, 9)
    assert due("CLK-MAPPA", date(2026, 9, 2), length=56) == date(2026, 10, 28)
    with pytest.raises(ClockNotSet, match="laid down by law"):
        due("CLK-FOI", date(2026, 9, 2), length=30)


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("CLK-REVIEW", {}),
        ("CLK-REQ", {"months": 2}),
        ("CLK-REQ", {"extended": True}),
        ("CLK-REQ", {"pauses": (PAUSE,)}),
        ("CLK-REQ", {"length": -1}),
    ],
)
def test_a_clock_that_cannot_run_as_asked_says_so(code, options):
    with pytest.raises(ClockNotSet):
        due(code, date(2026, 9, 2), **options)


def test_an_unknown_clock_says_so():
    with pytest.raises(UnknownClock):
        clock("CLK-NONE")


@given(
    code=st.sampled_from(FORWARD),
    first=st.datetimes(datetime(2013, 1, 1), datetime(2027, 12, 1)),
    gap=st.timedeltas(timedelta(0), timedelta(days=60)),
)
def test_nothing_is_due_before_it_started_and_later_starts_are_never_due_sooner(code, first, gap):
    first = first.replace(tzinfo=UTC)
    length = {"length": 2} if clock(code).length is None else {}

    early = due(code, first, **length)
    late = due(code, first + gap, **length)

    assert late >= early
    assert early >= (first if isinstance(early, datetime) else first.astimezone(LONDON).date())


@given(start=st.dates(date(2012, 1, 1), date(2028, 6, 1)), asked=st.integers(0, 40), answered=st.integers(0, 30))
def test_a_pause_never_shortens_a_clock(start, asked, answered):
    first = start + timedelta(days=asked)
    pause = (first, first + timedelta(days=answered))

    for code in ("CLK-SAR", "CLK-FOI"):
        assert due(code, start, pauses=(pause,)) >= due(code, start)


@given(
    code=st.sampled_from(BACKWARD),
    first=st.dates(date(2013, 1, 1), date(2027, 12, 1)),
    gap=st.timedeltas(timedelta(0), timedelta(days=60)),
)
def test_what_counts_back_is_never_due_after_its_day_and_a_later_day_never_sooner(code, first, gap):
    assert due(code, first) <= first
    assert due(code, first) <= due(code, first + gap)


@given(start=st.dates(date(2012, 1, 1), date(2028, 6, 1)), length=st.integers(0, 40))
def test_a_holiday_in_any_part_of_the_kingdom_never_shortens_a_clock(start, length):
    assert working_days_after(start, length, "UK") >= working_days_after(start, length, "EW")


@given(code=st.sampled_from(ON_WORKING_DAYS), start=st.dates(date(2029, 2, 1), date(2100, 1, 1)))
def test_working_days_beyond_the_loaded_calendar_are_refused(code, start):
    with pytest.raises(CalendarTooShort):
        due(code, start, **({"length": 2} if clock(code).length is None else {}))


def test_a_clock_that_runs_over_the_end_of_the_calendar_is_refused():
    with pytest.raises(CalendarTooShort):
        due("CLK-FOI", date(2028, 12, 15))


def test_every_definition_is_whole():
    for row in catalogue().values():
        assert row.unit in UNITS
        assert all((row.label, row.trigger, row.stops_on, row.citation, row.rule))
        assert row.valid_from
        assert row.last_confirmed_on is None
        assert row.provenance in {"k", "v", "s"}
        assert row.standing in {
            "statutory", "statutory, no number", "code", "guidance", "local", "scheme", "practice",
        }  # fmt: skip


def test_only_the_clocks_of_the_day_are_offered():
    before, after = ({row.code for row in clocks(date(2026, 6, day))} for day in (18, 19))

    assert after - before == {"CLK-DPC-ACK", "CLK-DPC-OUT", "CLK-DPC-NOTE"}


def test_the_rule_is_said_in_words():
    assert clock("CLK-REQ").rule == "10 working days, England and Wales"
    assert clock("CLK-REQ-EMERGENCY").rule == "1 hour"
    assert clock("CLK-MARAC-PAPERS").rule == "5 working days before, England and Wales"


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (date(2026, 11, 26), "due in 3 working days (Thursday 26 November)"),
        (date(2026, 11, 24), "due in 1 working day (Tuesday 24 November)"),
        (date(2026, 11, 23), "due today (Monday 23 November)"),
        (date(2026, 11, 20), "overdue since Friday 20 November"),
        (date(2025, 11, 20), "overdue since Thursday 20 November 2025"),
        (date(2028, 4, 1), "due on Saturday 1 April 2028"),
        (date(2040, 4, 1), "due on Sunday 1 April 2040"),
        (datetime(2026, 11, 23, 16, 40, tzinfo=LONDON), "due in 7 hours (Monday 23 November, 4:40pm)"),
        (datetime(2026, 11, 23, 9, 25, tzinfo=LONDON), "due in 25 minutes (Monday 23 November, 9:25am)"),
        (datetime(2026, 11, 23, 0, 5, tzinfo=LONDON), "overdue since Monday 23 November, 12:05am"),
        (datetime(2026, 12, 3, 12, 0, tzinfo=LONDON), "due on Thursday 3 December, 12:00pm"),
    ],
)
def test_a_page_says_when_in_words(due_on, said):
    assert words(due_on, MONDAY) == said


def test_a_weekend_due_day_is_said_as_a_day():
    assert words(date(2026, 11, 22), datetime(2026, 11, 21, 9)) == "due tomorrow (Sunday 22 November)"


def test_working_days_are_counted_both_ways():
    assert working_days_left(date(2026, 11, 26), MONDAY) == 3
    assert working_days_left(date(2026, 11, 20), MONDAY) == -1
    assert working_days_left(date(2026, 12, 1), MONDAY, "UK") == 5  # 30 November is a Scottish holiday


def test_a_day_due_lasts_until_its_end_and_warns_first():
    last = date(2026, 11, 26)

    assert standing("CLK-REQ", last, MONDAY) == "running"
    assert standing("CLK-REQ", last, MONDAY + timedelta(days=1)) == "warning"
    assert not is_overdue(last, datetime(2026, 11, 26, 23, 59, tzinfo=LONDON))
    assert standing("CLK-REQ", last, datetime(2026, 11, 27, 0, 0, tzinfo=LONDON)) == "overdue"


def test_a_clock_in_hours_warns_in_hours():
    found = due("CLK-EMERG", MONDAY)

    assert standing("CLK-EMERG", found, MONDAY) == "running"
    assert standing("CLK-EMERG", found, MONDAY + timedelta(hours=16)) == "warning"
    assert standing("CLK-EMERG", found, as_moment(found) + timedelta(seconds=1)) == "overdue"
