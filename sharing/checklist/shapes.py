"""What a page of the questions is made of: plain data, with no Django, no clock and no database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

TEMPLATE = "APP1-2026"

# Ways out that stand at the end of any list an agency supplies.
ALWAYS_OFFERED = {"none", "unknown", "other", "document"}
# What was ticked on an earlier page, and the list it was ticked from.
TICKED = {"ticked_kinds": "kinds", "ticked_sensitive": "sensitive"}

Answers = Mapping[str, Mapping]
NOTHING: Mapping = MappingProxyType({})


def nothing() -> Mapping:
    """Nothing answered, nothing supplied (Python 3.11 takes no mapping as a plain default)."""
    return NOTHING


class Voice(StrEnum):
    """Whose answers these are: the one who asks, the one who shares, or one person who is both."""

    ASKER = "asker"
    SHARER = "sharer"
    ALONE = "alone"


class Tense(StrEnum):
    """Whether the sharing lies ahead or has happened; only the wording and the deadlines differ."""

    BEFORE = "before"
    AFTER = "after"


class Route(StrEnum):
    """Which set of pages is walked."""

    FULL = "full"
    PROCEDURE = "procedure"
    FIGURES = "figures"
    EMERGENCY = "emergency"
    FOLLOW_UP = "follow-up"
    REFUSAL = "refusal"
    MEETING = "meeting"


class Asked(StrEnum):
    """Whom a page is for, when asking and sharing are done by two people."""

    ASKER = "asker"
    SHARER = "sharer"
    BOTH = "both"


class Owner(StrEnum):
    """Who is asked to close a gap."""

    ASKER = "asker"
    SHARER = "sharer"
    OFFICER = "officer"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


class Due(StrEnum):
    """By when a gap should be closed; the clocks turn these names into moments."""

    SAME_DAY = "same_day"
    NEXT_WORKING_DAY = "next_working_day"
    EMERGENCY = "emergency_24_hours"
    QUICK_CALL = "quick_call_2_working_days"
    ORDINARY = "ordinary_5_working_days"


class Kind(StrEnum):
    """How a field is answered."""

    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    CHECKBOX = "checkbox"
    SELECT = "select"
    TEXT = "text"
    TEXTAREA = "textarea"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    ROWS = "rows"


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    label: str
    hint: str = ""
    doubt: bool = False  # opens the short reason box
    alone: bool = False  # cannot be true together with the others ("none of these")
    protected: bool = False  # a kind of information that the law may protect specially: opens CL-S7


@dataclass(frozen=True)
class When:
    """True where a field, or a column of any of its rows, holds one of the values."""

    name: str
    values: tuple[str, ...] = ()

    def __call__(self, situation: "Situation", data: Mapping) -> bool:
        return bool(held(data, self.name) & set(self.values)) if self.values else bool(held(data, self.name))


def when(name: str, *values: str) -> When:
    """The condition that a field holds one of the values, or anything at all when none is given."""
    return When(name, values)


def held(data: Mapping, name: str) -> set[str]:
    """Everything chosen or typed in one field, or in one column of a repeated row ("people.part")."""
    name, _, column = name.partition(".")
    value = data.get(name)
    if column:
        rows = [row for row in value or () if isinstance(row, Mapping)]
        return {item for row in rows for item in held(row, column)}
    if isinstance(value, (list, tuple)):
        return {item for item in value if isinstance(item, str)}
    if isinstance(value, bool):
        return {"yes"} if value else set()
    return set() if value in (None, "") else {str(value)}


InPage = Callable[["Situation", Mapping], bool]
InAnswers = Callable[["Situation", Answers], bool]


@dataclass(frozen=True)
class Field:
    """One thing to fill in. `shown` looks at this page's own answers, `applies` at everything known."""

    name: str
    label: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    options: str = ""  # name of a list that the agency or the procedure supplies in its place
    hint: str = ""
    after: str = ""  # the label once it has happened, where it differs
    max_length: int = 0
    personal: bool = False  # may hold what somebody typed about a person: kept locked
    needed: bool | InPage = False  # left empty it is a gap; never a refusal
    must: bool = False  # the form insists: the first two fields of the emergency page, nothing else
    shown: InPage | None = None
    applies: InAnswers | None = None
    columns: tuple["Field", ...] = ()
    most: int = 0  # rows at most
    owner: Owner | None = None
    brief: str = ""  # what stands before the answer where a row is read as one line ("Child: no")
    group: int = 0  # the number printed beside the field on the emergency page

    def is_needed(self, situation: "Situation", data: Mapping) -> bool:
        return self.needed(situation, data) if callable(self.needed) else self.needed

    def is_shown(self, situation: "Situation", data: Mapping) -> bool:
        return self.shown is None or self.shown(situation, data)

    def label_in(self, tense: Tense) -> str:
        return self.after if self.after and tense is Tense.AFTER else self.label


@dataclass(frozen=True)
class Page:
    """One question on one screen. A page with `parts` shows the fields of several others together."""

    code: str
    slug: str
    title: str
    hint: str = ""
    after: str = ""
    asking: str = ""  # the title for the asker, where theirs differs
    why: str = ""
    asked_by: Asked = Asked.SHARER
    rows: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    parts: tuple[str, ...] = ()
    asked: bool = True

    def title_in(self, situation: "Situation") -> str:
        """The question as this person meets it."""
        if situation.voice is Voice.ASKER and self.asking:
            return self.asking
        return self.after if self.after and situation.tense is Tense.AFTER else self.title

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True)
class Procedure:
    """What a procedure in force supplies: the answers that do not change from case to case, and proposals.

    `standing` may hold only the codes in `routing.STANDING`; anything else in it is ignored, because each act
    of sharing is justified on its own facts.
    """

    reference: str
    title: str
    standing: Answers = field(default_factory=nothing)
    recipients: tuple[Mapping, ...] = ()
    effects: tuple[str, ...] = ()  # ticks proposed at 3f
    draft: str = ""  # a first wording for 3, to be edited or confirmed


@dataclass(frozen=True)
class Situation:
    """Who is answering, about what kind of sharing, and what is already known before the first page."""

    voice: Voice = Voice.ALONE
    tense: Tense = Tense.BEFORE
    route: Route = Route.FULL
    asked: Answers | None = None  # the asker's answers; None where no request is attached
    procedure: Procedure | None = None
    options: Mapping[str, tuple[Choice, ...]] = field(default_factory=nothing)
    quick: bool = False  # the emergency page opened for an ordinary quick call
    law_enforcement: bool = False  # the answering agency is a competent authority
    investigator: bool = False  # the asking side may ask about victims in an enquiry
    weighing: bool = False  # the protocol's own text asks for a weighing (2013, 2019)
    channels_against: Mapping[str, str] = field(default_factory=nothing)  # channel -> nearest allowed way

    def but(self, **changes) -> "Situation":
        return replace(self, **changes)

    def choices(self, item: Field) -> tuple[Choice, ...]:
        """What can be chosen here: the agency's own list where there is one, with the ways out that always stay."""
        if item.options in TICKED and item.options in self.options:
            return tuple(self.options[item.options])
        name = TICKED.get(item.options, item.options)
        supplied = tuple(self.options.get(name) or ()) if name else ()
        if not supplied:
            return item.choices
        values = {choice.value for choice in supplied}
        return supplied + tuple(c for c in item.choices if c.value in ALWAYS_OFFERED and c.value not in values)


@dataclass(frozen=True)
class Gap:
    """Something still to come: what, who is asked for it, and by when. Never a reason to stop."""

    code: str
    sentence: str
    owner: Owner
    due_kind: Due
    field: str = ""
