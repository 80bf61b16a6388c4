"""What was recognised in a file, as a page corrects it: parts as rows of boxes, and rows as parts again."""

from protocols.forms.text import row_of, row_of_table
from protocols.importing import Recognised, gaps
from protocols.importing.slugs import clause_slug, slug_of, unique

NO_TITLE = "No title was found."
NO_SECTIONS = "No sections were found: no heading is numbered or marked as a heading."


def outline(recognised: dict) -> list[dict]:
    """Each section and appendix with its counts, for the list of what was recognised."""
    return [
        {
            "slug": part["slug"],
            "title": f"Appendix {part['number']}: {part['heading']}" if appendix else f"{part['number']} {part['heading']}",
            "clauses": len(part["clauses"]),
            "tables": len(part["tables"]),
        }
        for appendix, name in ((False, "sections"), (True, "appendices"))
        for part in recognised[name]
    ]


def part_of(recognised: dict, slug: str) -> dict | None:
    """The section or appendix of that slug, or None."""
    return next((part for part in (*recognised["sections"], *recognised["appendices"]) if part["slug"] == slug), None)


def rows_of(part: dict) -> list[dict]:
    """The clauses and tables of a part in the order in which they stood."""
    rows = []
    tables = list(part["tables"])
    for at, clause in enumerate(part["clauses"]):
        rows += [row_of_table("", table) for table in tables if table["after"] == at]
        rows.append(row_of(clause["number"], clause["slug"], clause["text"], clause["items"]))
    return rows + [row_of_table("", table) for table in tables if table["after"] >= len(part["clauses"])]


def with_part(recognised: dict, slug: str, number: str, heading: str, clauses: list[dict]) -> dict:
    """The same with one part written anew; a clause that opens a section leaves the part and begins its own after it."""
    taken = {part["slug"] for part in (*recognised["sections"], *recognised["appendices"])}
    made = {**recognised}
    for name in ("sections", "appendices"):
        parts = []
        for part in recognised[name]:
            parts += _divided(part, number, heading, clauses, taken) if part["slug"] == slug else [part]
        made[name] = parts
    return rewarned(recognised, made)


def without_part(recognised: dict, slug: str) -> dict:
    """The same without one part."""
    made = {**recognised}
    for name in ("sections", "appendices"):
        made[name] = [part for part in recognised[name] if part["slug"] != slug]
    return rewarned(recognised, made)


def _divided(part, number, heading, clauses, taken) -> list[dict]:
    parts = [{"number": number, "slug": part["slug"], "heading": heading, "clauses": [], "tables": []}]
    used: set[str] = {clause["slug"] for clause in clauses if clause["slug"]}
    for clause in clauses:
        here = parts[-1]
        if clause["opens_section"]:
            words = " ".join(clause["text"].replace("*", "").split())
            slug = unique(slug_of(words) or "section", taken)
            parts.append({"number": clause["number"] or _after(here["number"]), "slug": slug, "heading": words,
                          "clauses": [], "tables": []})  # fmt: skip
        elif clause["table"] is not None:
            here["tables"].append({**clause["table"], "after": len(here["clauses"])})
        else:
            slug = clause["slug"] or unique(clause_slug(here["slug"], clause["text"]), used)
            here["clauses"].append({"number": clause["number"] or None, "slug": slug, "text": clause["text"],
                                    "items": clause["items"]})  # fmt: skip
    return parts


def _after(number: str) -> str:
    return str(int(number) + 1) if number.isascii() and number.isdigit() else number


def rewarned(before: dict, after: dict) -> dict:
    """The corrected text with what it lacks asked again; what the reader of the file doubted stays said."""
    old = {*_lacks(before), NO_TITLE, NO_SECTIONS}
    kept = [sentence for sentence in before["warnings"] if sentence not in old]
    if not after["title"]:
        kept.append(NO_TITLE)
    return {**after, "warnings": [*kept, *_lacks(after)]}


def _lacks(recognised: dict) -> list[str]:
    found = Recognised.from_dict(recognised)
    numbering = gaps.numbering(list(found.sections), list(found.appendices)) if found.sections else [NO_SECTIONS]
    parts = [*found.sections, *found.appendices]
    return numbering + gaps.missing(parts, found.effective_date, found.review_months, found.parties)
