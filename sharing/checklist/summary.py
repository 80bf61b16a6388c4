"""The answers as people read them: on "Check your answers", in print, and on the confirmation page."""

import datetime as dt
from collections.abc import Mapping

from sharing.checklist import book, conditions
from sharing.checklist.carrying import ASKER_ONLY, is_supplied, known
from sharing.checklist.gaps import is_empty
from sharing.checklist.routing import own, pages, parts, settle
from sharing.checklist.shapes import NOTHING, Answers, Field, Kind, Page, Route, Situation, Voice

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
Line = tuple[str, str]

NOT_ASKED_UNDER_A_DUTY = "Not asked: the law requires this sharing, or a court ordered it."


def summary(situation: Situation, answers: Answers) -> list[tuple[Page, list[Line]]]:
    """Each page that applies with its answers in words, in the order walked; the asker's own come first.

    A page left empty is listed with no lines, so that "Check your answers" can offer it. Answers to pages that no
    longer apply are left out.
    """
    settled = settle(situation, answers)
    have = known(settled, answers)
    listed: list[Page] = []
    if settled.voice is Voice.SHARER and settled.route in (Route.FULL, Route.PROCEDURE):
        codes = (("S4",) if (settled.asked or NOTHING).get("S4") else ()) + ASKER_ONLY
        listed += [book.page(code) for code in codes]
    if settled.route is Route.FOLLOW_UP and "EM" in answers:
        listed.append(book.page("EM"))
    for page in pages(situation, answers):
        if page.code == "standing":
            listed += [book.page(code) for code in _supplied(settled, answers, have)]
        elif own(page) and not (page.code == "check" and is_empty(conditions.of(answers, "check").get("note"))):
            listed.append(page)
        listed += parts(page, settled, have)
    unique = dict.fromkeys(page.code for page in listed)
    shown = [(book.page(code), lines(book.page(code), settled, have)) for code in unique]
    if settled.route in (Route.FULL, Route.PROCEDURE) and settled.voice is not Voice.ASKER:
        shown += _replaced(settled, have)
    return shown


def printed(situation: Situation, answers: Answers, template: str = "APP1-2026") -> list[tuple[Page, list[Line]]]:
    """The answers in the source's own order. APP1-2013 prints the question that the source repeats in both places."""
    order = book.PRINTED_2013 if template == "APP1-2013" else book.PRINTED_2026
    settled = settle(situation, answers)
    have = known(settled, answers)
    return [(book.page(code), lines(book.page(code), settled, have)) for code in order]


def lines(page: Page, situation: Situation, have: Answers) -> list[Line]:
    """The filled-in fields of one page: label and words."""
    data = have.get(page.code) or NOTHING
    return [
        (item.label_in(situation.tense), words(item, data[item.name], situation))
        for item in page.fields
        if not is_empty(data.get(item.name)) and data[item.name] is not False and item.is_shown(situation, data)
        and (item.applies is None or item.applies(situation, have))
    ]  # fmt: skip


def words(item: Field, value, situation: Situation) -> str:
    """One value in words: choices by their labels, days as "3 November 2026", rows a line each."""
    if item.kind is Kind.ROWS:
        return "\n".join(_row(item, row, situation) for row in value if isinstance(row, Mapping))
    if item.kind is Kind.CHECKBOX:
        return "Yes" if value else "No"
    if item.kind is Kind.DATE:
        return day_words(value)
    if item.kind is Kind.TIME:
        return time_words(value)
    labels = {choice.value: choice.label for choice in situation.choices(item)}
    labels |= {choice.value: choice.label for choice in item.choices if choice.value not in labels}
    if isinstance(value, (list, tuple)):
        return "; ".join(labels.get(one, str(one)) for one in value)
    return labels.get(value, str(value))


def day_words(value: str) -> str:
    """An ISO day as "3 November 2026"; anything else as it stands."""
    try:
        day = dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def time_words(value: str) -> str:
    """An ISO time as "10:12am"; anything else as it stands."""
    try:
        time = dt.time.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    return f"{time.hour % 12 or 12}:{time.minute:02}{'am' if time.hour < 12 else 'pm'}"


def recorded_sentence(reference: str, *, recorded_at: dt.datetime, shared_at: dt.datetime | None, by: str) -> str:
    """CL-8, answered by the service: that it is recorded, by whom and when, both moments in local time.

    Where more than 24 hours passed between the two, the sentence says how long, and blames nobody.
    """
    recorded = f"{_clock(recorded_at)}"
    if shared_at is None or shared_at.date() != recorded_at.date():
        recorded += f" on {day_words(recorded_at.date().isoformat())}"
    sentence = f"Yes. {reference}, recorded by {by} at {recorded}"
    if shared_at is None:
        return f"{sentence}."
    if shared_at.time() == dt.time.min:  # a day was told and no time of day
        return f"{sentence}, shared on {day_words(shared_at.date().isoformat())}."
    shared = _clock(shared_at)
    if shared_at.date() != recorded_at.date():
        shared += f" on {day_words(shared_at.date().isoformat())}"
    sentence += f", shared at {shared}"
    passed = recorded_at - shared_at
    if passed <= dt.timedelta(hours=24):
        return f"{sentence}."
    days, hours = passed.days, passed.seconds // 3600
    span = " and ".join(f"{n} {unit}{'s' if n != 1 else ''}" for n, unit in ((days, "day"), (hours, "hour")) if n)
    return f"{sentence}. That is {span} later."


def _clock(moment):
    return time_words(moment.time().replace(second=0, microsecond=0).isoformat())


def _row(item, row, situation):
    filled = [column for column in item.columns if not is_empty(row.get(column.name)) and row[column.name] is not False]
    return ", ".join(_column(column, row[column.name], situation) for column in filled)


def _column(column, value, situation):
    if column.kind is Kind.CHECKBOX:
        return column.label
    said = words(column, value, situation)
    return f"{column.brief}: {said.lower()}" if column.brief else said


def _supplied(situation, answers, have):
    standing = situation.procedure.standing if situation.procedure else NOTHING
    return [code for code in standing if code in have and is_supplied(situation, answers, code)]


def _replaced(situation, have):
    """Under a duty or an order, questions 6 and 7 give way to one sentence."""
    if conditions.under_a_duty(situation, have):
        return [(book.page("7"), [(book.page("7").title_in(situation), NOT_ASKED_UNDER_A_DUTY)])]
    return []
