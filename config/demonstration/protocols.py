"""How did the charter, the protocol and the procedure come into force? By the steps that any agreement takes."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from pathlib import Path

from agencies.models import Membership
from agencies.tenancy import acting_as
from config.demonstration.calendar import Calendar, at, retold
from config.demonstration.people import DATA_KINDS, Cast
from protocols import actions
from protocols.catalogue.clocks import LONDON, months_after
from protocols.models import DataItem, Party, Protocol, Version
from protocols.rules import RESPONSIBLE, said
from sharing import rules as sharing_rules

TEXTS = Path(__file__).parent / "texts"
# Days before the first signature, which comes on a Monday: all of these are weekdays.
DRAFTED, CONSULTED, VIEWS_END, SUBMITTED, APPROVED = (timedelta(days=days) for days in (31, 25, 10, 6, 3))
# Of several kinds that an item may be, the one that asks for most care.
CARE = (DataItem.Kind.SPECIAL, DataItem.Kind.OFFENCES, DataItem.Kind.PERSONAL, DataItem.Kind.DEPERSONALISED)


def agree(
    cast: Cast, facts: dict, *, author: Membership, approver: Membership, parent: Protocol | None = None,
    protocol: Protocol | None = None,
) -> Version:  # fmt: skip
    """Read the text in, set the facts beside it, consult, approve, sign, begin, and let late signers accede.

    With a protocol it is that protocol's next version, and ends the one before.
    """
    calendar = cast.calendar
    rows = sorted(facts["signatures"], key=lambda row: row["on"])
    first = calendar.day(rows[0]["on"])
    with acting_as(author):
        version = _drafted(cast, facts, author, first, parent, protocol)
        actions.consult(version, by=author, at=at(first - CONSULTED, "11:00"), ends_on=first - VIEWS_END)
        actions.submit(version, by=author, at=at(first - SUBMITTED, "16:20"))
    with acting_as(approver):
        actions.approve(version, by=approver, at=at(first - APPROVED, "15:05"))
    on_time = [row for row in rows if not row.get("accession")]
    late = [row for row in rows if row.get("accession")]
    for row in on_time:
        _sign(cast, version, row)
    for row in late:
        if "objection" in row:
            _refuse(cast, version, row)
    _begin(cast, version, calendar.day(facts["effective_on"]))
    for row in late:
        _accede(cast, version, row, author)
    with acting_as(author):
        return Version.objects.select_related("protocol").get(pk=version.pk)


def stand_under(cast: Cast, protocol: Protocol, charter: Protocol, *, by: Membership, day: str) -> None:
    """A protocol that is older than the charter is put under it."""
    with acting_as(by):
        actions.edit_protocol(
            protocol, by=by, at=cast.calendar.moment(day, "10:30"), parent=charter,
            commissioned_by=protocol.commissioned_by, minimum_signatures=protocol.minimum_signatures,
        )  # fmt: skip


def _drafted(
    cast: Cast, facts: dict, author: Membership, first: date, parent: Protocol | None, protocol: Protocol | None
) -> Version:
    calendar, when = cast.calendar, first - DRAFTED
    imported = actions.read_file(by=author, at=at(when, "10:00"), data=_text(facts, calendar), filename=facts["file"])
    version = actions.save_reading(
        imported, by=author, at=at(when, "10:20"), protocol=protocol, reference=facts["reference"], tier=facts["tier"],
        parent=parent, number=facts["version"], commissioned_by=facts["commissioned_by"],
    )  # fmt: skip
    from_the_first = [row for row in facts["signatures"] if cast.agencies[row["agency"]].starts_on <= when]
    actions.name_parties(
        version, by=author, at=at(when, "10:40"), signatories=[_place(cast, row) for row in from_the_first]
    )
    actions.name_facts(
        version, by=author, at=at(when, "11:10"), purposes=[(row["slug"], row["words"]) for row in facts["purposes"]],
        data_items=[(row["slug"], row["label"], _kind(row["kinds"])) for row in facts["data_items"]],
        provisions=_provisions(facts["legal_provisions"]),
    )  # fmt: skip
    actions.edit_details(
        version, by=author, at=at(when, "11:30"), effective_on=calendar.day(facts["effective_on"]),
        review_months=facts["review_months"], change_summary=facts["change_history"][-1]["summary"],
        marking_scheme=facts["marking"]["scheme"], marking=facts["marking"]["default_level"],
        channels=[sharing_rules.channel_of(row["slug"]) for row in facts["channels"]], retention=facts["retention"],
        standing_answers=_standing(version, facts["standing_answers"]),
    )  # fmt: skip
    return version


def _text(facts: dict, calendar: Calendar) -> bytes:
    """The text with its own dates moved; the dates of laws stand."""
    effective = date.fromisoformat(facts["effective_on"])
    months = facts["review_months"]
    days = {effective: calendar.day(facts["effective_on"])}
    days[months_after(effective, months)] = months_after(days[effective], months)
    if assessed := facts.get("dpia"):
        days[date.fromisoformat(assessed["on"])] = calendar.day(assessed["on"])
    month = f"{facts['document_month']}-15"
    words = retold((TEXTS / facts["file"]).read_text(encoding="utf-8"), days)
    return words.replace(f"\n{date.fromisoformat(month):%B %Y}\n", f"\n{calendar.day(month):%B %Y}\n", 1).encode()


def _place(cast: Cast, row: dict) -> tuple:
    """The agency, whether the law would have it sign, and in which capacity it does."""
    agency = cast.agencies[row["agency"]]
    held = list(agency.capacities.values_list("capacity", flat=True))
    known = [name for name in (RESPONSIBLE, "co-operating body", "signatory only") if name in held]
    return agency, RESPONSIBLE in held, known[0] if known else ""


def _kind(kinds: list[str]) -> str:
    named = {DATA_KINDS.get(kind, kind) for kind in kinds}
    return next(kind for kind in CARE if kind in named)


def _provisions(rows: list[dict]) -> list[tuple[str, str]]:
    """Each provision once, with whose it is and what it is for."""
    notes = defaultdict(list)
    for row in rows:
        for code in row["codes"]:
            notes[code].append(f"{row.get('who') or row['agency']}: {row['words']}")
    return [(code, "; ".join(dict.fromkeys(words))) for code, words in notes.items()]


def _standing(version: Version, answers: dict) -> dict:
    """A procedure's own answers: what is shared under it is the list that it names."""
    if not answers:
        return {}
    items = list(version.data_items.values_list("slug", flat=True))
    return {**answers, "S6": {"kinds": items}}


