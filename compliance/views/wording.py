"""How is what stands in a case said on a page: what happened, the clause, papers, and the way on?"""

from compliance import rules
from protocols.views.finding import version_address
from sharing.views.wording import personal, who

__all__ = ["LOG", "NEXT_PAGES", "citation", "personal", "timeline", "who"]

SENTENCES = {
    "report_concern": "{who} reported that something went wrong",
    "allege": "{who} wrote that something was not kept to",
    "take_up": "{who} began to look into it",
    "set_aside": "{who} did not take it up",
    "join_case": "{who} joined it to another case about the same matter",
    "extend_case": "{who} set a later day for the finding",
    "make_finding": "{who} made the finding",
    "close_case": "{who} closed the case",
    "suspend_sharing": "{who} paused this sharing",
    "renew_suspension": "{who} looked at it again and kept it paused",
    "lift_suspension": "{who} lifted the pause",
}
# The one button of what happens next.
NEXT_PAGES = {
    "take_up": "Take it up",
    "make_finding": "Make the finding",
    "plan_remedy": "Plan a remedy",
    "issue_notice": "Tell who was affected",
    "close_case": "Close the case",
}
LOG = {"evidence": "Evidence", "extension": "Why it takes longer", "no_remedy": "Why no remedy is needed",
       "set_aside": "Why it was not taken up"}  # fmt: skip


def timeline(record) -> list[dict]:
    """What happened, newest first, in sentences that every reader of the record may read; the last fifty."""
    return [
        {
            "sentence": SENTENCES.get(change.verb, "{who}: " + change.verb.replace("_", " ")).format(
                who=f"{change.by.agency} ({change.by.named})"
            ),
            "at": change.at,
            "recorded_at": change.recorded_at,
        }
        for change in record.changes.select_related("by__person", "by__agency")[:50]
    ]


def citation(member, cited, on) -> dict | None:
    """The clause that an allegation or an investigation names; None for none. It opens as it stood in that version."""
    version = cited.version if cited else None
    if version is None:
        return None
    clause = rules.clause_of(version, cited.clause_slug)
    href = version_address(member, version)
    return {
        "protocol": version.protocol.title, "version": version.number, "number": clause.number if clause else "",
        "words": " ".join(clause.text.split()[:8]) if clause else "",
        "href": f"{href}#clause-{clause.slug}" if clause else href, "on": on,
    }  # fmt: skip
