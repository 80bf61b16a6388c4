"""What does writing cost: a record with everything beside it, and the history of it? (scenarios 7, 9 and 10)"""

from copy import copy
from datetime import timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from agencies.tenancy import acting_as
from agencies.writing import write
from bench import sown
from bench.asking import statements
from bench.timing import ROUNDS, WARM, Figure, interleaved, repeated
from sharing import actions
from sharing.models import Disclosure, Holding

TABLES = ("sharing_disclosure", "sharing_holding")
WRITTEN = ("disclosure", "disclosureparty", "historicaldisclosure", "historicaldisclosureparty")


def create(ground, databases, people):
    """Scenario 9: a record, its parties and the history of both, on disk, as the product writes them, by a server that has
    served for a while: keys are random, so each row goes to another page of an index, and one that is read from the disk
    first costs more than the whole act. Besides, without a gate: the same while the indexes lie where sowing left them,
    and the whole act of recording: rules, reader, copy, timeline, notices, the answers locked and closed.
    """
    for size, name in databases.items():
        ground.stand_on(name)
        with ground.admin(name) as admin:
            admin.execute("create table if not exists bench_floor (id bigserial primary key, words text)")
            admin.execute("grant select, insert on bench_floor to concordat_app")
            admin.execute("grant usage on sequence bench_floor_id_seq to concordat_app")
            app, now = ground.app(name), timezone.now()
            ready = iter([sown.answered(people, now) for _ in range(3 * (ROUNDS + WARM) + 2)])
            admin.execute("vacuum analyze sharing_checklist")
            with acting_as(people.sharer):
                before = _written(admin)
                again = _again(Disclosure.objects.filter(recorded_by=people.sharer).first())

            def act(number):
                made = next(ready)  # noqa: B023
                with acting_as(people.sharer):
                    actions.record_disclosure(made, by=people.sharer, at=now, shared_at=now)  # noqa: B023

            def bare(number):
                with acting_as(people.sharer, "record_disclosure"):
                    write(next(again))  # noqa: B023

            act(0)  # fills the process's own caches
            yield Figure("sql_count", f"{size:,}: recording a disclosure", statements(lambda: act(0)), 8, 5, "")  # noqa: B023
            acts = {
                "floor": lambda n: app.execute("insert into bench_floor (words) values (%s)", ["w" * 600]),  # noqa: B023
                "create": bare, "act": act,
            }  # fmt: skip
            cold = interleaved({name: acts[name] for name in ("floor", "create")})
            for table in WRITTEN:
                ground.read_indexes(admin, f"sharing_{table}")
            ms = repeated(lambda acts=acts: interleaved(acts))
            made = 7 * (ROUNDS + WARM) + 2
            wanted = [number + each * made for number, each in zip(before, (1, 2, 1, 2), strict=True)]
            assert _written(admin) == wanted, "each record once, with both parties and a version of all three"
            app.close()
        floor = f"one durable insert ({ms['floor']:.2f} ms)"
        yield Figure("create", f"{size:,}: record, parties, history / {floor}", ms["create"] / ms["floor"], 8, 4.5)
        yield Figure("create", f"{size:,}: the same before the indexes were read into memory", cold["create"] / cold["floor"])
        yield Figure("create", f"{size:,}: the whole act ({ms['act']:.1f} ms) / {floor}", ms["act"] / ms["floor"])


def _written(admin) -> list[int]:
    return [admin.execute(f"select count(*) from sharing_{table}").fetchone()[0] for table in WRITTEN]


def _again(disclosure):
    """The rows of the same record with its parties, new ones each time."""
    parties = list(disclosure.parties.all())
    for number in count(1):
        record = copy(disclosure)
        record.pk, record.reference = uuid4(), f"{disclosure.reference}-{number}"
        rows = [copy(party) for party in parties]
        for row in rows:
            row.pk, row.disclosure = uuid4(), record
        yield [record, *rows]


def history(ground, databases, people):
    """Scenario 10: creating, saving, bulk and update() with the history and without it; as many rows kept as changed."""
    size, name = max(databases.items())
    ground.stand_on(name)
    with acting_as(people.big):
        keys = list(Holding.objects.filter(agency_id=people.big.agency_id).values_list("pk", flat=True)[:500])
    kept = "select count(*) from sharing_historicalholding"
    with ground.admin(name) as admin:
        before = admin.execute(kept).fetchone()[0]
        _update(people, keys, 0)
        assert admin.execute(kept).fetchone()[0] == before + len(keys), "every changed row leaves a version"
        found: dict[str, dict[str, float]] = {}
        for _ in range(3):
            for state in ("enable", "disable"):
                for table in TABLES:
                    with_it = f'alter table "{table}" enable trigger user'
                    admin.execute(with_it if state == "enable" else _without_history(admin, table))
                acts = {
                    "save": lambda n: _save(people, keys, n), "update of 500": lambda n: _update(people, keys, n),
                }  # fmt: skip
                for what, ms in interleaved(acts, rounds=20, warm=3).items():
                    found.setdefault(what, {}).setdefault(state, 0.0)
                    found[what][state] += ms / 3
        for table in TABLES:
            admin.execute(f'alter table "{table}" enable trigger user')
    for what, ms in found.items():
        yield Figure("history_cost", f"{size:,}: {what}, with history / without", ms["enable"] / ms["disable"], 1.5, 1.3)


def _without_history(admin, table) -> str:
    """The statement that stops the history triggers of a table and no other."""
    names = [
        row[0] for row in admin.execute(
            "select t.tgname from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = %s::regclass"
            " and p.proname = 'concordat_keep_' || %s", [table, table],
        )
    ]  # fmt: skip
    assert len(names) == 3, f"{table} keeps its history by {names}"
    return "; ".join(f'alter table "{table}" disable trigger "{name}"' for name in names)


def _save(people, keys, number):
    with acting_as(people.big, "keep_copy"):
        one = Holding.objects.get(pk=keys[number % len(keys)])
        one.rule_code = f"R{number}"
        one.save(update_fields=["rule_code"])


def _update(people, keys, number):
    with acting_as(people.big, "keep_copy"):
        day = timezone.localdate() + timedelta(days=number + 400)
        Holding.objects.filter(pk__in=keys).update(retain_until_on=day)


SCENARIOS = {"create": create, "history_cost": history}
