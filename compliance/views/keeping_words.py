"""What is said of a copy in a list and on its page: its title, where it stands, and who does what next?"""

from agencies.access import may
from compliance.models import CopyReview
from compliance.views.finding import address
from sharing.models import Holding
from sharing.views import wording

S = Holding.Status
BUTTONS = {
    "propose_disposal": "Review this copy",
    "approve_disposal": "Decide about the disposal",
    "dispose": "Dispose of it",
}


def copy_row(member, copy) -> dict:
    """One row of a list of copies."""
    return {
        "href": address(member, "copy", reference=copy.disclosure.reference),
        "reference": copy.disclosure.reference,
        "from": f"{copy.disclosure.agency} shared it"
        if copy.disclosure.agency_id != member.agency_id
        else "Given by us",
        "what": f"Copy of {copy.disclosure.reference}: {wording.kinds_in_short(copy.disclosure)}",
        "shared": copy.disclosure.shared_at,
        "rule": copy.rule_code,
        "due": copy.retain_until_on,
        "status": copy.status,
    }


def what_next(member, copy, review, against: list[str]) -> dict:
    """A sentence, and the page of the one button if it is this member's to press."""
    sentence, verb = _next(member, copy, review, against)
    return {
        "sentence": sentence,
        "action": BUTTONS.get(verb, ""),
        "href": address(member, verb, reference=copy.disclosure.reference) if verb else "",
    }


def _next(member, copy, review, against) -> tuple[str, str]:
    if copy.status == S.DISPOSED:
        return "Nothing more is waiting here. What remains says only that there was a record.", ""
    if copy.status == S.ON_HOLD:
        return (
            "A hold stops every change and the disposal. Lifted, the copy stands where its own date has brought it.",
            "",
        )
    if review is not None and review.status == CopyReview.Status.PROPOSED:
        verb = "approve_disposal" if may(member, "approve_disposal", review) else ""
        return "A second person decides whether it is disposed of.", verb
    if review is not None:
        verb = "dispose" if may(member, "dispose", review) else ""
        return "It may be disposed of. The certificate is made when it is.", verb
    if copy.status != S.DUE:
        if copy.retain_until_on is None:
            return "No date brings it up. It stays until somebody looks at it.", ""
        return "It is looked at when its date comes.", ""
    if against:
        return " ".join(against), ""
    verb = "propose_disposal" if may(member, "propose_disposal", CopyReview) else ""
    if not verb:
        return "Its day has come: a head or designated officer keeps it for longer or proposes that it is disposed of.", ""
    return "Its day has come: look at it, and keep it for longer or propose that it is disposed of.", verb
