"""How fast does work that falls due get done, and whom does it keep waiting? (scenarios 18 and 19)"""

import os
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit, urlunsplit

from django.utils import timezone

from agencies.sweeps import each_in_turn
from bench.timing import Figure, repeated
from compliance.tasks import sweep_retention
from config.services import places
from sharing.actions.chasing import chase_receipts

# A tenth of all copies falls due today, the rest later; spread over every partnership as the records are.
FALL_DUE = """
update sharing_holding set status = 'active', retain_until_on = current_date + case when id in (
  select id from sharing_holding order by id limit {due}) then -1 else 900 end
"""
ENOUGH = 100_000
AGAIN = "update sharing_holding set status = 'active' where status = 'due'"
ONE_STATEMENT = "update sharing_holding set status = 'due' where status = 'active' and retain_until_on <= current_date"
SOMEBODY = """
select set_config('concordat.member', id::text, false), set_config('concordat.partnership', partnership_id::text, false),
  set_config('concordat.agency', agency_id::text, false), set_config('concordat.verb', 'fall_due', false)
from agencies_membership limit 1
"""
VERSIONS = "select count(*), count(distinct id) from sharing_historicalholding where status = 'due'"
# The copy that the sweep takes next, or has just taken; whoever wants that one is who waits.
NEXT = (
    "select id from sharing_holding where partnership_id = %s and status in ('active', 'retained')"
    " and retain_until_on <= current_date order by retain_until_on limit 1"
)
WANTED = "select id from sharing_holding where id = %s for share"


def retention(ground, databases, people):
    """Scenario 18: copies whose day has come are marked in batches, against one statement for all of them."""
    size, name = max(databases.items())
    due = size // 10
    ground.stand_on(name)
    with ground.admin(name) as admin:
        _unseen(admin, FALL_DUE.format(due=due))
        admin.execute("vacuum analyze sharing_holding")

    def measure() -> dict[str, float]:
        first, swept, last = _one_statement(ground, name, due), _swept(ground, name, due), _one_statement(ground, name, due)
        return {"floor": (first + last) / 2, "sweep": swept}

    seconds = repeated(measure)
    longest = sorted(_two_workers(ground, name, due, people.big.partnership_id) for _ in range(3))[1]
    # Where little is due, going from partnership to partnership is most of the work: no gate below a hundred thousand.
    gates = (0.7, 0.9) if due >= ENOUGH else (None, None)
    yield Figure(
        "retention", f"{size:,}: {due:,} copies due, {due / seconds['sweep']:,.0f} a second / one statement for all",
        seconds["floor"] / seconds["sweep"], *gates, higher=True,
    )  # fmt: skip
    yield Figure("retention", f"{size:,}: longest wait for a copy beside two workers", longest, 200, 60, "ms")


def _unseen(admin, statement: str) -> None:
    """What prepares a round is no part of it: no trigger sees it, and its dust is swept away."""
    admin.execute("set session_replication_role = replica")
    admin.execute(statement)
    admin.execute("delete from sharing_historicalholding where status = 'due'")
    admin.execute("set session_replication_role = origin")


def _ready(admin) -> None:
    _unseen(admin, AGAIN)
    admin.execute("vacuum sharing_holding")
    admin.execute("checkpoint")


def _one_statement(ground, name, due) -> float:
    with ground.admin(name) as admin:
        _ready(admin)
        admin.execute(SOMEBODY)
        begun = time.perf_counter()
        assert admin.execute(ONE_STATEMENT).rowcount == due
        return time.perf_counter() - begun


def _swept(ground, name, due) -> float:
    with ground.admin(name) as admin:
        _ready(admin)
        begun = time.perf_counter()
        sweep_retention()
        taken = time.perf_counter() - begun
        assert admin.execute(VERSIONS).fetchone() == (due, due), "each copy once, with a version of it"
        return taken


