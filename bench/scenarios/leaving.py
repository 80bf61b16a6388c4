"""How fast does history leave the house, and how much memory does it take on its way? (scenarios 12 and 13)"""

import csv
import time
from pathlib import Path

from agencies.tenancy import acting_as
from bench.timing import Figure, repeated
from compliance.history import exporting, narrowing

CHOICE = narrowing.Choice(kind="sharing-disclosure")
PLAIN = "copy (select * from sharing_historicaldisclosure where '{agency}' = any (party_ids)) to '/dev/null'"
SLOW = (
    "select h.id::text, h.history_type from sharing_historicaldisclosure h where %s = any (h.party_ids)"
    " order by h.history_date, h.history_id"
)
DONE = {"+": "made", "~": "changed", "-": "removed"}


def export(ground, databases, people):
    """Scenarios 12 and 13: the whole history of the agency in half of all records, by its auditor, values and all."""
    member = people.auditor
    for size, name in databases.items():
        ground.stand_on(name)
        rows = _right(ground, name, member)
        grown, first = [], []

        def measure(name=name, rows=rows, grown=grown, first=first) -> dict[str, float]:
            with ground.admin(name) as admin:
                begun = time.perf_counter()
                admin.execute(PLAIN.format(agency=member.agency_id))
                floor = time.perf_counter() - begun
            whole, waited, memory = _taken(member, rows)
            grown.append(memory)
            first.append(waited)
            return {"floor": floor, "export": whole}

        measure()
        grown.clear()
        first.clear()
        seconds = repeated(measure)
        rate = rows / seconds["export"]
        # A short file is over before it has got going: the gate is for the longest.
        gates = (0.25, 0.35) if size == max(databases) else (None, None)
        yield Figure(
            "export_history", f"{size:,}: {rows:,} versions, {rate:,.0f} a second / server COPY of the plain rows",
            seconds["floor"] / seconds["export"], *gates, higher=True,
        )  # fmt: skip
        yield Figure("export_memory", f"{size:,}: growth while {rows:,} versions leave", max(grown), 16, 8, "MB")
        yield Figure("export_ttfb", f"{size:,}: first line of the file", sorted(first)[len(first) // 2], 100, 20, "ms")


def _right(ground, name, member) -> int:
    """The file holds every version of the agency's records and no other, in the order in which they came; how many."""
    with ground.admin(name) as admin:
        wanted = [(key, DONE[kind]) for key, kind in admin.execute(SLOW, [member.agency_id])]
    with acting_as(member):
        text = b"".join(exporting.blocks(member, CHOICE, "csv", exporting.Told())).decode()
    found = [(line["record"], line["change"]) for line in csv.DictReader(text.splitlines())]
    assert found == wanted, (len(found), len(wanted), found[:2], wanted[:2])
    return len(wanted)


def _taken(member, rows: int) -> tuple[float, float, float]:
    """Seconds of a whole file, milliseconds to its first line, and megabytes that the process grew by meanwhile."""
    told, before, most, waited = exporting.Told(), _memory(), 0.0, 0.0
    with acting_as(member):
        begun = time.perf_counter()
        for number, _ in enumerate(exporting.blocks(member, CHOICE, "csv", told)):
            if number == 1:  # the headings of the columns need no database
                waited = (time.perf_counter() - begun) * 1000
            if number % 16 == 0:
                most = max(most, _memory())
        whole = time.perf_counter() - begun
    assert told.rows == rows, (told.rows, rows)
    return whole, waited, max(0.0, most - before)


def _memory() -> float:
    """Megabytes that the process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


SCENARIOS = {"export": export}
