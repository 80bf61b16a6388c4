"""Who sees which answers: what lies with the request, and what the people who receive the information are shown."""

from collections.abc import Mapping

from sharing.checklist import book, conditions
from sharing.checklist.carrying import ASKER_KEPT
from sharing.checklist.facts import applying, facts
from sharing.checklist.shapes import Answers, Situation
from sharing.checklist.summary import Line, day_words, words

# The sender's reasoning: never on anybody's copy, and kept in a table of the sender's own (ruling 14).
SENDERS_OWN = ("2c", "3", "3a", "3b", "3c", "3d", "3e", "3f", "5a", "5b", "6a", "6b", "6d", "7", "7L", "S3", "S7")


def asker_answers(answers: Answers) -> dict[str, Mapping]:
    """The answers that lie with the request, for the sharer to see instead of being asked them again."""
    return {code: answers[code] for code in ASKER_KEPT if code in answers}


def sharer_answers(answers: Answers) -> dict[str, Mapping]:
    """The answers that lie with the disclosure and belong to the sender alone."""
    return {code: data for code, data in answers.items() if code in SENDERS_OWN}


def recipient_copy(situation: Situation, answers: Answers, recipient: Mapping | None = None) -> list[Line]:
    """What one recipient is shown beside the information: limits first, then warnings, purpose and what to do.

    `recipient` is one row of `facts()["recipients"]`; each sees their own line and nobody else's. The sender's
    reasoning is not on it.
    """
    have = applying(situation, answers)
    known_facts = facts(situation, answers, have)

    def of(code: str) -> Mapping:
        return conditions.of(have, code)

    copy: list[Line] = []
    if of("6c").get("limits") == "yes":
        until = f" (until {day_words(of('6c')['ends_on'])})" if of("6c").get("ends_on") else ""
        copy.append(("Limits set by the person", f"{of('6c').get('what') or 'See the sender'}{until}"))
    if of("5c").get("conditions"):
        copy.append(("Conditions of the agency it belongs to", of("5c")["conditions"]))
    copy += [("Take care", sentence) for sentence in _warnings(known_facts, of)]
    copy.append(("Use it for", _purpose(situation, of("1a"))))
    if recipient and recipient.get("use"):
        copy.append(("What you will do with it", recipient["use"]))
    copy.append(("Kinds of information", _kinds(situation, known_facts["kinds"])))
    if of("9").get("marking"):
        copy.append(("Marking", words(book.page("9").field("marking"), of("9")["marking"], situation)))
    copy.append(("Passing it on", _onward(known_facts)))
    if note := senders_note(have):
        copy.append(("From the sender", note))
    return [(label, value) for label, value in copy if value]


def senders_note(have: Answers) -> str:
    """What the sender wants everyone who receives it to know: the note, and what was not made clear at the time (4c)."""
    note, unclear = conditions.of(have, "check").get("note"), conditions.of(have, "4c")
    clarification = unclear.get("clarification") if unclear.get("made_clear") == "no" else ""
    return "\n\n".join(words.strip() for words in (note, clarification) if words and words.strip())


def _warnings(known_facts, of):
    if known_facts["not_checked"]:
        yield "Not checked."
    if known_facts["identity_not_confirmed"]:
        yield "Identity not confirmed: make sure that it is the same person before you act."
    if known_facts["reveals_source"]:
        yield "It could reveal who told the sender. Do not show or describe it to anybody it is about."
    if known_facts["do_not_reveal"]:
        yield "Do not mention this to the person it is about, and do not confirm it if they ask."
    mixed = {"told": "what someone told the sender", "opinion": "professional opinion", "intelligence": "intelligence"}
    parts = [label for value, label in mixed.items() if value in (of("4c").get("made_of") or ())]
    if parts:
        yield f"Not all of it is fact: it includes {', '.join(parts)}."


def _purpose(situation, data):
    code = data.get("purpose")
    named = words(book.page("1a").field("purpose"), code, situation) if code and code != "other" else ""
    return ": ".join(part for part in (named, data.get("why", "")) if part)


def _kinds(situation, kinds):
    return words(book.page("S6").field("kinds"), kinds, situation) if kinds else ""


def _onward(known_facts):
    if not known_facts["onward_permitted"]:
        return "Do not pass it on."
    return "Only with the agreement of the agency it belongs to."