def _two_workers(ground, name, due, partnership) -> float:
    """Two workers at once do each copy once; the longest that anybody else had to wait for one of them, milliseconds."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    address = urlunsplit(parts._replace(path=f"/{name}"))
    work = "import django; django.setup(); from compliance.tasks import sweep_retention; sweep_retention()"
    with ground.admin(name) as admin:
        _ready(admin)
        waited, over = [0.0], threading.Event()
        waiting = threading.Thread(target=_wait, args=(ground, name, partnership, waited, over))
        waiting.start()
        workers = [
            subprocess.Popen([sys.executable, "-c", work], cwd=places.CHECKOUT, env={**os.environ, "DATABASE_URL": address})
            for _ in range(2)
        ]
        assert [one.wait() for one in workers] == [0, 0]
        over.set()
        waiting.join()
        sweep_retention()  # what somebody was looking at was passed over, and is there the next time
        assert admin.execute(VERSIONS).fetchone() == (due, due), "none twice and none left"
    return max(waited) * 1000


def _wait(ground, name, partnership, waited, over) -> None:
    """Ask for the copy that the sweep is about to take, again and again."""
    with ground.admin(name) as admin:
        while not over.is_set():
            if found := admin.execute(NEXT, [partnership]).fetchone():
                begun = time.perf_counter()
                assert admin.execute(WANTED, found).fetchone() == found
                waited.append(time.perf_counter() - begun)
            time.sleep(0.005)


# What the sweep does of every receipt that is overdue, in one statement: what was told, and to whom.
TOLD_AT_ONCE = """
with late as (
  select p.id, p.partnership_id, p.agency_id, p.receipt_due_at, d.reference from sharing_disclosureparty p
  join sharing_disclosure d on d.id = p.disclosure_id
  where p.part = 'recipient' and p.received_at is null and p.receipt_due_at < now()
), steps as (
  insert into sharing_clocktold (id, partnership_id, agency_id, party_id, due_at, step, told_at, passed_over)
  select gen_random_uuid(), partnership_id, agency_id, id, receipt_due_at, step, now(), step < 3
  from late cross join unnest(array[{steps}]) step
)
insert into agencies_notice (id, partnership_id, to_id, kind, context, link, raised_at, is_urgent, waits_for_digest,
  attempts, failure)
select gen_random_uuid(), late.partnership_id, m.id, 'receipt_overdue', jsonb_build_object('reference', late.reference,
  'agency', a.name, 'due', late.receipt_due_at::text), '/disclosures/' || late.reference, now(), false, false, 0, ''
from late join agencies_agency a on a.id = late.agency_id
join agencies_membership m on m.agency_id = late.agency_id and 'officer' = any (m.roles)
"""
COUNTS = "select (select count(*) from sharing_clocktold), (select count(*) from agencies_notice where kind = %s)"


def reminders(ground, databases, people):
    """Scenario 19: every receipt of the smallest size is overdue; telling of them in batches / in one statement."""
    size, name = min(databases.items())
    ground.stand_on(name)
    with ground.admin(name) as admin:
        (due,) = admin.execute(
            "select count(*) from sharing_disclosureparty where part = 'recipient' and received_at is null"
            " and receipt_due_at < now()"
        ).fetchone()
    kind = "receipt_overdue"
    _forget(ground, name)
    _chase()
    with ground.admin(name) as admin:
        steps, told = admin.execute(COUNTS, [kind]).fetchone()
    assert told == due, (told, due)
    each = ", ".join(str(number) for number in range(4 - steps // due, 4))

    def measure() -> dict[str, float]:
        _forget(ground, name)
        with ground.admin(name) as admin:
            begun = time.perf_counter()
            admin.execute(TOLD_AT_ONCE.format(steps=each))
            floor = time.perf_counter() - begun
            assert admin.execute(COUNTS, [kind]).fetchone() == (steps, told)
        _forget(ground, name)
        begun = time.perf_counter()
        _chase()
        return {"floor": floor, "sweep": time.perf_counter() - begun}

    seconds = repeated(measure)
    yield Figure(
        "reminders", f"{due:,} receipts overdue, {due / seconds['sweep']:,.0f} a second / one statement for all",
        seconds["floor"] / seconds["sweep"], 0.1, 0.3, higher=True,
    )  # fmt: skip
    _forget(ground, name)


def _chase() -> None:
    each_in_turn("receipt_clocks", timezone.now(), chase_receipts)


def _forget(ground, name) -> None:
    with ground.admin(name) as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute("delete from sharing_clocktold")
        admin.execute("delete from agencies_notice where kind like 'receipt_%'")
        admin.execute("set session_replication_role = origin")
        admin.execute("vacuum analyze sharing_clocktold, agencies_notice")


SCENARIOS = {"retention": retention, "reminders": reminders}
