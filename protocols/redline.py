"""What changed, word by word between two texts, and clause by clause between two versions?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# "1.5" and "agencies'" stay whole.
_TOKEN = re.compile(r"\d+(?:\.\d+)*|\w+(?:[’'\-]\w+)*|\s+|[^\w\s]")
_ALIKE = 0.5
_SENTENCE_END = re.compile(r"(?<=[.;?!]\s)")
# Two changes that only this much unchanged text separates are told as one.
_BRIDGE = re.compile(r"[^\w]*")
# Beyond this many pairs of lines the search for the likeliest partner looks only near the same place.
_PAIRS = 40_000
_NEAR = 25
# A longer line is compared sentence by sentence first: word by word alone would take seconds.
_LONG_LINE = 6_000

Ops = list[tuple[str, str]]


def redline(old: str, new: str) -> Ops:
    """The way from old to new as ("=", text), ("-", text) and ("+", text), never cutting a word.

    Without "+" the texts give old exactly, without "-" they give new.
    """
    before, after = old.splitlines(True), new.splitlines(True)
    return _joined(_matched(before, after, _lines))


def _lines(before: list[str], after: list[str]) -> Ops:
    """Each old line with the new line most like it, in order; what has no partner was removed or inserted."""
    ops: Ops = []
    used = 0
    split = [line.split() for line in after]
    for place, line in enumerate(before):
        end = len(after)
        if len(before) * len(after) > _PAIRS:
            end = min(end, max(used, place) + _NEAR)
        partner = _likest(line.split(), split, used, end)
        if partner is None:
            ops.append(("-", line))
        else:
            ops += [("+", inserted) for inserted in after[used:partner]] + _words(line, after[partner])
            used = partner + 1
    return ops + [("+", inserted) for inserted in after[used:]]


def _likest(words: list[str], candidates: list[list[str]], start: int, end: int) -> int | None:
    best, found = _ALIKE, None
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(words)
    for place in range(start, end):
        matcher.set_seq1(candidates[place])
        # The two quick ratios are upper bounds and cost next to nothing.
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        long = max(len(words), len(candidates[place])) > _LONG_LINE // 6
        ratio = matcher.quick_ratio() if long else matcher.ratio()
        if ratio > best or (found is None and ratio >= best):
            best, found = ratio, place
    return found


def _words(old: str, new: str) -> Ops:
    if max(len(old), len(new)) > _LONG_LINE:
        before, after = _sentences(old), _sentences(new)
        if len(before) <= 1 and len(after) <= 1:  # one endless sentence each: only their ends are compared
            return _ends(old, new)
        return _matched(before, after, _lines)
    return _bridged(_matched(_TOKEN.findall(old), _TOKEN.findall(new), _replaced))


def _sentences(text: str) -> list[str]:
    return [piece for piece in _SENTENCE_END.split(text) if piece]


def _matched(before: list[str], after: list[str], otherwise: Callable[[list[str], list[str]], Ops]) -> Ops:
    """The pieces both have, in order, with `otherwise` told of what lies between them."""
    ops: Ops = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            ops.append(("=", "".join(before[i1:i2])))
        else:
            ops += otherwise(before[i1:i2], after[j1:j2])
    return ops


def _replaced(before: list[str], after: list[str]) -> Ops:
    return [op for op in (("-", "".join(before)), ("+", "".join(after))) if op[1]]


def _ends(old: str, new: str) -> Ops:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    tail = next((n for n in range(shorter - head) if before[-1 - n] != after[-1 - n]), shorter - head)
    middle = _replaced(before[head : len(before) - tail], after[head : len(after) - tail])
    return [("=", "".join(before[:head])), *middle, ("=", "".join(before[len(before) - tail :]))]


def _bridged(ops: Ops) -> Ops:
    """Join changes that only spaces and punctuation keep apart: people read one change, not three."""
    out: Ops = []
    place = 0
    while place < len(ops):
        if ops[place][0] == "=":
            out.append(ops[place])
            place += 1
            continue
        removed = inserted = ""
        while place < len(ops):
            sign, text = ops[place]
            if sign == "=" and not (place + 1 < len(ops) and _BRIDGE.fullmatch(text)):
                break
            removed += text if sign != "+" else ""
            inserted += text if sign != "-" else ""
            place += 1
        out += [("-", removed), ("+", inserted)]
    return out


def _joined(ops: Ops) -> Ops:
    out: Ops = []
    for sign, text in ops:
        if text and out and out[-1][0] == sign:
            out[-1] = (sign, out[-1][1] + text)
        elif text:
            out.append((sign, text))
    return out


@dataclass(frozen=True)
class ClauseChange:
    """What became of one clause. `kind` is unchanged, changed, added, removed, moved or renumbered.

    A clause that moved or got another number and was changed as well is "changed"; `old_number`, `new_number`,
    `old_section` and `new_section` tell the rest. `ops` is the redline of its text and items; `anchor` its place on
    the page.
    """

    kind: str
    slug: str
    anchor: str
    old_number: str | None
    new_number: str | None
    old_section: str | None
    new_section: str | None
    ops: Ops


@dataclass(frozen=True)
class SectionChange:
    """What became of a section, its heading and its clauses, in the order of the new version."""

    kind: str
    slug: str
    anchor: str
    number: str
    heading: Ops
    clauses: tuple[ClauseChange, ...]
    tables_changed: bool


@dataclass(frozen=True)
class Comparison:
    sections: tuple[SectionChange, ...]
    counts: dict[str, int]
    first_change: str | None

    @property
    def changes(self) -> int:
        """How many clauses did not stay as they were."""
        return sum(number for kind, number in self.counts.items() if kind != "unchanged")


KINDS = ("unchanged", "changed", "added", "removed", "moved", "renumbered")


def compare(old_version: Sequence[dict], new_version: Sequence[dict]) -> Comparison:
    """The clauses of two versions, matched by slug wherever they now stand.

    Each version is a list of sections (and appendices) as the importer's `as_json` gives them: number, slug, heading,
    clauses (number, slug, text, items), tables. Slugs are unique within a version. A removed clause is told in its old
    section, at its old place; a removed section after the one it followed. `counts` has every one of KINDS.
    """
    old_parts = {part["slug"]: part for part in old_version}
    new_slugs = {part["slug"] for part in new_version}
    old_at = {clause["slug"]: (part, clause) for part in old_version for clause in part["clauses"]}
    new_at = {clause["slug"]: (part, clause) for part in new_version for clause in part["clauses"]}
    moved = _moved(old_version, new_version, old_at, new_at)
    told = [_section(old_parts.get(part["slug"]), part, old_at, new_at, moved) for part in new_version]
    for place, part in enumerate(old_version):
        if part["slug"] not in new_slugs:
            before = [earlier["slug"] for earlier in old_version[:place]]
            told.insert(_after(told, before), _section(part, None, old_at, new_at, moved))
    counts = dict.fromkeys(KINDS, 0)
    first = None
    for section in told:
        for change in section.clauses:
            counts[change.kind] += 1
        first = first or _first_anchor(section)
    return Comparison(tuple(told), counts, first)


def _first_anchor(section: SectionChange) -> str | None:
    if section.kind == "unchanged":
        return None
    changed = next((change.anchor for change in section.clauses if change.kind != "unchanged"), section.anchor)
    return section.anchor if any(sign != "=" for sign, _ in section.heading) else changed


def _section(old: dict | None, new: dict | None, old_at: dict, new_at: dict, moved: set[str]) -> SectionChange:
    part: dict = new or old or {}
    clauses = [_clause(old_at.get(clause["slug"]), (part, clause), moved) for clause in new["clauses"]] if new else []
    past: dict = old or {"clauses": []}
    for place, clause in enumerate(past["clauses"]):
        if clause["slug"] not in new_at:
            before = [earlier["slug"] for earlier in past["clauses"][:place]]
            clauses.insert(_after(clauses, before), _clause((past, clause), None, moved))
    tables = (old["tables"] if old else []) != (new["tables"] if new else [])
    heading = redline(old["heading"] if old else "", new["heading"] if new else "")
    renamed = any(sign != "=" for sign, _ in heading)
    kind = "unchanged"
    if old is None or new is None:
        kind = "added" if old is None else "removed"
    elif renamed or tables or any(change.kind not in ("unchanged", "renumbered") for change in clauses):
        kind = "changed"
    elif old["number"] != new["number"] or any(change.kind == "renumbered" for change in clauses):
        kind = "renumbered"
    return SectionChange(kind, part["slug"], f"section-{part['slug']}", part["number"], heading, tuple(clauses), tables)


def _clause(old: tuple[dict, dict] | None, new: tuple[dict, dict] | None, moved: set[str]) -> ClauseChange:
    old_part, old_clause = old or (None, None)
    new_part, new_clause = new or (None, None)
    slug = (new_clause or old_clause or {})["slug"]
    before, after = _whole(old_clause), _whole(new_clause)
    kind = "unchanged"
    if old is None or new is None:
        kind = "added" if old is None else "removed"
    elif before != after:
        kind = "changed"
    elif slug in moved:
        kind = "moved"
    elif old[1]["number"] != new[1]["number"]:
        kind = "renumbered"
    return ClauseChange(
        kind=kind,
        slug=slug,
        anchor=f"clause-{slug}",
        old_number=old_clause["number"] if old_clause else None,
        new_number=new_clause["number"] if new_clause else None,
        old_section=old_part["slug"] if old_part else None,
        new_section=new_part["slug"] if new_part else None,
        ops=redline(before, after),
    )


def _whole(clause: dict | None) -> str:
    return "" if clause is None else "\n".join((clause["text"], *clause["items"]))


def _moved(old_version, new_version, old_at: dict, new_at: dict) -> set[str]:
    """The clauses that stand in another section, or at another place among those that stayed with them."""
    moved = {slug for slug, (part, _) in new_at.items() if slug in old_at and old_at[slug][0]["slug"] != part["slug"]}
    old_orders = {part["slug"]: [clause["slug"] for clause in part["clauses"]] for part in old_version}
    for part in new_version:
        after = [c["slug"] for c in part["clauses"] if c["slug"] in old_at and c["slug"] not in moved]
        before = [slug for slug in old_orders.get(part["slug"], []) if slug in set(after)]
        stayed = set()
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            stayed.update(before[block.a : block.a + block.size])
        moved.update(set(after) - stayed)
    return moved


def _after(told: list, slugs_before: list[str]) -> int:
    """The place just after the last of these that is still told here; the front when none is."""
    places = {change.slug: place for place, change in enumerate(told)}
    return next((places[slug] + 1 for slug in reversed(slugs_before) if slug in places), 0)
