"""Which pages, in which order, for this person and these answers. Pure; nothing here refuses or raises."""

from sharing.checklist import book, conditions
from sharing.checklist.carrying import ASKER_ONLY, WANTS, is_supplied, known, standing_codes
from sharing.checklist.shapes import Answers, Page, Route, Situation, Tense, Voice

FULL = ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "1a", "1b", "2a", "2b", "2c", "3e", "3b", "3c", "3d", "3f", "3a",
        "3", "4a", "4b", "4c", "5a", "5b", "5c", "6a", "6b", "6c", "6d", "7", "7L", "9", "check")  # fmt: skip
UNDER_PROCEDURE = ("S4", "standing", "S3", "S6", "S7", "1a", "1b", "2a", "2b", "2c", "3e", "3b", "3c", "3d", "3f", "3a",
                   "3", "4a", "4b", "4c", "5a", "5b", "5c", "6a", "6b", "6c", "6d", "7", "7L", "9",
                   "check")  # fmt: skip
FOR_ASKER = {"S1", "S2", "S4", "S5", "S6", "standing", "1a", "1b", "2a", "2b", "2c", "6a", "check"}
FIGURES = ("FIG", "9", "check")
# Of a case at a meeting: answered once for the case, whoever brings something to it.
CASE = ("1a", "1b", "3d", "3f", "3", "6a", "6d")

DROPPED_FOR_THE_DECEASED = {"3e", "3a"}
ONLY_WHEN = {
    "S7": conditions.specially_protected,
    "4b": conditions.about_a_person,
    "5b": conditions.a_person_told_us,
    "5c": conditions.another_agency_owns_it,
    "6a": conditions.agreement_asked,
    "6b": conditions.somebody_agreed,
    "6c": conditions.somebody_agreed,
    "6d": conditions.telling_asked,
    "7": conditions.without_agreement,
}
# In the follow-up of an emergency the bars are always asked about, and so is who told us.
FOLLOW_UP_ONLY_WHEN = {code: rule for code, rule in ONLY_WHEN.items() if code != "S7"}


def settle(situation: Situation, answers: Answers) -> Situation:
    """The situation as the first answers leave it: S1 sets voice and tense, S2 opens the emergency page."""
    want = conditions.of(answers, "S1").get("want")
    if situation.asked is None and situation.route in (Route.FULL, Route.FIGURES) and want in WANTS:
        voice, tense = WANTS[want]
        situation = situation.but(voice=voice, tense=tense)
    if situation.route in (Route.FULL, Route.PROCEDURE) and conditions.of(answers, "S2").get("danger") == "yes":
        return situation.but(route=Route.EMERGENCY, tense=Tense.AFTER)
    if situation.route in (Route.EMERGENCY, Route.FOLLOW_UP):
        return situation.but(tense=Tense.AFTER)
    return situation


def pages(situation: Situation, answers: Answers) -> list[Page]:
    """The pages of this record, in order, with the branches that the answers open.

    The full route has 28 pages and at most 5 more; under a procedure, from its own page, 16 (15 where question 7
    does not apply) and at most the same branches; figures 3 after the first questions; an emergency 1.
    """
    settled = settle(situation, answers)
    return [book.page(code) for code in _codes(situation, settled, known(settled, answers), answers)]


def _codes(situation, settled, have, answers):
    match settled.route:
        case Route.EMERGENCY:
            # Through the door of S2 the first pages stay behind, so that the answer can be changed.
            return ["EM"] if situation.route is Route.EMERGENCY else [*_first(settled), "EM"]
        case Route.FOLLOW_UP:
            return [page.code for page in book.FOLLOW_UP if page.fields or parts(page, settled, have)] + ["check"]
        case Route.REFUSAL:
            return ["refuse"]
        case Route.FIGURES:
            return list(FIGURES)
        case Route.MEETING:
            # Whoever referred the case has said why; who only answers is not asked it again (P-A1-0).
            return [code for code in CASE if settled.voice is not Voice.SHARER or code not in ("1a", "1b")]
    codes = _walk(settled, have, answers)
    if settled.voice is Voice.ASKER:
        return codes
    if conditions.only_figures(settled, have):
        return _until(codes, "S3", "standing") + _figures(settled, answers)
    if settled.tense is Tense.BEFORE and conditions.of(have, "3b").get("less") == "no_names":
        return _until(codes, "3b") + _figures(settled, answers)
    return codes


