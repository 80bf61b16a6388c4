"""What is the next short, speakable reference of a kind?"""

from agencies.models import Partnership
from agencies.statements import rows

_NEXT = (
    "insert into agencies_referencecounter (id, partnership_id, kind, year, last)"
    " values (gen_random_uuid(), %s, %s, %s, 1)"
    " on conflict (partnership_id, kind, year) do update set last = agencies_referencecounter.last + 1 returning last"
)


def next_reference(partnership: Partnership, kind: str, year: int) -> str:
    """For example NM-D-2026-0123: prefix, kind, year, number. Locks the counter until the transaction ends.

    One statement makes the counter or adds to it; a read before it would let two records take the same number.
    """
    ((number,),) = rows(_NEXT, [partnership.pk, kind, year])
    return f"{partnership.prefix}-{kind}-{year}-{number:04d}"
