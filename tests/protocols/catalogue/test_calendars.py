"""Are the bank holidays those that were proclaimed, and is nothing guessed beyond them?"""

from datetime import date, timedelta

import pytest

from protocols.catalogue.calendars import (
    DIVISIONS,
    CalendarTooShort,
    bank_holidays,
    is_bank_holiday,
    is_working_day,
    on_or_after,
    working_days_after,
    working_days_before,
    working_days_between,
    years,
)

ONE_OFF = {
    date(2012, 6, 5): DIVISIONS,
    date(2020, 5, 8): DIVISIONS,
    date(2022, 6, 3): DIVISIONS,
    date(2022, 9, 19): DIVISIONS,
    date(2023, 5, 8): DIVISIONS,
    date(2026, 6, 15): ("scotland",),
}
MOVED_AWAY = (date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30))


def days(year, text):
    return {date.fromisoformat(f"{year}-{part}") for part in text.split()}


def easter_sunday(year):
    """The anonymous Gregorian computus, kept here so that the data are held against something independent."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


@pytest.mark.parametrize(
    ("division", "year", "expected"),
    [
        ("england-and-wales", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        ("england-and-wales", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        ("scotland", 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
        ("scotland", 2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28"),
        ("northern-ireland", 2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"),
        ("northern-ireland", 2027, "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28"),
    ],
)
def test_the_published_years_are_as_published(division, year, expected):
    assert bank_holidays(division)[year] == days(year, expected)


def test_every_year_is_loaded_for_every_part():
    assert years() == range(2012, 2029)


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("year", range(2012, 2029))
def test_every_year_has_its_usual_days_and_no_weekends(division, year):
    found = bank_holidays(division)[year]
    usual = {"england-and-wales": 8, "scotland": 9, "northern-ireland": 10}[division]
    extra = sum(one.year == year and division in where and one.year != 2020 for one, where in ONE_OFF.items())
    easter = easter_sunday(year)

    assert len(found) == usual + extra
    assert all(day.year == year and day.weekday() < 5 for day in found)
    assert easter - timedelta(days=2) in found
    assert (easter + timedelta(days=1) in found) == (division != "scotland")


@pytest.mark.parametrize("division", DIVISIONS)
def test_the_one_off_days_are_there_and_the_moved_ones_are_not(division):
    for day, where in ONE_OFF.items():
        assert (day in bank_holidays(division)[day.year]) == (division in where)
    for day in MOVED_AWAY:
        assert day not in bank_holidays(division)[day.year]


def test_a_scottish_holiday_is_one_for_the_whole_kingdom_and_not_for_england():
    assert is_bank_holiday(date(2026, 6, 15), "UK")
    assert not is_bank_holiday(date(2026, 6, 15), "EW")


def test_a_day_off_moves_to_the_next_working_day():
    assert on_or_after(date(2026, 4, 3)) == date(2026, 4, 7)
    assert on_or_after(date(2026, 4, 7)) == date(2026, 4, 7)


def test_counting_there_and_back_agree():
    start = date(2026, 12, 22)

    later = working_days_after(start, 5)

    assert later == date(2026, 12, 31)
    assert working_days_before(later, 5) == start
    assert working_days_between(start, later) == 5


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2029, 1, 1)])
def test_a_day_outside_the_loaded_years_is_refused(day):
    with pytest.raises(CalendarTooShort, match=str(day.year)):
        is_working_day(day)
