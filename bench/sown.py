"""Which records are there? Half of all with one agency, one agency with twenty old ones, the rest spread evenly.

Ten partnerships of ten agencies. The first partnership holds half of all records, all of them with its first agency
("big"); its last agency ("rare") is in the twenty oldest. Everything is seeded: the same size gives the same rows.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from agencies import actions as agency_actions
from agencies.models import Agency, Membership
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.models import RetentionRule
from sharing import actions
from sharing.models import Disclosure

PARTNERSHIPS, AGENCIES, RARE = 10, 10, 20
START = date(2020, 1, 1)
MADE = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
ANSWERS = {
    "S1": {"want": "share"}, "S2": {"danger": "no"}, "S3": {"who": "living"},
    "S4": {"people": [{"reference": "HO-3382, born about 1968", "part": "at_risk", "child": "no"}]},
    "S5": {"procedure": "none"}, "S6": {"kinds": ["location", "concern"]},
    "1a": {"purpose": "danger", "why": "Not seen for four nights; officers can look where housing staff cannot."},
    "1b": {"helps": ["harmed"]}, "2b": {"changes": ["outcome"]}, "2c": {"basis": "job", "task": "housing"},
    "3e": {"kinds": ["none"]}, "3b": {"less": "least"}, "3c": {"other_way": "no"}, "3d": {"effect": "little"},
    "3f": {"effects": ["hurt"], "note": "May be lying hurt."}, "3a": {"aims": ["safety"]},
    "3": {"judgement": "Where he sleeps and that he is missing is the least that lets somebody look."},
    "4a": {"sure": "today", "source": "outreach log"}, "4b": {"matched": ["name", "face"]}, "4c": {"made_of": ["fact"]},
    "5a": {"source": "ours"}, "6a": {"agreed": "not_asked"}, "6d": {"told": "unreachable", "unreachable_why": "Missing."},
    "7": {"confidence": "no"}, "7L": {"live": "no"}, "9": {"channel": "service", "marking": "official"},
}  # fmt: skip


@dataclass(frozen=True)
class People:
    """Who asks: an officer of a typical agency, of the one in half of all records, of the rare one, an auditor of the
    big one, and somebody who records."""

    typical: Membership
    others: list[Membership]
    big: Membership
    rare: Membership
    auditor: Membership
    sharer: Membership
    receiver: Agency


def settle() -> People:
    """Make the people, by actions, in the database that every size is copied from; and the one record they all copy."""
    offices = []
    for number in range(PARTNERSHIPS):
        registrar = agency_actions.found_partnership(
            slug=f"p{number}", name=f"Partnership {number}", prefix="B" + "ABCDEFGHIJ"[number], at=MADE
        )
        with acting_as(registrar):
            offices.append([_office(registrar, number, place) for place in range(AGENCIES)])
    sharer, auditor = _worker(offices[1][1], Role.PRACTITIONER), _worker(offices[0][0], Role.AUDITOR)
    receiver = offices[1][2].agency
    with acting_as(offices[1][1], "approve_schedule"):
        RetentionRule.objects.bulk_create([
            RetentionRule(
                partnership_id=sharer.partnership_id, agency_id=sharer.agency_id, code="RET-DISC", record_type="Disclosure",
                trigger="Matter closed", months=72, then="review", approved_by=offices[1][1], approved_at=MADE,
            )
        ])  # fmt: skip
    people = People(
        typical=offices[1][0], others=[*offices[2], *offices[3]], big=offices[0][0], rare=offices[0][AGENCIES - 1],
        auditor=auditor, sharer=sharer, receiver=receiver,
    )  # fmt: skip
    record(people, MADE)
    return people


def answered(people: People, at: datetime):
    """A finished set of answers for the receiver, not yet a record."""
    told = {**ANSWERS, "2a": {"recipients": [{"agency": people.receiver.name, "role": "Inspector", "use": "Looks for him"}]}}
    with acting_as(people.sharer):
        made = actions.start_checklist(by=people.sharer, at=at, voice="alone", tense="before")
        return actions.save_page(made, next(iter(told)), told, by=people.sharer, at=at, revision=made.revision)


def record(people: People, at: datetime) -> Disclosure:
    """One disclosure as the product records it."""
    made = answered(people, at)
    with acting_as(people.sharer):
        return actions.record_disclosure(made, by=people.sharer, at=at, shared_at=at)


def _office(registrar: Membership, number: int, place: int) -> Membership:
    kind = ("council", "police", "housing", "fire", "health")[place % 5]
    agency = agency_actions.add_agency(
        by=registrar, at=MADE, code=f"A{place}", name=f"Agency {number}-{place}", kind=kind, starts_on=START
    )
    return _member(registrar, agency, f"officer{place}@p{number}.example", Role.OFFICER)


def _worker(office: Membership, role: Role) -> Membership:
    with acting_as(office):
        registrar = Membership.objects.filter(partnership_id=office.partnership_id).with_role(Role.REGISTRAR).get()
    with acting_as(registrar):
        return _member(registrar, office.agency, f"{role}-{office.person.email}", role)


def _member(registrar, agency, email, role) -> Membership:
    made = agency_actions.add_member(
        by=registrar, at=MADE, agency=agency, email=email, name=email.partition("@")[0], job_title="Officer", roles=[role],
        starts_on=START,
    )  # fmt: skip
    made.partnership, made.agency = registrar.partnership, agency
    return made


# Who gave what to whom, and when: one row a record, from which every table is filled.
ROWS = """
create temporary table office as
  select a.id as agency, a.partnership_id as partnership, m.id as member,
    substr(p.slug, 2)::int as p, substr(a.code, 2)::int as a
  from agencies_agency a join agencies_partnership p on p.id = a.partnership_id
  join agencies_membership m on m.agency_id = a.id and 'officer' = any (m.roles) where a.kind <> 'service';
