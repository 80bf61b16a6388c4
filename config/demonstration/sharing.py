"""What has been shared, asked and refused? Records of several kinds, each made in the way that its people made it."""

from datetime import datetime, timedelta

from agencies.models import Membership
from agencies.tenancy import acting_as
from config.demonstration.calendar import Calendar, quarter_before
from config.demonstration.people import Cast
from protocols.models import Clause, Version
from sharing import actions
from sharing.models import Checklist, Decision, Disclosure, DisclosureParty, Request

# How long the questions took.
THINKING = timedelta(minutes=15)
# The clause that each record is held against.
CLAUSES = {"D-02": "2.2", "D-12": "2.1"}
MARKINGS = {"OFFICIAL": "official", "OFFICIAL-SENSITIVE": "official_sensitive"}
# Two days on, the front line of the district asks the constabulary; nobody has answered yet.
WAITING = {
    "S4": {
        "people": [
            {"reference": "EDC-ASB-2207, household at Mill Rise", "part": "suspected", "child": "no", "partner": False},
            {"reference": "EDC-ASB-2207, neighbour, born 1949", "part": "harmed", "child": "no", "partner": False},
        ]
    },
    "1a": {
        "purpose": "antisocial",
        "why": "Four reports of shouting and of stones at a window since the start of the month. Before the case "
        "conference we want to know what officers have been called to at the address, so that the plan fits.",
    },
    "2a": {
        "recipients": [
            {
                "agency": "Eastvale District Council", "role": "ASB Officer", "outside": False,
                "use": "Prepares the case conference and decides whether a warning is enough",
            }
        ]
    },
}  # fmt: skip
WANTED = ("Reports and incidents at the address, last 24 months", "Warnings, notices, orders and their breach")


def record(cast: Cast, told: dict, begun: Checklist | None = None) -> Disclosure:
    """One record of sharing; in an emergency from the one page, otherwise from the questions, which may have `begun`."""
    return _emergency(cast, told) if told["mode"] == "recording" else _from_questions(cast, told, begun)


def _from_questions(cast: Cast, told: dict, begun: Checklist | None) -> Disclosure:
    by, calendar = cast.members[told["from"]["by"]], cast.calendar
    recorded, request = calendar.moment(told["recorded_at"]), _asked(cast, told)
    with acting_as(by):
        checklist = begun or actions.start_checklist(
            by=by, at=recorded - THINKING, voice="alone", tense="before", request=request
        )
        checklist = _answered(checklist, _answers(told, calendar), by, recorded)
        clause = _clause(checklist.procedure, CLAUSES.get(told["ref"], ""))
        disclosure = actions.record_disclosure(
            checklist, by=by, at=recorded, shared_at=calendar.moment(told["shared_at"]),
            note=told["answers"].get("check", {}).get("note", ""), clause=clause,
            no_protocol_reason=told.get("no_protocol_words", ""),
        )  # fmt: skip
    if told.get("receipt", {}).get("state") != "overdue":
        _confirm(cast, disclosure, recorded)
    return disclosure


def _emergency(cast: Cast, told: dict) -> Disclosure:
    """Recorded at once by whoever was there, finished by a colleague within the day."""
    calendar, by = cast.calendar, cast.members[told["from"]["by"]]
    answers = calendar.answers(told["answers"])
    fields = answers["EM"] | {"told": cast.agencies[told["recipients"][0]["agency"]].name}
    answers["9"] = {name: fields[name] for name in ("channel", "knew")} | {"marking": _marking(told)}
    with acting_as(by):
        disclosure = actions.record_emergency(by=by, at=calendar.moment(told["recorded_at"]), fields=fields)
    colleague, finished = cast.members[told["completed_by"]], calendar.moment(told["completed_at"])
    with acting_as(colleague):
        checklist = Checklist.objects.get(disclosure=disclosure)
        for pages in _sittings(answers, but=("S2", "EM")):
            checklist = actions.save_owed(
                disclosure, next(iter(pages)), pages, by=colleague, at=finished - THINKING, revision=checklist.revision
            )
        return actions.complete(disclosure, by=colleague, at=finished, reason=". ".join(told["gaps"]))


def _asked(cast: Cast, told: dict) -> Request | None:
    """What was asked beforehand, where the record is an answer."""
    asked = told.get("request")
    if asked is None:
        return None
    by, when = cast.members[asked["by"]], cast.calendar.moment(asked["asked_at"])
    with acting_as(by):
        checklist = actions.start_checklist(by=by, at=when - THINKING, voice="asker", tense="before")
        checklist = _answered(checklist, cast.calendar.answers(asked["answers"]), by, when)
        request = actions.send_request(
            checklist, by=by, at=when, asked_agency=cast.agencies[told["from"]["agency"]], urgency=asked["urgency"]
        )
    decider = cast.members[told["from"]["by"]]
    with acting_as(decider):
        moment = cast.calendar.moment(asked["decided_at"])
        actions.decide(request, by=decider, at=moment, outcome=Decision.Outcome.GRANTED)
    return request


