"""What must be true for a page, a field or a branch to apply. Pure: a situation and answers in, yes or no out."""

from collections.abc import Mapping

from sharing.checklist.questions.lists import KINDS
from sharing.checklist.shapes import NOTHING, Answers, Situation, Voice, held

AGREED = {"yes", "limits"}
INFORMED = {"what", "who", "consequences"}


def of(answers: Answers, code: str) -> Mapping:
    """The answers of one page, or nothing."""
    return answers.get(code) or NOTHING


# Of the whole record.


def only_deceased(situation: Situation, answers: Answers) -> bool:
    """Only someone who has died, and no living relative in it: data protection law falls away, confidence stays."""
    data = of(answers, "S3")
    return data.get("who") == "deceased" and data.get("relatives") not in ("yes", "unsure")


def only_figures(situation: Situation, answers: Answers) -> bool:
    return of(answers, "S3").get("who") == "no"


def ordered_by_court(situation: Situation, answers: Answers) -> bool:
    return of(answers, "2c").get("basis") == "court"


def under_a_duty(situation: Situation, answers: Answers) -> bool:
    """A duty to give information, or a court order: agreement and weighing do not come into it."""
    return of(answers, "2c").get("basis") in ("duty", "court")


def specially_protected(situation: Situation, answers: Answers) -> bool:
    """A kind ticked, or somebody's part, makes one of the statutory bars possible."""
    protected = {choice.value for choice in situation.options.get("kinds") or KINDS if choice.protected}
    if held(of(answers, "S6"), "kinds") & protected:
        return True
    return "convicted" in _parts(answers) or asks_about_a_victim(situation, answers)


def _parts(answers):
    return held(of(answers, "S4"), "people.part") | held(of(answers, "S4"), "list_part")


def somebody_asked(situation: Situation, answers: Answers) -> bool:
    return situation.voice is Voice.SHARER and situation.asked is not None


def asks_about_a_victim(situation: Situation, answers: Answers) -> bool:
    return situation.investigator and bool(_parts(answers) & {"harmed", "at_risk", "witness"})


def answers_for_law_enforcement(situation: Situation, answers: Answers) -> bool:
    return situation.law_enforcement


def about_a_person(situation: Situation, answers: Answers) -> bool:
    """Unanswered counts as yes: the page about identity is left out only when nobody is listed."""
    data = answers.get("S4")
    return data is None or bool(data.get("people") or data.get("list_count"))


def about_several(situation: Situation, answers: Answers) -> bool:
    return len(of(answers, "S4").get("people") or ()) > 1


def about_a_list(situation: Situation, answers: Answers) -> bool:
    return bool(of(answers, "S4").get("list_count"))


# Of agreement.


def agreement_asked(situation: Situation, answers: Answers) -> bool:
    return not under_a_duty(situation, answers) and not only_deceased(situation, answers)


def states(answers: Answers) -> list[str]:
    """What is said about agreement, for everyone the record is about."""
    data = of(answers, "6a")
    other = [row.get("agreed") or "" for row in data.get("others") or ()]
    return [data.get("agreed") or "", *other]


def somebody_agreed(situation: Situation, answers: Answers) -> bool:
    return agreement_asked(situation, answers) and bool(set(states(answers)) & AGREED)


def fully_agreed(situation: Situation, answers: Answers) -> bool:
    """Everybody agreed, and knew what, who and what might follow."""
    if not set(states(answers)) <= AGREED:
        return False
    told = of(answers, "6b")
    return "6b" not in answers or held(told, "told") >= INFORMED


def without_agreement(situation: Situation, answers: Answers) -> bool:
    return not under_a_duty(situation, answers) and not (
        agreement_asked(situation, answers) and fully_agreed(situation, answers)
    )


def telling_asked(situation: Situation, answers: Answers) -> bool:
    return not ordered_by_court(situation, answers) and not only_deceased(situation, answers)


# Of where it came from.


def a_person_told_us(situation: Situation, answers: Answers) -> bool:
    return (
        of(answers, "5a").get("source") in ("person", "both")
        or bool(of(answers, "3d").get("source_exposed"))
        or bool(of(answers, "EM").get("reveals_source"))
    )


def another_agency_owns_it(situation: Situation, answers: Answers) -> bool:
    return of(answers, "5a").get("source") in ("agency", "both")


# Of one page's own answers.


def weighs(situation: Situation, data: Mapping) -> bool:
    """The two boxes open for what was given in confidence, and where the protocol's own text asks (V8 as corrected)."""
    return situation.weighing or data.get("confidence") in ("law", "interest")


def against_the_rules(situation: Situation, data: Mapping) -> bool:
    return data.get("channel") in situation.channels_against


def nothing_taken_out(situation: Situation, data: Mapping) -> bool:
    taken = data.get("removed") or data.get("removed_sensitive")
    return data.get("less") == "take_out" and not taken


def identity_not_confirmed(data: Mapping) -> bool:
    """One match or none, unless it is about a place: the copy says so, and nothing is stopped."""
    matched = held(data, "matched")
    return bool(matched) and "place" not in matched and len(matched - {"could_not"}) < 2
