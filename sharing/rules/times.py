"""By when, in moments: the clocks of the catalogue, which answer in days, turned into ends of days in London."""

from datetime import date, datetime, time, timedelta

from protocols.catalogue import clocks
from protocols.catalogue.calendars import CalendarTooShort, working_days_after
from sharing.checklist import Due
from sharing.models.clocks import END_OF_DAY, MORNING, REQUEST_CLOCKS, warning

_WEEKEND = 5
# Each kind of gap: a clock of the catalogue, or a number of working days where there is no clock for it.
_GAPS: dict[Due, str | int] = {
    Due.SAME_DAY: 0,
    Due.NEXT_WORKING_DAY: "CLK-LIVE",
    Due.EMERGENCY: "CLK-EMERG",
    Due.QUICK_CALL: "CLK-QUICK",
    Due.ORDINARY: 5,
}

_DISPUTES = {"officers": "CLK-DISP-1", "heads": "CLK-DISP-2"}


def gap_due(kind: Due, at: datetime) -> datetime:
    """When a gap named at a moment should be closed."""
    rule = _GAPS[kind]
    return _moment(rule, at) if isinstance(rule, str) else end_of(_working_days(clocks.as_day(at), rule))


def request_due(urgency: str, at: datetime) -> datetime:
    """When a request sent at a moment should be answered."""
    return _moment(REQUEST_CLOCKS[urgency], at)


def dispute_due(status: str, at: datetime) -> datetime:
    """When a disagreement put to officers or heads at a moment should have an outcome."""
    return _moment(_DISPUTES[status], at)


def onward_due(at: datetime) -> datetime:
    """When the agency that information belongs to should have said whether it may be passed on."""
    return _moment("CLK-ONWARD", at)


def onward_reminder(at: datetime) -> datetime:
    """When it is reminded of what it was asked at a moment: on a morning before its last day."""
    last = clocks.as_day(onward_due(at))
    return datetime.combine(last - timedelta(days=warning("CLK-ONWARD")), time(MORNING), tzinfo=clocks.LONDON)


def receipt_due(at: datetime) -> datetime:
    """When receipt of something given at a moment should be confirmed."""
    return _moment("CLK-RECEIPT", at)


def clock_step(due: datetime, start: datetime, warn: int, at: datetime) -> int:
    """1 soon, 2 on its day, 3 overdue, or 0: which step of a deadline has come (`models.clocks.step` in the database).

    A clock in days is spoken of in the morning, and never on the day it began; one in hours at its minute.
    """
    if not in_days(due):
        return 3 if at > due else int(warn > 0 and at >= due - timedelta(hours=warn))
    last, morning = clocks.as_day(due), _morning(at)
    if morning > last:
        return 3
    if morning <= _morning(start):
        return 0
    if morning == last:
        return 2
    return int(warn > 0 and morning >= last - timedelta(days=warn))


def in_days(due: datetime) -> bool:
    """Does a deadline last until the end of its day? One of a clock in hours ends at its minute."""
    return due.astimezone(clocks.LONDON).time() >= time.fromisoformat(END_OF_DAY)


def _morning(moment: datetime) -> date:
    """The day whose morning has come."""
    return (moment.astimezone(clocks.LONDON).replace(tzinfo=None) - timedelta(hours=MORNING)).date()


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


def day_and_time(moment: datetime) -> str:
    """A moment with its year, for a paper: "10:00am on Wednesday 20 May 2026"."""
    local = moment.astimezone(clocks.LONDON)
    hour = f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    return f"{hour} on {local:%A} {local.day} {local:%B %Y}"