analyze office;  -- else the planner thinks of it as of thousands, and joins row by row
create unlogged table bench_row as
with plan as (
  select i, md5('disclosure-' || i)::uuid as id,
    '2024-01-08'::timestamptz + i * (interval '900 days' / %(size)s) as at,
    case when i %% 2 = 0 then 0 else 1 + (i / 2) %% 9 end as p,
    case when i %% 4 = 0 then 0 when i %% 4 = 2 then 1 + (i / 4) %% 8 else (i / 18) %% 10 end as giver,
    case when i %% 4 = 0 then 1 + (i / 4) %% 8 when i %% 4 = 2 then 0
      else ((i / 18) %% 10 + 1 + (i / 180) %% 8) %% 10 end as receiver,
    i %% 2 = 0 and i <= %(rare)s * 2 as rare
  from generate_series(1, %(size)s) i
)
select i, id, at, g.partnership, g.agency as giver, g.member as by, r.agency as receiver,
  case when rare then o.agency end as third
from plan join office g on g.p = plan.p and g.a = plan.giver join office r on r.p = plan.p and r.a = plan.receiver
join office o on o.p = plan.p and o.a = 9
"""
PARTY_IDS = "case when s.third is null then array[s.giver, s.receiver] else array[s.giver, s.receiver, s.third] end"


def grow(admin, size: int) -> None:
    """Copy the one record `size` times, with its parties, reader, copy, first line of its timeline and two versions."""
    admin.execute("set session_replication_role = replica")  # triggers and foreign keys would take hours, and change nothing
    # A hundred offices, which the planner takes for one and would join each with each.
    admin.execute("set enable_nestloop = off")
    admin.execute(ROWS % {"size": size, "rare": RARE})
    admin.execute("reset enable_nestloop")
    common = {"partnership_id": "s.partnership", "party_ids": PARTY_IDS}
    _copy(admin, "sharing_disclosure", {
        **common, "id": "s.id", "reference": "'B-D-' || lpad(s.i::text, 8, '0')", "agency_id": "s.giver",
        "recorded_by_id": "s.by", "recorded_at": "s.at", "shared_at": "s.at", "request_id": "null",
    })  # fmt: skip
    for part, column, word in (("g", "giver", "giver"), ("r", "receiver", "recipient"), ("t", "third", "recipient")):
        _copy(admin, "sharing_disclosureparty", {
            **common, "id": f"md5('{part}-' || s.i)::uuid", "disclosure_id": "s.id", "agency_id": f"s.{column}",
            "created_at": "s.at", "received_by_id": "null", "received_at": "null",
        }, where=f"part = '{word}'", only=f"s.{column} is not null")  # fmt: skip
    _copy(admin, "sharing_disclosurereader", {
        **common, "id": "md5('reader-' || s.i)::uuid", "disclosure_id": "s.id", "member_id": "s.by", "created_at": "s.at",
    })  # fmt: skip
    _copy(admin, "sharing_holding", {
        "partnership_id": "s.partnership", "id": "md5('copy-' || s.i)::uuid", "disclosure_id": "s.id", "agency_id": "s.giver",
    })  # fmt: skip
    _copy(admin, "sharing_disclosurechange", {
        **common, "id": "md5('change-' || s.i)::uuid", "disclosure_id": "s.id", "by_id": "s.by", "at": "s.at",
        "recorded_at": "s.at",
    })  # fmt: skip
    for number, kind in ((0, "+"), (1, "~")):
        _copy(admin, "sharing_historicaldisclosure", {
            **common, "id": "s.id", "reference": "'B-D-' || lpad(s.i::text, 8, '0')", "agency_id": "s.giver",
            "recorded_by_id": "s.by", "recorded_at": "s.at", "shared_at": "s.at", "history_id": f"1000 + 2 * s.i + {number}",
            "history_date": f"s.at + interval '{number} hours'", "history_type": f"'{kind}'", "history_member_id": "s.by",
            "history_agency_id": "s.giver", "history_user_id": "null", "request_id": "null",
        })  # fmt: skip
    admin.execute("select setval(pg_get_serial_sequence('sharing_historicaldisclosure', 'history_id'), %s)", [3000 + 2 * size])
    admin.execute("set session_replication_role = origin")
    admin.execute("vacuum analyze")


def _copy(admin, table: str, changed: dict[str, str], where: str = "true", only: str = "true") -> None:
    columns = [
        name for (name,) in admin.execute(
            "select column_name from information_schema.columns where table_name = %s order by ordinal_position", [table]
        )
    ]  # fmt: skip
    taken = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    listed = ", ".join(f'"{name}"' for name in columns)
    admin.execute(
        f'insert into "{table}" ({listed}) select {taken}'  # our own names, never input
        f' from (select * from "{table}" where {where} limit 1) t cross join bench_row s where {only} order by s.i'
    )
