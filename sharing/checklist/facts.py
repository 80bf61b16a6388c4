"""The structured facts of a record, drawn from its answers: what tables, figures and rules are built on."""

from collections.abc import Mapping

from sharing.checklist import conditions
from sharing.checklist.carrying import known
from sharing.checklist.questions.bars import TURNED_AWAY
from sharing.checklist.questions.lists import SPECIAL_CATEGORY
from sharing.checklist.routing import applies, pages, parts, settle
from sharing.checklist.shapes import TEMPLATE, Answers, Route, Situation, Voice, held
from sharing.checklist.tasks import tasks

NOT_CHECKED = {"unchecked", "doubt"}


def facts(situation: Situation, answers: Answers, have: Answers | None = None) -> dict:
    """What the answers amount to, as plain values that can be stored.

    Only answers to pages that apply are read, so that a branch left again leaves nothing behind. Where an answer is
    missing the fact is None, an empty list or "unknown"; nothing is guessed. `have` is what applies, where it is at hand.
    """
    settled = settle(situation, answers)
    have = applying(situation, answers) if have is None else have

    def of(code: str) -> Mapping:
        return conditions.of(have, code)

    ticked, sensitive = _kept(of("S6"), of("3b"), "kinds", "removed"), _kept(of("3e"), of("3b"), "kinds",
                                                                             "removed_sensitive")  # fmt: skip
    made_of, confidence = of("4c").get("made_of") or [], of("7").get("confidence")
    return {
        "template": TEMPLATE,
        "data_kind": _data_kind(settled, have),
        "kinds": ticked,
        "left_out": [*(of("3b").get("removed") or ()), *(of("3b").get("removed_sensitive") or ())],
        "special_categories": sorted({SPECIAL_CATEGORY[item] for item in sensitive if item in SPECIAL_CATEGORY}),
        "special_category": any(item in SPECIAL_CATEGORY for item in sensitive),
        "criminal_offences": "offences" in sensitive,
        "specially_protected": [item for item in of("S7").get("protected") or () if item not in ("none", "unsure")],
        "not_for_this_service": TURNED_AWAY in (of("S7").get("protected") or ()),
        "subjects": subjects(of("S4")),
        "purpose": {"code": of("1a").get("purpose"), "words": of("1a").get("why", ""),
                    "needed_by": of("1a").get("needed_by")},
        "interests": list(of("1b").get("helps") or ()),
        "changes": {"service": "service" in held(of("2b"), "changes"),
                    "outcome": "outcome" in held(of("2b"), "changes"), "all": list(of("2b").get("changes") or ())},
        "recipients": recipients(have),
        "provisions": provisions(settled, have),
        "aims": list(of("3a").get("aims") or ()),
        "proportion": of("3").get("judgement", ""),
        "effect_of_sharing": {"level": of("3d").get("effect"), "words": of("3d").get("note", "")},
        "effect_of_not_sharing": {"ticks": list(of("3f").get("effects") or ()), "words": of("3f").get("note", ""),
                                  "welfare": bool(held(of("3f"), "effects") & {"hurt", "welfare"})},
        "consent": consent(settled, have),
        "told": {"state": of("6d").get("told"), "on": of("6d").get("told_on") or of("6d").get("tell_by"),
                 "review_on": of("6d").get("review_on")},
        "public_interest": {"grounds": list(of("7").get("grounds") or ()), "for": of("7").get("weighs_for", ""),
                            "against": of("7").get("weighs_against", "")},
        "restrictions": restrictions(have),
        "channel": of("9").get("channel"),
        "marking": of("9").get("marking"),
        "against_handling_rules": conditions.against_the_rules(settled, of("9")),
        "sub_judice": {"state": of("7L").get("live") or "unknown", "officer": of("7L").get("officer"),
                       "prosecutor": of("7L").get("prosecutor")},
        "source": {"kind": of("5a").get("source"), "owner": of("5a").get("agency", ""), "state": of("5c").get("agreed"),
                   "conditions": of("5c").get("conditions", "")},
        "material": ["intelligence"] if "intelligence" in made_of else [],
        "onward_permitted": "intelligence" not in made_of,
        "not_checked": of("4a").get("sure") in NOT_CHECKED or bool(of("EM").get("not_checked")),
        "checked_on": of("4a").get("checked_on"),
        "identity_not_confirmed": conditions.identity_not_confirmed(of("4b")),
        "reveals_source": _reveals_source(have),
        "confidential": None if confidence is None else confidence != "no",
        "confidence_route": confidence if confidence in ("law", "interest") else None,
        "do_not_reveal": of("6d").get("told") in ("risk", "investigation") or of("3d").get("effect") == "danger",
        "hide_from_colleagues": bool(of("S4").get("hide")),
        "staff_safety": bool(of("S4").get("staff_safety")),
        "procedure_chosen": of("S5").get("procedure"),
        "tasks": tasks(settled, have),
    }  # fmt: skip