def _walk(settled, have, answers):
    standing = standing_codes(settled)
    supplied = {code for code in standing if is_supplied(settled, answers, code)}
    order: tuple[str, ...] = FULL if settled.route is Route.FULL else UNDER_PROCEDURE
    if settled.route is Route.FULL and settled.procedure:
        order = (*FULL[:5], *UNDER_PROCEDURE[1:2], *FULL[5:])
    return [
        code
        for code in order
        if code not in supplied
        and (code != "standing" or standing)
        and for_this_voice(settled, code)
        and applies(settled, have, code)
    ]


def for_this_voice(situation: Situation, code: str) -> bool:
    """Whether a page is put to this person at all, where asking and sharing are two people's."""
    if situation.voice is Voice.ASKER:
        return code in FOR_ASKER
    if situation.voice is Voice.SHARER:
        known_already = situation.asked is not None and (code == "S1" or (code == "S4" and situation.asked.get("S4")))
        return code not in ASKER_ONLY and not known_already
    return True


def applies(situation: Situation, have: Answers, code: str) -> bool:
    """Whether the answers so far open this page."""
    if code in DROPPED_FOR_THE_DECEASED and conditions.only_deceased(situation, have):
        return False
    if situation.voice is Voice.ASKER and code == "6a":
        return conditions.agreement_asked(situation, have)
    rules = FOLLOW_UP_ONLY_WHEN if situation.route is Route.FOLLOW_UP else ONLY_WHEN
    return code not in rules or rules[code](situation, have)


def parts(page: Page, situation: Situation, have: Answers) -> list[Page]:
    """The pages shown together on this one, those that apply."""
    return [
        book.page(code) for code in page.parts if for_this_voice(situation, code) and applies(situation, have, code)
    ]


def _first(settled):
    return [code for code in _until(list(FULL), "S2") if for_this_voice(settled, code)]


def _until(codes, *last):
    """The codes up to the furthest of `last`, and any standing answer that is being changed before it."""
    end = max((codes.index(code) for code in last if code in codes), default=-1)
    return codes[: end + 1]


def _figures(settled, answers):
    return [code for code in FIGURES if not (code == "9" and is_supplied(settled, answers, code))]


def next_page(situation: Situation, answers: Answers, code: str) -> Page | None:
    """The page after this one; the same page again where it has just opened parts not seen yet; None at the end."""
    walk = pages(situation, answers)
    settled = settle(situation, answers)
    have = known(settled, answers)
    at = _place(walk, code)
    if at is None:
        return next(iter(unanswered(situation, answers)), walk[-1])
    here = walk[at]
    if here.parts and any(part.code not in answers for part in parts(here, settled, have)):
        return here  # an answer on it has opened a part that was not there to be seen
    return walk[at + 1] if at + 1 < len(walk) else None


def previous_page(situation: Situation, answers: Answers, code: str) -> Page | None:
    """The page before this one, for the back link; None at the start."""
    walk = pages(situation, answers)
    at = _place(walk, code)
    return walk[at - 1] if at else None


def _place(walk, code):
    return next((place for place, page in enumerate(walk) if page.code == code), None)


def is_answered(page: Page, situation: Situation, answers: Answers) -> bool:
    """Whether the page, or every page shown together on it, has been saved once; empty counts."""
    have = known(situation, answers)
    codes = [part.code for part in parts(page, situation, have)] + ([page.code] if own(page) else [])
    return all(code in answers for code in codes)


def own(page: Page) -> bool:
    """Whether a page keeps answers under its own code, and not only under those of its parts."""
    return bool(page.fields) or page.code == "standing"


def owed(situation: Situation, answers: Answers) -> list[Page]:
    """The follow-up pages still to be answered after an emergency or a quick call, in order; at most ten."""
    return unanswered(situation.but(route=Route.FOLLOW_UP, tense=Tense.AFTER), answers)


def unanswered(situation: Situation, answers: Answers) -> list[Page]:
    """The pages not yet visited, in order: where a colleague who takes over begins."""
    settled = settle(situation, answers)
    walk = pages(situation, answers)
    return [page for page in walk if page.code != "check" and not is_answered(page, settled, answers)]
