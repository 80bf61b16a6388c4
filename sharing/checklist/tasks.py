"""What the answers set going: reminders, people to be told, a second look. The caller turns these into rows."""

from collections.abc import Mapping

from sharing.checklist import conditions
from sharing.checklist.shapes import Answers, Route, Situation, held


def tasks(situation: Situation, have: Answers) -> list[dict]:
    """Each task as its name, with a day (`on`), a number of days (`days`) or a working-day clock (`due`)."""

    def of(code: str) -> Mapping:
        return conditions.of(have, code)

    found: list[dict] = []
    after_emergency = situation.route in (Route.EMERGENCY, Route.FOLLOW_UP)
    if "unknown" in held(of("2b"), "changes") or after_emergency:
        found.append({"task": "say_whether_it_helped", "days": 90})
    if conditions.identity_not_confirmed(of("4b")):
        found.append({"task": "second_look_at_identity"})
    if of("4c").get("made_clear") == "no":
        found.append({"task": "send_clarification"})
    if of("5c").get("agreed") == "ask":
        found.append({"task": "ask_the_owner"})
    if of("5c").get("agreed") == "cannot_wait" and of("5c").get("tell_owner") not in ("told", "unlawful"):
        found.append({"task": "tell_the_owner", "due": "next_working_day"})
    if of("6c").get("ends_on"):
        found.append({"task": "limits_end", "on": of("6c")["ends_on"]})
    if of("6d").get("told") == "will":
        found.append({"task": "tell_the_person", "on": of("6d").get("tell_by")})
    if of("6d").get("told") in ("risk", "investigation"):
        found.append({"task": "review_not_telling", "on": of("6d").get("review_on")})
    if of("7L").get("live") == "unknown":
        found.append({"task": "find_out_about_live_case", "due": "next_working_day"})
    for name in ("officer", "prosecutor"):
        if of("7L").get("live") == "yes" and of("7L").get(name) == "not_yet":
            found.append({"task": f"speak_to_{name}", "due": "next_working_day"})
    if any(data.get("ask_adviser") for data in have.values()):
        found.append({"task": "ask_adviser", "pages": sorted(c for c, data in have.items() if data.get("ask_adviser"))})
    return found
