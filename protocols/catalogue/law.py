"""Which provisions of law were there on a given day, and what does each one do?

Duty, power, exemption, lawful basis, extra condition, confidentiality route and statutory bar are different
kinds of thing: an exemption is never a basis, a duty to co-operate is not a duty to disclose, a bar
satisfies nothing.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue.dated import IMMEMORIAL, Dated, by_code, in_force, load

KINDS = {
    "LB": "Lawful basis",
    "RLI": "Recognised legitimate interest, completing that lawful basis",
    "SC": "Extra condition for special category or criminal offence data",
    "GD-D": "Duty to disclose, or to answer a request",
    "GD-C": "Duty to co-operate, collaborate, arrange or have regard",
    "GP": "Power to share",
    "CC": "Route through the duty of confidence",
    "CMP": "Purpose treated as compatible with the first one",
    "EX": "Exemption from particular rights or principles",
    "GR": "Governing rule to be respected",
    "SB": "Statutory bar, to be cleared by its own permitted case",
}
# These never make a sharing lawful, however many of them are cited.
SATISFY_NOTHING = frozenset({"CMP", "EX", "GR", "SB"})

DATA_KINDS = {
    "depersonalised": "No one can be identified",
    "personal": "About someone living who can be identified",
    "special": "Special category data",
    "criminal": "Criminal offences, allegations and convictions",
    "deceased": "Only about people who have died",
}
REGIMES = {
    "uk_gdpr": "UK GDPR",
    "dpa2018_part3": "Data Protection Act 2018 Part 3 (law enforcement)",
    "dpa1998": "Data Protection Act 1998",
    "common_law": "Common law",
    "sector": "Law of the sector",
}
_LAW_FILES = (
    "article6", "special", "schedule1", "part3", "duties", "cooperation", "powers", "rules", "exemptions", "bars",
    "legacy", "historic",
)  # fmt: skip


class UnknownProvision(LookupError):
    """The catalogue holds no provision of that code."""


@dataclass(frozen=True)
class Provision(Dated):
    """One provision of law, with the days on which it can be relied upon.

    `needs` names what must accompany it: a code, `family:<name>` or `kind:<kind>`, alternatives parted by a
    bar. `valid_from` None means that its start has not been confirmed, so that it cannot yet be chosen.
    """

    code: str
    label: str
    citation: str
    kind: str
    applies_when: str = ""
    family: str = ""
    regime: str = "sector"
    jurisdiction: str = "UK"
    who_may_use: str = ""
    data_kinds: tuple[str, ...] = ("personal", "special", "criminal")
    needs: tuple[str, ...] = ()
    needs_apd: bool = False
    year_only: bool = False  # the source gives the first year alone; the day shown is 1 January
    reworded_on: date | None = None
    reworded: str = ""  # what it applies to from that day
    selectable: bool = True
    nearest: tuple[str, ...] = ()  # the nearest modern rows: a hint, never a conversion
    # Of statutory bars only.
    permitted_cases: tuple[str, ...] = ()
    asked_as: str = ""
    advice_from: str = ""
    publication_only: bool = False
    never_here: bool = False
    last_confirmed_by: str | None = None

    def wording(self, on: date) -> str:
        """When it applies, as the text stood on that day."""
        if self.reworded_on and on >= self.reworded_on:
            return self.reworded
        return self.applies_when

    @property
    def validity(self) -> str:
        """The days on which it held, in words."""
        if self.valid_from is None:
            return "start date not confirmed"
        if self.valid_from == IMMEMORIAL:
            start = "of long standing"
        elif self.year_only:
            start = f"from {self.valid_from.year}"
        else:
            start = f"from {_day(self.valid_from)}"
        return f"{start} to {_day(self.valid_to)}" if self.valid_to else start


@cache
def catalogue() -> dict[str, Provision]:
    """Every provision by its code, whatever its dates."""
    rows = [row for name in _LAW_FILES for row in load(Provision, f"law/{name}.toml", "provision")]
    return by_code(rows)


def provision(code: str) -> Provision:
    """The provision of that code, whatever its dates. Raises UnknownProvision."""
    try:
        return catalogue()[code]
    except KeyError:
        raise UnknownProvision(f"{code} is not in the catalogue of law") from None


def provisions(on: date, kind: str | None = None, data_kind: str | None = None) -> list[Provision]:
    """The provisions that could be chosen for a sharing on that day, in catalogue order.

    `kind` is one of KINDS and `data_kind` one of DATA_KINDS; a misspelt one is a ValueError, since an empty
    list would read as "there is no such law".
    """
    if kind is not None and kind not in KINDS:
        raise ValueError(f"{kind} is not a kind of provision")
    if data_kind is not None and data_kind not in DATA_KINDS:
        raise ValueError(f"{data_kind} is not a kind of data")
    return [
        row
        for row in catalogue().values()
        if row.selectable
        and in_force(row, on)
        and (kind is None or row.kind == kind)
        and (data_kind is None or data_kind in row.data_kinds)
    ]


def bars(on: date) -> list[Provision]:
    """The specially protected kinds of fact that the sharer is asked about on that day."""
    return [row for row in provisions(on) if row.asked_as]


def suggested_in_emergency(sector: str, on: date) -> list[Provision]:
    """Bases to propose, never to preselect, to a sharer of that sector when somebody is in danger.

    The agency's own task comes first and vital interests last, since another basis nearly always fits better.
    """
    codes = _EMERGENCY.get(sector, ()) + ("LB-D",)
    return [catalogue()[code] for code in codes if in_force(catalogue()[code], on)]


_EMERGENCY = {
    "council": ("LB-E",), "health": ("LB-E",), "fire": ("LB-E",),
    "police": ("LE-35-T",), "probation": ("LE-35-T",),
    "voluntary": ("RLI-5", "RLI-6"), "housing": ("RLI-5", "RLI-6"), "parish": ("RLI-5", "RLI-6"),
}  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
