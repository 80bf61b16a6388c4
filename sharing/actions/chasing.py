"""Telling those who must act that a deadline comes near, is today or has passed: each step of each deadline once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.models import Membership, Notice
from agencies.notices import notices, officers_of
from agencies.sweeps import claimed
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing import rules
from sharing.models import ClockTold, Disclosure, DisclosureParty, DisclosureReader, Request
from sharing.models.clocks import ANSWER_CLOCKS, REQUEST_CLOCKS, WARN_ANSWERS, warning

_WORDS = {ClockTold.Step.SOON: "due_soon", ClockTold.Step.TODAY: "due_today", ClockTold.Step.OVERDUE: "overdue"}


@dataclass(frozen=True)
class Deadline:
    """What is due of whom: the row with the clock, its kind, the agency that must act, and who of it beside its officer."""

    row: Request | DisclosureParty | Disclosure
    kind: str
    record: Request | Disclosure
    agency_id: UUID
    whom: str
    due: datetime
    start: datetime
    warn: int
    people: list[Membership]
    urgent: bool = False

    @property
    def column(self) -> str:
        """Where a row of what was told names it."""
        return {Request: "request", DisclosureParty: "party", Disclosure: "disclosure"}[type(self.row)]


def chase_requests(clock: Membership, at: datetime) -> int:
    """One batch of requests nobody has answered: who deals with it or may answer it, and the officer, are told."""
    requests = claimed(Request, "request_clocks", at, order="due_at", related=("asking_agency", "claimed_by"))
    deciding = rules.decision_makers_of(requests, as_day(at))
    return _tell(
        [
            Deadline(
                one, "request", one, one.asked_agency_id, str(one.asking_agency), one.due_at, one.sent_at,
                warning(REQUEST_CLOCKS[one.urgency]), [one.claimed_by] if one.claimed_by else deciding[one.pk],
                urgent=one.urgency == Request.Urgency.EMERGENCY,
            )
            for one in requests
        ],
        at,
    )  # fmt: skip


def chase_receipts(clock: Membership, at: datetime) -> int:
    """One batch of receipts nobody has confirmed: whoever it was sent to, and the officer of that agency, are told."""
    parties = claimed(DisclosureParty, "receipt_clocks", at, order="receipt_due_at", related=("disclosure__agency",))
    readers = DisclosureReader.objects.filter(
        disclosure__in=[party.disclosure_id for party in parties], why=DisclosureReader.Why.SENT
    )
    sent_to: dict = {}
    for reader in readers.select_related("member"):
        sent_to.setdefault((reader.disclosure_id, reader.member.agency_id), []).append(reader.member)
    return _tell(
        [
            Deadline(
                one, "receipt", one.disclosure, one.agency_id, str(one.disclosure.agency), one.receipt_due_at, one.created_at,
                warning("CLK-RECEIPT"), sent_to.get((one.disclosure_id, one.agency_id), []),
            )
            for one in parties
        ],
        at,
    )  # fmt: skip


def chase_answers(clock: Membership, at: datetime) -> int:
    """One batch of records with answers still owed: whoever recorded it, and the officer, are told."""
    records = claimed(Disclosure, "answer_clocks", at, order="complete_by", related=("agency", "recorded_by"))
    return _tell(
        [
            Deadline(
                one, "answers", one, one.agency_id, str(one.agency), one.complete_by, one.recorded_at,
                warning(ANSWER_CLOCKS[one.route]) if one.route in ANSWER_CLOCKS else WARN_ANSWERS, [one.recorded_by],
            )
            for one in records
        ],
        at,
    )  # fmt: skip


def _tell(found: list[Deadline], at: datetime) -> int:
    """Tell the newest step; those before it that nobody was told are noted as passed over (ruling 6)."""
    say_verb("chase")
    day, known = as_day(at), _known(found)
    officers = {agency: officers_of(agency, day) for agency in {one.agency_id for one in found}}
    here = set(Membership.objects.active(day).filter(agency_id__in=officers).values_list("pk", flat=True))
    rows: list[ClockTold] = []
    told: list[Notice] = []
    for one in found:
        newest = rules.clock_step(one.due, one.start, one.warn, at)
        rows += [
            ClockTold(
                partnership_id=one.record.partnership_id, agency_id=one.agency_id, due_at=one.due, step=step, told_at=at,
                passed_over=step != newest, **{one.column: one.row},
            )
            for step in _steps(one)
            if step <= newest and (one.row.pk, one.due, step) not in known
        ]  # fmt: skip
        told += notices(
            [*(person for person in one.people if person.pk in here), *officers[one.agency_id]],
            f"{one.kind}_{_WORDS[ClockTold.Step(newest)]}", at=at, link=one.record.get_absolute_url(), urgent=one.urgent,
            reference=one.record.reference, agency=one.whom, due=rules.in_words(one.due),
        )  # fmt: skip
    Notice.objects.bulk_create(told)
    ClockTold.objects.bulk_create(rows)
    return len(found)


def _steps(one: Deadline) -> list[int]:
    """The steps that this deadline has: not every one is spoken of before its end, and one in hours has no day."""
    steps = ClockTold.Step
    return [*([steps.SOON] if one.warn else []), *([steps.TODAY] if rules.in_days(one.due) else []), steps.OVERDUE]


def _known(found: list[Deadline]) -> set[tuple]:
    """What was told of these already: (row, deadline, step)."""
    if not found:
        return set()
    column = found[0].column
    told = ClockTold.objects.filter(**{f"{column}__in": [one.row.pk for one in found]})
    return set(told.values_list(f"{column}_id", "due_at", "step"))
