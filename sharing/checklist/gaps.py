"""What is still missing, in plain sentences, with who is asked and by when. Nothing here stops anybody (ruling 1)."""

from collections.abc import Iterable, Mapping

from sharing.checklist import book, conditions
from sharing.checklist.carrying import ASKER_ONLY, is_supplied, known
from sharing.checklist.questions.bars import PROTECTED, TURNED_AWAY, case_field
from sharing.checklist.questions.making import Doubtful
from sharing.checklist.routing import own, pages, parts, settle
from sharing.checklist.shapes import (
    NOTHING,
    Answers,
    Due,
    Field,
    Gap,
    Kind,
    Owner,
    Page,
    Route,
    Situation,
    Tense,
    Voice,
)  # fmt: skip


def reasons_needed(page: Page, data: Mapping, situation: Situation | None = None) -> list[str]:
    """The fields of this page whose answer opens the short reason box. The page saves with or without a reason."""
    doubtful = next((f.shown for f in page.fields if f.name == "reason" and isinstance(f.shown, Doubtful)), None)
    return doubtful.names(situation or Situation(), data) if doubtful else []


def gaps(situation: Situation, answers: Answers) -> list[Gap]:
    """Everything missing from this record, in the order of its pages; empty when the record is complete."""
    settled = settle(situation, answers)
    have = known(settled, answers)
    found = [gap for page in _asked_pages(situation, settled, answers, have)
             for gap in _of_page(page, settled, have)]  # fmt: skip
    if settled.voice is Voice.SHARER and settled.route in (Route.FULL, Route.PROCEDURE):
        found = _askers(settled) + found
    return found + _unsure_of_the_procedure(settled, answers)


def _asked_pages(situation, settled, answers, have) -> Iterable[Page]:
    if settled.route is Route.FOLLOW_UP and "EM" in answers:
        yield book.page("EM")
    for page in pages(situation, answers):
        if page.code == "check":
            continue
        if own(page) and page.code != "standing":
            yield page
        yield from parts(page, settled, have)


def _of_page(page: Page, situation: Situation, have: Answers) -> list[Gap]:
    data = have.get(page.code) or NOTHING
    due, owner = _due(situation, have), Owner.ASKER if situation.voice is Voice.ASKER else Owner.SHARER
    title = page.title_in(situation)
    wanted = [item for item in page.fields if _wanted(item, situation, have, data)]
    empty = [item for item in wanted if is_empty(data.get(item.name))]
    if wanted and not any(not is_empty(value) for value in data.values()) and page.code != "EM":
        return [Gap(page.code, f"“{title}” is not answered yet.", owner, due)]
    found = [
        Gap(page.code, f"“{title}”: “{item.label_in(situation.tense)}” is not filled in yet.", item.owner or owner,
            due, item.name)
        for item in empty
    ]  # fmt: skip
    for item in page.fields:
        if item.kind is Kind.ROWS and not is_empty(data.get(item.name)):
            found += _of_rows(page, item, situation, data, owner, due)
        found += _contradiction(page, item, situation, data, owner, due)
    if reasons_needed(page, data, situation) and is_empty(data.get("reason")):
        found.append(Gap(page.code, f"“{title}”: a few words on the reason are still to come.", owner, due, "reason"))
    return found + _following(page, situation, data, owner)


def _wanted(item: Field, situation: Situation, have: Answers, data: Mapping) -> bool:
    in_force = item.applies is None or item.applies(situation, have)
    return in_force and item.is_shown(situation, data) and (item.must or item.is_needed(situation, data))


def _of_rows(page, item, situation, data, owner, due):
    found = []
    for place, row in enumerate(data[item.name], start=1):
        absent = [column.label for column in item.columns
                  if column.is_needed(situation, row) and is_empty(row.get(column.name))]  # fmt: skip
        if absent:
            listed = " and ".join(f"“{label}”" for label in absent)
            sentence = f"{item.label}, line {place}: {listed} {'is' if len(absent) == 1 else 'are'} not filled in yet."
            found.append(Gap(page.code, sentence, owner, due, f"{item.name}.{place}"))
    return found


