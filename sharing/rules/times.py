"""By when, in moments: the clocks of the catalogue, which answer in days, turned into ends of days in London."""

from datetime import date, datetime, time, timedelta

from protocols.catalogue import clocks
from protocols.catalogue.calendars import CalendarTooShort, working_days_after
from sharing.checklist import Due

_WEEKEND = 5
# Each kind of gap: a clock of the catalogue, or a number of working days where there is no clock for it.
_GAPS: dict[Due, str | int] = {
    Due.SAME_DAY: 0,
    Due.NEXT_WORKING_DAY: "CLK-LIVE",
    Due.EMERGENCY: "CLK-EMERG",
    Due.QUICK_CALL: "CLK-QUICK",
    Due.ORDINARY: 5,
}
_REQUESTS = {"ordinary": "CLK-REQ", "urgent": "CLK-REQ-URGENT", "emergency": "CLK-REQ-EMERGENCY"}


def gap_due(kind: Due, at: datetime) -> datetime:
    """When a gap named at a moment should be closed."""
    rule = _GAPS[kind]
    return _moment(rule, at) if isinstance(rule, str) else end_of(_working_days(clocks.as_day(at), rule))


def request_due(urgency: str, at: datetime) -> datetime:
    """When a request sent at a moment should be answered."""
    return _moment(_REQUESTS[urgency], at)


def receipt_due(at: datetime) -> datetime:
    """When receipt of something given at a moment should be confirmed."""
    return _moment("CLK-RECEIPT", at)


def end_of(day: date) -> datetime:
    """The last minute of a day in London."""
    return datetime.combine(day, time(23, 59), tzinfo=clocks.LONDON)


def in_words(moment: datetime) -> str:
    """A deadline, for the subject of a notice: "2:10am on Sunday 22 November", or the day alone at its end."""
    local = moment.astimezone(clocks.LONDON)
    day = f"{local:%A} {local.day} {local:%B}"
    if local.time().replace(second=0, microsecond=0) == time(23, 59):
        return day
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'} on {day}"


def _moment(code: str, at: datetime) -> datetime:
    definition = clocks.clock(code)
    if definition.unit == "hours":
        moment = clocks.due(code, at)
        assert isinstance(moment, datetime)  # a clock in hours gives no day
        return moment
    assert definition.length is not None  # each of these clocks says how long it runs
    return end_of(_working_days(clocks.as_day(at), definition.length))


def _working_days(day: date, count: int) -> date:
    """Working days on. Beyond the bank holidays loaded only weekends are days off: a record must never fail for a
    calendar that somebody forgot to extend (ruling 1)."""
    try:
        return working_days_after(day, count)
    except CalendarTooShort:
        while count > 0:
            day += timedelta(days=1)
            count -= day.weekday() < _WEEKEND
        return day
