"""What changed between two versions, clause by clause and fact by fact?"""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from protocols import redline
from protocols.views.facts import facts
from protocols.views.finding import address, find_version
from protocols.views.text import shapes

# Words and colour of what became of a clause; the words alone say it.
KINDS = {
    "changed": ("Changed", "blue"),
    "added": ("Put in", "green"),
    "removed": ("Taken out", "orange"),
    "moved": ("Moved", "purple"),
    "renumbered": ("New number", "grey"),
    "unchanged": ("As it was", "grey"),
}


@require_safe
def compare(request, reference, older, newer):
    """Two versions of one protocol side by side in one text; `?all=1` shows what stayed as it was as well."""
    old = find_version(request, reference, older)
    new = find_version(request, reference, newer)
    whole = request.GET.get("all") == "1"
    found = redline.compare(shapes(old), shapes(new))
    sections = [shown for shown in (_section(section, whole) for section in found.sections) if shown]
    here = address(request.member, "compare", reference=reference, older=older, newer=newer)
    return render(
        request,
        "protocols/compare.html",
        {
            "protocol": new.protocol,
            "version": new,
            "old": old,
            "new": new,
            "sections": sections,
            "counts": [(words, found.counts[kind]) for kind, (words, _) in KINDS.items() if found.counts[kind]],
            "changes": found.changes,
            "jumps": [
                (clause["anchor"], clause["title"])
                for part in sections
                for clause in part["clauses"]
                if clause["jump"]
            ],
            "facts": _facts(old, new),
            "whole": whole,
            "other_view": here if whole else f"{here}?all=1",
        },
    )


def _section(section, whole) -> dict | None:
    clauses = [_clause(clause) for clause in section.clauses if whole or clause.kind != "unchanged"]
    renamed = any(sign != "=" for sign, _ in section.heading)
    if section.kind == "unchanged" and not whole:
        return None
    return {
        "anchor": section.anchor,
        "number": section.number,
        "heading": section.heading,
        "title": f"{section.number} " + "".join(text for sign, text in section.heading if sign != "-"),
        "renamed": renamed,
        "kind": KINDS[section.kind] if section.kind in ("added", "removed") else None,
        "tables_changed": section.tables_changed,
        "clauses": clauses,
        "left_out": len(section.clauses) - len(clauses),
    }


def _clause(clause) -> dict:
    words, colour = KINDS[clause.kind]
    old, new = clause.old_number or "", clause.new_number or ""
    notes = []
    if clause.old_section and clause.new_section and clause.old_section != clause.new_section:
        notes.append("It stood in another section.")
    if old and new and old != new:
        notes.append(f"It was {old} and is now {new}.")
    elif clause.kind == "moved":
        notes.append("It stands at another place in its section.")
    number = new or old
    opening = " ".join("".join(text for sign, text in clause.ops if sign != "-" or clause.kind == "removed").split()[:6])
    return {
        "anchor": clause.anchor,
        "number": number,
        "kind": clause.kind,
        "words": words,
        "colour": colour,
        "notes": notes,
        "ops": clause.ops,
        "jump": clause.kind != "unchanged",
        "title": f"{words}: {number or opening}",
    }


def _facts(old, new) -> list[dict]:
    """Each kind of fact that differs, with what was taken out and put in."""
    before, after = _flat(old), _flat(new)
    told = []
    for name in before:
        gone = [words for words in before[name] if words not in after[name]]
        come = [words for words in after[name] if words not in before[name]]
        if gone or come:
            told.append({"what": name, "gone": gone, "come": come})
    return told


def _flat(version) -> dict[str, list[str]]:
    said = facts(version)
    parties = version.parties.signatories().select_related("agency")
    return {
        "Purposes": said["purposes"],
        "Information": [label for _, labels in said["information"] for label in labels],
        "Law": said["law"],
        "Agencies asked to sign": [party.agency.name for party in parties],
        "Marking": [f"{said['marking']} ({said['scheme']})"],
        "Ways of sending": said["channels"],
        "Keeping": [said["retention"]] if said["retention"] else [],
        "Months until review": [str(version.review_months)] if version.review_months else [],
    }
