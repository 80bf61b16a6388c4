"""Why is information shared, which kinds of it, and which of them are sensitive?

Lists to start from: a partnership keeps its own, retires what it no longer uses, and anyone may write
another.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue.dated import IMMEMORIAL, by_code, in_force, load


@dataclass(frozen=True)
class Purpose:
    """A reason for sharing; `aims` are proposed for the private-life question."""

    code: str
    label: str
    hint: str = ""
    aims: tuple[str, ...] = ()
    valid_from: date = IMMEMORIAL
    valid_to: date | None = None


@dataclass(frozen=True)
class Choice:
    """A code with its words."""

    code: str
    label: str


@dataclass(frozen=True)
class InformationKind:
    """A kind of information to tick: what it usually brings with it, and what the law may protect specially."""

    code: str
    label: str
    hint: str = ""
    identifies: bool = False
    depersonalised: bool = False
    confidential: bool = False  # usually given in confidence
    discouraged: bool = False
    sensitive: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()


@dataclass(frozen=True)
class SensitiveKind:
    """A kind of information that needs more than a lawful basis; `data_kind` is "special" or "criminal"."""

    code: str
    label: str
    data_kind: str
    old_list: bool
    care: bool = False  # brings the confidence question and the Caldicott Guardian


@cache
def catalogue() -> dict[str, Purpose]:
    """Every purpose by its code, whatever its dates."""
    return by_code(load(Purpose, "purposes.toml", "purpose"))


def purposes(on: date) -> list[Purpose]:
    """The purposes that could be chosen on that day."""
    return [row for row in catalogue().values() if in_force(row, on)]


@cache
def aims() -> dict[str, Choice]:
    """The legitimate aims for which private life may give way, by code."""
    return by_code(load(Choice, "purposes.toml", "aim"))


@cache
def public_interest_grounds() -> dict[str, Choice]:
    """The grounds on which information may be shared without agreement, by code."""
    return by_code(load(Choice, "purposes.toml", "ground"))


@cache
def information_kinds() -> dict[str, InformationKind]:
    """The kinds of information to tick, by code, the whole document last."""
    return by_code(load(InformationKind, "information.toml", "kind"))


@cache
def sensitive_kinds() -> dict[str, SensitiveKind]:
    """The sensitive kinds, by code."""
    return by_code(load(SensitiveKind, "sensitive.toml", "sensitive"))


def data_kinds(information: tuple[str, ...], sensitive: tuple[str, ...] = ()) -> frozenset[str]:
    """The kinds of data that ticked information amounts to, as the law's rows name them.

    Offences count as criminal, never as special category. Codes of a local list count as personal.
    """
    known = information_kinds()
    rows = [known[code] for code in information if code in known]
    local = any(code not in known for code in information)
    found = {sensitive_kinds()[code].data_kind for code in sensitive if code in sensitive_kinds()}
    if found or local or any(not row.depersonalised for row in rows):
        found.add("personal")
    if any(row.depersonalised for row in rows) and "personal" not in found:
        found.add("depersonalised")
    return frozenset(found)


def possible_bars(information: tuple[str, ...]) -> tuple[str, ...]:
    """The specially protected facts that the ticked information makes possible, each code once."""
    known = information_kinds()
    return tuple(dict.fromkeys(bar for code in information if code in known for bar in known[code].bars))
