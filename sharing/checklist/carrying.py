"""Ask once: what is already known from the asker, a procedure or the emergency page, and what is proposed."""

from collections.abc import Mapping

from sharing.checklist import conditions
from sharing.checklist.shapes import NOTHING, Answers, Situation, Tense, Voice, held

# Answers that a procedure may supply. Every other answer is given afresh in each case.
STANDING = ("S3", "S6", "1b", "2b", "2c", "3a", "3c", "4c", "6d", "9")
STANDING_FOR_ASKER = ("S6", "1b", "2b", "2c")
# What the asker explains, which the sharer sees and is never asked again.
ASKER_ONLY = ("1a", "1b", "2b")
# What lies with the request: the asker's own page answers, whether or not the sharer gives theirs too.
ASKER_KEPT = ("S4", "S5", "S6", "1a", "1b", "2a", "2b", "2c", "6a", "check")

WANTS = {
    "ask": (Voice.ASKER, Tense.BEFORE), "answer": (Voice.SHARER, Tense.BEFORE), "share": (Voice.ALONE, Tense.BEFORE),
    "record": (Voice.ALONE, Tense.AFTER), "meeting": (Voice.ALONE, Tense.BEFORE),
}  # fmt: skip
HELPS_AIMS = {"harmed": "safety", "child": "safety", "staff": "safety", "public": "safety", "else": "rights"}
PURPOSE_AIMS = {
    "danger": "safety", "child": "safety", "adult": "safety", "domestic_abuse": "safety", "missing": "safety",
    "crime": "crime", "disorder": "crime", "antisocial": "crime", "offender": "crime", "substance": "health",
    "support": "health",
}  # fmt: skip


def standing_codes(situation: Situation) -> tuple[str, ...]:
    """The pages that the procedure answers for this person; the asker's own are not asked of the sharer."""
    if situation.procedure is None:
        return ()
    if situation.voice is Voice.ASKER:
        codes: tuple[str, ...] = STANDING_FOR_ASKER
    elif situation.voice is Voice.SHARER:
        codes = tuple(code for code in STANDING if code not in ASKER_ONLY)
    else:
        codes = STANDING
    return tuple(code for code in codes if situation.procedure.standing.get(code))


def is_supplied(situation: Situation, answers: Answers, code: str) -> bool:
    """Whether the procedure's answer stands here: said to hold, or neither contradicted nor answered otherwise."""
    holds = conditions.of(answers, "standing").get(code)
    return code in standing_codes(situation) and (holds == "yes" or (holds != "no" and code not in answers))


def known(situation: Situation, answers: Answers) -> dict[str, Mapping]:
    """Everything that stands as answered: typed here, or carried, each under its page's code."""
    base: dict[str, Mapping] = dict(_from_emergency(answers.get("EM") or NOTHING))
    base.update({code: data for code, data in answers.items() if data is not None})
    standing = situation.procedure.standing if situation.procedure else {}
    for code in standing_codes(situation):
        if is_supplied(situation, answers, code):
            base[code] = standing[code]
    if situation.voice is Voice.SHARER:
        # The asker's answers are theirs: the sharer contests them at 3, and never writes over them.
        asked = situation.asked or NOTHING
        for code in ASKER_ONLY:
            base.pop(code, None)
            if asked.get(code):
                base[code] = asked[code]
        if asked.get("S4"):
            base["S4"] = asked["S4"]
    return base


def proposals(situation: Situation, answers: Answers) -> dict[str, dict]:
    """What a page shows filled in before it is answered. Nothing here counts until somebody saves the page."""
    have = known(situation, answers)
    asked, procedure = situation.asked or NOTHING, situation.procedure
    offer: dict[str, dict] = {}
    for code in ("S5", "S6", "2a"):
        if situation.voice is Voice.SHARER and asked.get(code):
            offer[code] = dict(asked[code])
    if procedure:
        offer["S5"] = {"procedure": procedure.reference}
        if procedure.recipients and "2a" not in offer:
            offer["2a"] = {"recipients": [dict(row) for row in procedure.recipients]}
        if procedure.effects:
            offer["3f"] = {"effects": list(procedure.effects)}
        if procedure.draft:
            offer["3"] = {"judgement": procedure.draft}
    aims = {HELPS_AIMS.get(item) for item in held(conditions.of(have, "1b"), "helps")}
    aims.add(PURPOSE_AIMS.get(conditions.of(have, "1a").get("purpose", "")))
    if known_aims := sorted(aim for aim in aims if aim):
        offer["3a"] = {"aims": known_aims}
    if emergency := answers.get("EM"):
        offer.setdefault("3f", {"effects": ["hurt"], "note": emergency.get("why", "")})
    offer["EM"] = _to_emergency(have) | {"kind": "quick" if situation.quick else "danger"}
    return {code: data for code, data in offer.items() if code not in answers and data}


def _from_emergency(page: Mapping) -> dict[str, Mapping]:
    """The six fields, under the pages that they answer or begin to answer."""
    carried: dict[str, Mapping] = {}
    danger = page.get("kind") != "quick"
    if page.get("why"):
        carried["1a"] = {"why": page["why"], **({"purpose": "danger"} if danger else {})}
        if danger:
            carried["1b"] = {"helps": ["harmed"]}
            carried["3a"] = {"aims": ["safety"]}
    if page.get("told"):
        row = {"agency": page["told"], "role": page.get("told_who", ""), "use": ""}
        carried["2a"] = {"recipients": [row | ({"outside": True} if page.get("told_outside") else {})]}
    if page.get("about"):
        carried["S4"] = {"people": [dict(row) for row in page["about"]]}
    if page.get("kinds"):
        carried["S6"] = {"kinds": list(page["kinds"])}
    if page.get("sensitive"):
        carried["3e"] = {"kinds": list(page["sensitive"])}
    if page.get("channel"):
        carried["9"] = {"channel": page["channel"], "knew": page.get("knew", "")}
    if page.get("not_checked"):
        carried["4a"] = {"sure": "unchecked"}
    return carried


def _to_emergency(have: Answers) -> dict:
    """Everything typed so far, carried to the emergency page when somebody turns out to be in danger."""
    recipients = conditions.of(have, "2a").get("recipients") or [NOTHING]
    first, people = recipients[0], conditions.of(have, "S4").get("people") or ()
    carried = {
        "why": conditions.of(have, "1a").get("why", "")[:200], "told": first.get("agency", ""),
        "told_who": first.get("role", ""),
        "about": [{"reference": row["reference"]} for row in people if row.get("reference")],
        "kinds": list(conditions.of(have, "S6").get("kinds") or ()),
        "sensitive": list(conditions.of(have, "3e").get("kinds") or ()),
        "channel": conditions.of(have, "9").get("channel") or "telephone",
        "knew": conditions.of(have, "9").get("knew", ""),
    }  # fmt: skip
    return {name: value for name, value in carried.items() if value}