def ask_and_refuse(cast: Cast, told: dict) -> Request:
    """One agency asks another, whose decision-maker refuses with the reason, the effect and an offer."""
    calendar, by = cast.calendar, cast.members[told["from"]["by"]]
    asked, holder = calendar.moment(told["asked_at"]), cast.agencies[told["to"]["agency"]]
    with acting_as(by):
        checklist = actions.start_checklist(by=by, at=asked - THINKING, voice="asker", tense="before")
        checklist = _answered(checklist, calendar.answers(told["asker_answers"]), by, asked)
        request = actions.send_request(checklist, by=by, at=asked, asked_agency=holder, urgency=told["urgency"])
    officer = cast.desk("officer", holder.code)
    with acting_as(officer):
        actions.claim(request, by=officer, at=asked + timedelta(days=1))
    decider, refusal = cast.members[told["decided_by"]], told["refusal"]
    with acting_as(decider):
        actions.decide(
            request, by=decider, at=calendar.moment(told["decided_at"]), outcome=Decision.Outcome.REFUSED,
            reason_code=refusal["reason_code"], reason=refusal["words"], not_given=refusal["what"],
            effect_of_not_sharing=refusal["effect_of_not_sharing"]["words"], offered_instead=refusal["offer"],
            whom_to_ring=refusal["ring"],
        )  # fmt: skip
    return request


def ask_and_wait(cast: Cast, procedure: Version) -> Request:
    """A request under the case conference procedure, sent two working days ago and not answered yet."""
    by, sent = cast.desk("practitioner", "EDC"), cast.calendar.working_days_ago(2, "10:20")
    with acting_as(by):
        checklist = actions.start_checklist(
            by=by, at=sent - THINKING, voice="asker", tense="before", procedure=procedure
        )
        wanted = procedure.data_items.filter(label__in=WANTED).values_list("slug", flat=True)
        checklist = _answered(checklist, {**WAITING, "S6": {"kinds": list(wanted)}}, by, sent)
        return actions.send_request(checklist, by=by, at=sent, asked_agency=cast.agencies["NPC"], urgency="ordinary")


def _answers(told: dict, calendar: Calendar) -> dict:
    """The answers with their days moved, under the agreement in use, and with the way it went."""
    answers = calendar.answers(told["answers"])
    answers.pop("check", None)
    if told["protocol"]:
        answers["S5"] = {"procedure": told["protocol"].split()[0]}
    if "9" not in answers:
        answers["9"] = {"channel": told["channel"]["slug"], "marking": _marking(told)}
    if figures := answers.get("FIG"):
        quarter = quarter_before(calendar.day(told["shared_at"]))
        answers["FIG"] = figures | {"period": f"{quarter}, the county of Northmere"}
    return answers


def _marking(told: dict) -> str:
    return MARKINGS[told["marking"]["level"]]


def _answered(checklist: Checklist, answers: dict, by: Membership, until: datetime) -> Checklist:
    """Every question saved, one after another, until the moment given."""
    sittings = _sittings(answers)
    step = THINKING / (len(sittings) + 1)
    for place, pages in enumerate(sittings):
        at = until - THINKING + step * place
        checklist = actions.save_page(checklist, next(iter(pages)), pages, by=by, at=at, revision=checklist.revision)
    return checklist


def _sittings(answers: dict, but: tuple[str, ...] = ()) -> list[dict]:
    """The pages of each question together: 1a and 1b, 3 and all that belongs to it."""
    told: dict = {}
    for page, saved in answers.items():
        if page not in but:
            told.setdefault(page[0], {})[page] = saved
    return list(told.values())


def _clause(version: Version | None, number: str) -> Clause | None:
    return Clause.objects.filter(section__version=version, number=number).first() if version and number else None


def _confirm(cast: Cast, disclosure: Disclosure, recorded: datetime) -> None:
    """Each recipient's officer says, on the next days, that it arrived and its conditions are kept."""
    with acting_as(cast.registrar):
        due = (
            DisclosureParty.objects.filter(disclosure=disclosure).exclude(receipt_due_at=None).select_related("agency")
        )
        codes = [party.agency.code for party in due]
    for days, code in enumerate(codes):
        officer = cast.desk("officer", code)
        with acting_as(officer):
            actions.confirm_receipt(
                disclosure, by=officer, at=recorded + timedelta(days=days % 2, hours=2), accepts_conditions=True
            )
