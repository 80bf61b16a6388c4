"""What do the pages about people need that only upper apps know? They say it when they start, as they say who may what.

- `capacities(on)`: the capacities in law that a body can have on a day, as (capacity, provision, kind of body);
- `data_kinds()`, `urgencies()`, `markings()`: what a decision-maker's grant can be limited to, as (value, words);
- `waiting(member, on)`: what waits for somebody, in sentences that name nobody.
"""

from collections.abc import Callable
from typing import Any

_KNOWN: dict[str, Callable[..., Any]] = {}


def supply(**known: Callable[..., Any]) -> None:
    """Say what an app knows; called when it starts."""
    _KNOWN.update(known)


def supplied(name: str, *asked) -> Any:
    """What an upper app answers. KeyError for what no app has said."""
    return _KNOWN[name](*asked)
