"""Does a list cost the same at any size, for anybody, at any depth? (performance 6: scenarios 1, 2, 4, 5, 7 and 8)"""

import re

from agencies.cursors import cursor_of
from bench.asking import Browser, inside, statements
from bench.timing import Figure, interleaved, repeated

FEED = (
    "select disclosure_id from sharing_disclosureparty where partnership_id = %s and agency_id = %s"
    " order by created_at desc, disclosure_id desc limit 50"
)
ROWS = "select * from sharing_disclosure where id = any(%s)"
SLOW = (
    "select d.reference from sharing_disclosure d where d.partnership_id = %s and %s = any (d.party_ids)"
    " order by d.recorded_at desc, d.id desc offset %s limit 50"
)


def address(member) -> str:
    return f"/{member.partnership.slug}/disclosures/"


def _short(member) -> str:
    """A signed-in page without rows of its own."""
    return f"/{member.partnership.slug}/acting/"


class Floor:
    """The same fifty rows fetched by hand, behind the same walls: the least that any page of them can cost."""

    def __init__(self, ground, name):
        self.connection = ground.app(name)

    def fetch(self, member):
        """Two statements in one transaction that says who asks."""
        with self.connection.transaction():
            self.connection.execute(
                "select set_config('concordat.partnership', %s, true), set_config('concordat.agency', %s, true),"
                " set_config('concordat.member', %s, true), set_config('concordat.role', 'officer', true)",
                [str(member.partnership_id), str(member.agency_id), str(member.pk)],
            )
            keys = [key for (key,) in self.connection.execute(FEED, [member.partnership_id, member.agency_id])]
            return self.connection.execute(ROWS, [keys]).fetchall()

    def close(self):
        self.connection.close()


def _right(ground, name, member, path="", skip=0):
    """The page names the same records as a slow reference query, in the same order."""
    with ground.admin(name) as admin:
        wanted = [row[0] for row in admin.execute(SLOW, [member.partnership_id, member.agency_id, skip])]
    body = inside(member, path or address(member)).content.decode()
    shown = list(dict.fromkeys(re.findall(r"/disclosures/(B[A-J]?-D-[\d-]+)/", body)))
    assert shown == wanted, (shown[:3], wanted[:3], len(shown), len(wanted))


def _pages(ground, name, people) -> dict[str, float]:
    ground.stand_on(name)
    floor = Floor(ground, name)
    few = [people.typical, *people.others]
    deep = _deep(ground, name, people.big)
    browser = Browser(people.typical)
    assert browser.get(address(people.typical))[0] == 200
    try:
        return interleaved({
            "floor": lambda n: floor.fetch(few[n % len(few)]),
            "list": lambda n: inside(few[n % len(few)], address(few[n % len(few)])),
            "big": lambda n: inside(people.big, address(people.big)),
            "rare": lambda n: inside(people.rare, address(people.rare)),
            "auditor": lambda n: inside(people.auditor, address(people.auditor)),
            "deep": lambda n: inside(people.big, deep),
            "whole": lambda n: browser.get(address(people.typical)),
            "empty": lambda n: browser.get(_short(people.typical)),
        })  # fmt: skip
    finally:
        floor.close()


