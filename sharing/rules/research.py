"""Until when may an agency see what it is asked to look for, when is it reminded, and what is recorded of it?"""

from datetime import date, datetime, time, timedelta

from protocols.catalogue.calendars import CalendarTooShort, working_days_before
from protocols.catalogue.clocks import LONDON, as_day
from sharing.models import CaseRecord, Meeting, Research
from sharing.models.clocks import MORNING
from sharing.models.research import ENDS_AFTER, RUNNING
from sharing.rules.meetings import answers_of_case

# Whoever looks has a day for it.
_LAST = timedelta(days=1)
# An agency that has not answered is reminded so many working days before its day, and when that has passed.
_WARN = 2
_SAID = {
    Research.Reply.NOTHING: "Nothing held. That is information about the person too.",
    Research.Reply.HELD: "Something is held, and is brought to the meeting.",
}


def research_over(meeting: Meeting, at: datetime) -> bool:
    """Is the list closed: with the meeting, or a week after its day?"""
    return meeting.status not in RUNNING or at >= meeting.held_at + ENDS_AFTER


def latest_day(meeting: Meeting) -> date:
    """The last day by which answers help the meeting."""
    return as_day(meeting.held_at)


def usual_day(meeting: Meeting, on: date) -> date:
    """The day before the meeting, or today when that has passed."""
    return max(latest_day(meeting) - _LAST, on)


def next_reminder(due_on: date, at: datetime) -> datetime | None:
    """When an agency is next reminded of a list, in the morning; None when there is no step left."""
    steps = (_working_days_before(due_on, _WARN), due_on + timedelta(days=1))
    mornings = [datetime.combine(day, time(MORNING), tzinfo=LONDON) for day in steps]
    return min((moment for moment in mornings if moment > at), default=None)


def _working_days_before(day: date, count: int) -> date:
    """Beyond the bank holidays loaded days are counted as they come: nobody is left out for a short calendar."""
    try:
        return working_days_before(day, count)
    except CalendarTooShort:
        return day - timedelta(days=count)


def asking(case: CaseRecord, look_for: str, agencies) -> dict:
    """The answers of the record that asking makes: whom it is about, and to whom that was said."""
    meeting = case.item.meeting
    return answers_of_case(
        case.justification, case.about, meeting, case.item.number, _to(agencies, "Look for what it holds before the meeting"),
        kinds=["people"], note=f"To look for: {look_for}" if look_for else "", channel="service",
    )  # fmt: skip


def answering(one: Research, reply: str) -> dict:
    """The answers of the record that answering makes, for the reasons that the case gave once for everybody."""
    item = one.item
    return answers_of_case(
        one.reasons, one.about, item.meeting, item.number, _to([one.asked_by.agency], "Prepare the case"),
        kinds=["history"], note=_SAID[Research.Reply(reply)], channel="service",
    )  # fmt: skip


def _to(agencies, use: str) -> list[dict]:
    return [{"agency": agency.name, "role": "", "use": use} for agency in agencies]
