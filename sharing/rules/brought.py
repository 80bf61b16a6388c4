"""What did one agency bring to a case, in the words in which others read it?"""

from dataclasses import dataclass

from django.utils.text import capfirst

from sharing.checklist.questions.lists import KIND_WORDS
from sharing.models import CaseLine


@dataclass(frozen=True)
class Said:
    """What one agency brought, and the limits that it set: never its reasons, and who told it for itself alone."""

    agency: str
    words: str
    limits: tuple[str, ...]


def said_of(line: CaseLine, *, own: bool = False) -> Said:
    """The line as others read it, or as the agency whose `own` it is."""
    kinds = "; ".join(KIND_WORDS.get(kind, kind) for kind in line.kinds)
    said = line.get_brought_display()
    words = capfirst(said) + (f": {kinds}" if kinds else "")
    hidden = () if own else (CaseLine.Limit.SOURCE,)
    return Said(str(line.agency), words, tuple(CaseLine.Limit(one).label for one in line.limits if one not in hidden))