def _sign(cast: Cast, version: Version, row: dict, when: datetime | None = None) -> None:
    head = cast.desk("head", row["agency"])
    with acting_as(head):
        actions.sign(
            _own(version, head), by=head, at=when or cast.calendar.moment(row["on"], "11:45"),
            interpretation=row.get("interpretation", {}).get("words", ""),
        )  # fmt: skip


def _refuse(cast: Cast, version: Version, row: dict) -> None:
    head, objection = cast.desk("head", row["agency"]), row["objection"]
    with acting_as(head):
        actions.refuse(
            _own(version, head), by=head, at=cast.calendar.moment(objection["on"], "16:30"), reason=objection["words"]
        )


def _begin(cast: Cast, version: Version, day: date) -> None:
    """The registrar, on the morning of the common date."""
    with acting_as(cast.registrar):
        actions.bring_into_force(
            version, by=cast.registrar, at=datetime.combine(day, time(0, 5), tzinfo=LONDON),
            cause=f"The common date, {said(day)}, has come.",
        )  # fmt: skip


def _accede(cast: Cast, version: Version, row: dict, author: Membership) -> None:
    """A late signer; an agency that joined the partnership afterwards is asked first (P-2.2)."""
    when = cast.calendar.moment(row["on"], "14:15")
    agency = cast.agencies[row["agency"]]
    with acting_as(author):
        asked = list(version.parties.signatories().select_related("agency"))
        if agency not in [party.agency for party in asked]:
            places = [(party.agency, party.is_required, party.capacity) for party in asked]
            places.append(_place(cast, row))
            actions.name_parties(version, by=author, at=when - timedelta(hours=3), signatories=places)
    _sign(cast, version, row, when)


def _own(version: Version, head: Membership) -> Party:
    return version.parties.select_related("agency", "version__protocol").get(agency_id=head.agency_id)
