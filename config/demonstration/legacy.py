"""What is left of older sharing? One record is gone but for its certificate, one is due, and one is held (H3)."""

from datetime import datetime

from agencies.models import Membership
from agencies.notices import officers_of, tell
from agencies.tenancy import acting_as
from compliance import actions as compliance
from config.demonstration.people import Cast
from config.demonstration.sharing import record
from protocols.catalogue.clocks import as_day
from sharing import actions
from sharing.models import Disclosure, Hold, Holding

METHOD = {"asset_form": "electronic", "method": "erase"}
# Each question of a review with its answer.
REVIEWED = {"needed": "no", "accurate": "yes", "request": "no", "archive": "no", "told": "yes"}
MOST = 1000


def shared_in_2014(cast: Cast, told: dict) -> Disclosure:
    """Given, closed after four months, kept for six years, and disposed of by both who held it."""
    given, moment = record(cast, told), cast.calendar.moment
    holders = ("EDC", "NPC")
    for code in holders:
        _closed(cast, given, code, "2014-06-30")
    _fall_due(cast, moment("2020-07-01T00:10"))
    for code, day in zip(holders, ("2020-07-14", "2020-07-16"), strict=True):
        officer, second = cast.desk("officer", code), cast.desk("deputy.officer", code)
        with acting_as(officer):
            review = compliance.propose_disposal(
                _copy(given, officer), by=officer, at=moment(day, "09:30"), answers=REVIEWED, **METHOD
            )
        with acting_as(second):
            compliance.approve_disposal(review, by=second, at=moment(day, "11:00"))
        with acting_as(officer):
            compliance.dispose(review, by=officer, at=moment(day, "11:30"), done={"witness": second.job_title})
    return given


def due_now(cast: Cast, told: dict) -> Disclosure:
    """Given in 2019 to an agency without a schedule, and closed a year later."""
    given = record(cast, told)
    _closed(cast, given, "EDC", "2020-11-13")
    return given


def held_for_an_access_request(cast: Cast, told: dict) -> Disclosure:
    """Received in 2019; its day has come, and it stays because somebody has asked for what is held about them (TR-23)."""
    received = record(cast, told)
    _closed(cast, received, "EDC", "2020-11-20")
    _closed(cast, received, "NPC", "2023-02-10")
    return received


def hold(cast: Cast, received: Disclosure) -> Hold:
    """From the day on which the access request was found to reach the record."""
    officer = cast.desk("officer", "EDC")
    with acting_as(officer):
        return actions.place_hold(
            by=officer, at=cast.calendar.moment("2026-10-19T11:40"), disclosure=received, reason=Hold.Reason.ACCESS,
            note="Access request S-01, received on Thursday last. The constabulary has been asked as the originator.",
        )  # fmt: skip


def fall_due_now(cast: Cast) -> None:
    """What the daily round finds on the day that the second record's time is up."""
    _fall_due(cast, cast.calendar.moment("2026-11-13T00:10"))


def _closed(cast: Cast, given: Disclosure, code: str, day: str) -> None:
    officer = cast.desk("officer", code)
    with acting_as(officer):
        actions.close_matter(given, by=officer, at=cast.calendar.moment(day, "15:00"), on=cast.calendar.day(day))


def _copy(given: Disclosure, member: Membership) -> Holding:
    return Holding.objects.get(disclosure=given, agency_id=member.agency_id)


def _fall_due(cast: Cast, at: datetime) -> None:
    """Copies whose day has come are marked, and each agency is told how many, as every day."""
    clock = cast.registrar
    with acting_as(clock, "fall_due"):
        agencies = Holding.objects.fall_due(clock.partnership_id, as_day(at), MOST)
        for agency in dict.fromkeys(agencies):
            tell(officers_of(agency, as_day(at)), "copies_due", at=at, count=str(agencies.count(agency)))
