"""How are several names said in one sentence?"""

from collections.abc import Iterable

# Beyond this many, a line that should be short names the first two and counts the rest.
_ALL = 3


def in_list(names: Iterable) -> str:
    """Every name: "A", "A and B", "A, B and C"; empty for nobody."""
    words = [str(name) for name in names]
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def in_short(names: Iterable) -> str:
    """Up to three names, and of more the first two with how many there are besides: "A, B and 4 more"."""
    words = [str(name) for name in names]
    return in_list(words) if len(words) <= _ALL else f"{words[0]}, {words[1]} and {len(words) - 2} more"