def applying(situation: Situation, answers: Answers) -> dict[str, Mapping]:
    """What is known, less the answers to pages that no longer apply. After an emergency, everything carried stays."""
    settled = settle(situation, answers)
    have = known(settled, answers)
    walk = pages(situation, answers)
    live = {page.code for page in walk} | {part.code for page in walk for part in parts(page, settled, have)}
    carried = set(have) - set(answers)
    if settled.route in (Route.EMERGENCY, Route.FOLLOW_UP):
        carried |= {"EM", "S4", "S6", "9"}
    if settled.route is Route.MEETING:
        carried = set(have)  # what is known from the room, and asked of nobody
    carried |= {code for code in have if settled.procedure and code in settled.procedure.standing
                and have[code] == settled.procedure.standing[code]}  # fmt: skip
    asked = {"S4", "1a", "1b", "2b"} if settled.voice is Voice.SHARER else set()
    kept = live | {code for code in carried | asked if applies(settled, have, code)}
    if "FIG" in live:
        kept -= {"2a", "S6", "3e"}
    return {code: data for code, data in have.items() if code in kept}


def subjects(data: Mapping) -> dict:
    """How many people, in which parts, and whether a child is among them. No reference is repeated here."""
    people = data.get("people") or ()
    parts_played: dict[str, int] = {}
    for row in people:
        part = row.get("part") or "unknown"
        parts_played[part] = parts_played.get(part, 0) + 1
    if count := int(data.get("list_count") or 0):
        part = data.get("list_part") or "unknown"
        parts_played[part] = parts_played.get(part, 0) + count
    return {
        "count": len(people) + count, "parts": parts_played, "list": bool(count),
        "child": any(row.get("child") == "yes" for row in people),
    }  # fmt: skip


def recipients(have: Answers) -> list[dict]:
    """Who receives it, each with the line saying what they will do with it."""
    rows = conditions.of(have, "2a").get("recipients") or conditions.of(have, "FIG").get("recipients") or ()
    return [
        {"agency": row.get("agency", ""), "role": row.get("role", ""), "use": row.get("use", ""),
         "outside": bool(row.get("outside"))}
        for row in rows
    ]  # fmt: skip


def provisions(situation: Situation, have: Answers) -> list[dict]:
    """What each side says allows it: kept per party, because regime and powers differ (TR-19, ruling 12d)."""
    told = [("asker" if situation.voice is Voice.ASKER else "sharer", conditions.of(have, "2c"))]
    if situation.voice is Voice.SHARER and situation.asked:
        told.append(("asker", conditions.of(situation.asked, "2c")))
    return [
        {"party": party, "basis": data.get("basis"), "task": data.get("task"), "duty": data.get("duty"),
         "order_date": data.get("order_date"), "law_enforcement": data.get("law_enforcement")}
        for party, data in told if data
    ]  # fmt: skip


def consent(situation: Situation, have: Answers) -> dict:
    """What is said about agreement; never taken as the lawful basis unless 2c says so."""
    data, kept = conditions.of(have, "6a"), conditions.of(have, "6b")
    if not conditions.agreement_asked(situation, have):
        return {"state": "not_applicable", "informed": None, "others": [], "is_basis": False}
    agreed = conditions.somebody_agreed(situation, have)
    return {
        "state": data.get("agreed") or "unknown",
        "informed": held(kept, "told") >= conditions.INFORMED if agreed and "6b" in have else None,
        "others": [row.get("agreed") or "unknown" for row in data.get("others") or ()],
        "is_basis": conditions.of(have, "2c").get("basis") == "asked",
    }


def restrictions(have: Answers) -> list[str]:
    """Limits that travel with the copy, those of the person first."""
    person, owner = conditions.of(have, "6c"), conditions.of(have, "5c")
    return [words for words in (person.get("what") if person.get("limits") == "yes" else "",
                                owner.get("conditions")) if words]  # fmt: skip


def _kept(data, less, name, removed):
    gone = set(less.get(removed) or ()) if less.get("less") == "take_out" else set()
    return [item for item in data.get(name) or () if item not in gone and item != "none"]


def _data_kind(situation, have):
    if situation.route is Route.FIGURES or conditions.only_figures(situation, have) or "FIG" in have:
        return "depersonalised"
    return "deceased_only" if conditions.only_deceased(situation, have) else "personal"


def _reveals_source(have):
    recognised = conditions.of(have, "5b").get("recognised")
    exposed = conditions.of(have, "3d").get("source_exposed") or conditions.of(have, "EM").get("reveals_source")
    return recognised == "yes" or (recognised != "no" and bool(exposed))