def _contradiction(page, item, situation, data, owner, due):
    """One tick that excludes the others, ticked with others: kept as it was given, and asked about."""
    chosen = data.get(item.name)
    if item.kind is not Kind.CHECKBOXES or not isinstance(chosen, (list, tuple)) or len(chosen) < 2:
        return []
    alone = [choice.label for choice in situation.choices(item) if choice.alone and choice.value in chosen]
    title = page.title_in(situation)
    sentence = "“{}”: “{}” is ticked together with others. Which of them is meant?"
    return [Gap(page.code, sentence.format(title, label), owner, due, item.name) for label in alone[:1]]


def _following(page: Page, situation: Situation, data: Mapping, owner: Owner) -> list[Gap]:
    """Answers that are themselves a task still open."""
    if page.code == "S7":
        return _uncleared(data)
    if page.code == "7L":
        return _live_case(data, owner)
    if page.code == "5c" and data.get("agreed") == "ask":
        return [Gap("5c", "The agency it belongs to has not agreed.", owner, Due.ORDINARY, "agreed")]
    if page.code == "5c" and data.get("agreed") == "cannot_wait" and data.get("tell_owner") not in ("told", "unlawful"):
        return [Gap("5c", "The agency it belongs to is still to be told.", owner, Due.NEXT_WORKING_DAY, "tell_owner")]
    return []


def _uncleared(data):
    found = []
    for bar in PROTECTED:
        if bar.value not in (data.get("protected") or ()):
            continue
        if bar.value == TURNED_AWAY:
            sentence = f"“{bar.label}” is not handled in this service. Speak to {bar.adviser}."
        elif data.get(case_field(bar.value)) in (None, "", "none", "unsure"):
            sentence = f"“{bar.label}”: no case in which it may be passed on is chosen yet."
        else:
            continue
        found.append(Gap("S7", sentence, Owner.DATA_PROTECTION_OFFICER, Due.SAME_DAY, case_field(bar.value)))
    return found


def _live_case(data, owner):
    if data.get("live") == "unknown":
        sentence = "Whether there is a live investigation or court case is still to be found out."
        return [Gap("7L", sentence, owner, Due.NEXT_WORKING_DAY, "live")]
    if data.get("live") != "yes":
        return []
    people = {"officer": "officer in the case", "prosecutor": "prosecutor"}
    return [
        Gap("7L", f"The {who} is still to be spoken to.", owner, Due.NEXT_WORKING_DAY, name)
        for name, who in people.items() if data.get(name) == "not_yet"
    ]  # fmt: skip


def _askers(situation: Situation) -> list[Gap]:
    """What the asker left open. Theirs to answer: the sharer is never asked instead."""
    asked, asker = situation.asked or NOTHING, situation.but(voice=Voice.ASKER, route=Route.FULL, tense=Tense.BEFORE)
    from_asker = [page for page in pages(asker, asked) if page.code in ASKER_ONLY]
    return [gap for page in from_asker for gap in _of_page(page, asker, asked)]


def _unsure_of_the_procedure(situation: Situation, answers: Answers) -> list[Gap]:
    said = answers.get("standing") or NOTHING
    unsure = [code for code, value in said.items() if value == "unsure" and is_supplied(situation, answers, code)]
    if not unsure or not is_empty(said.get("reason")):
        return []
    sentence = "What the procedure already answers: a few words on what is not sure are still to come."
    owner = Owner.ASKER if situation.voice is Voice.ASKER else Owner.SHARER
    return [Gap("standing", sentence, owner, _due(situation, answers), "reason")]


def _due(situation: Situation, have: Answers) -> Due:
    emergency = conditions.of(have, "EM")
    if not emergency and situation.route is not Route.EMERGENCY:
        return Due.ORDINARY
    quick = emergency.get("kind") == "quick" or (situation.quick and "kind" not in emergency)
    return Due.QUICK_CALL if quick else Due.EMERGENCY


def is_empty(value) -> bool:
    """Nothing typed, ticked or chosen. False and 0 are answers."""
    return value is None or value == "" or value == [] or value == () or value == {}