def _deep(ground, name, member) -> str:
    """The address of the page nine tenths down the longest list."""
    with ground.admin(name) as admin:
        (count,) = admin.execute(
            "select count(*) from sharing_disclosureparty where agency_id = %s", [member.agency_id]
        ).fetchone()
        row = admin.execute(
            "select created_at, disclosure_id from sharing_disclosureparty where agency_id = %s"
            " order by created_at desc, disclosure_id desc offset %s limit 1",
            [member.agency_id, count * 9 // 10],
        ).fetchone()
    path = f"{address(member)}?after={cursor_of(row)}"
    _right(ground, name, member, path, count * 9 // 10 + 1)
    return path


def lists(ground, databases, people):
    """Scenarios 1, 2, 4 and 5: every list against the raw fetch of the same rows, at every size."""
    found = {}
    for size, name in databases.items():
        ground.stand_on(name)
        for member in (people.typical, people.big, people.rare, people.auditor):
            _right(ground, name, member)
        found[size] = repeated(lambda name=name: _pages(ground, name, people))
        ms, floor = found[size], found[size]["floor"]
        yield Figure("list_html", f"{size:,}: page inside the door / raw fetch ({floor:.2f} ms)", ms["list"] / floor, 7, 4)
        yield Figure("list_html", f"{size:,}: agency in half of all records / raw fetch", ms["big"] / floor, 7, 4)
        yield Figure("list_html", f"{size:,}: auditor of that agency / raw fetch", ms["auditor"] / floor, 7, 4)
        yield Figure("list_html", f"{size:,}: whole request, every middleware", ms["whole"], unit="ms")
        yield Figure("list_html", f"{size:,}: a signed-in request of a short page", ms["empty"], unit="ms")
        yield Figure("list_rare", f"{size:,}: agency with 20 old records / typical agency", ms["rare"] / ms["list"], 1.5, 1.1)
        yield Figure("page_deep", f"{size:,}: page at nine tenths / first", ms["deep"] / ms["big"], 1.3, 1.05)
    grown = f"{min(found):,} to {max(found):,}"
    yield Figure("list_growth", grown, _growth(found, "list"), 1.3, 1.1)
    yield Figure("list_growth", f"{grown}, agency in half of all records", _growth(found, "big"), 1.3, 1.1)


def _growth(found: dict[int, dict[str, float]], act: str) -> float:
    """How much dearer at the largest size than at the smallest, each told in pages without rows of the same minutes: they
    cost the same at every size, and the sizes are measured one after the other."""
    small, large = found[min(found)], found[max(found)]
    return (large[act] / large["empty"]) / (small[act] / small["empty"])


def record(ground, databases, people):
    """Scenario 8: one record with its answers and its timeline."""
    found = {}
    for size, name in databases.items():
        ground.stand_on(name)
        floor = Floor(ground, name)
        with ground.admin(name) as admin:
            (reference,) = admin.execute(
                "select reference from sharing_disclosure d join sharing_checklist c on c.disclosure_id = d.id limit 1"
            ).fetchone()
        path = f"/{people.sharer.partnership.slug}/disclosures/{reference}/"
        page = inside(people.sharer, path)
        assert page.status_code == 200
        assert "the least that lets somebody look" in page.content.decode()
        browser = Browser(people.sharer)
        acts = {
            "floor": lambda n: floor.fetch(people.typical),  # noqa: B023
            "record": lambda n: inside(people.sharer, path),  # noqa: B023
            "empty": lambda n: browser.get(_short(people.sharer)),  # noqa: B023
        }
        found[size] = repeated(lambda acts=acts: interleaved(acts))
        floor.close()
        yield Figure("detail", f"{size:,}: record / raw fetch of a list", found[size]["record"] / found[size]["floor"], 7, 4)
    yield Figure("detail", f"{min(found):,} to {max(found):,}", _growth(found, "record"), 1.3, 1.1)


def counts(ground, databases, people):
    """Scenario 7: how many statements; the same with few rows and with many."""
    for size, name in databases.items():
        ground.stand_on(name)
        for who in ("typical", "rare", "auditor"):
            member = getattr(people, who)
            inside(member, address(member))
            yield Figure("sql_count", f"{size:,}: list, {who}", statements(lambda m=member: inside(m, address(m))), 8, 4, "")
        with ground.admin(name) as admin:
            (reference,) = admin.execute(
                "select reference from sharing_disclosure d join sharing_checklist c on c.disclosure_id = d.id limit 1"
            ).fetchone()
        path = f"/{people.sharer.partnership.slug}/disclosures/{reference}/"
        yield Figure("sql_count", f"{size:,}: record", statements(lambda p=path: inside(people.sharer, p)), 10, 5, "")


SCENARIOS = {"lists": lists, "detail": record, "sql_count": counts}
