"""On which law does one side of a sharing rely, as far as its own answers say? (TR-17, TR-19, ruling 12d)

Each party has its own, and the giver towards each recipient: a power may reach one and not the next. The regime follows
the purpose and not the agency. A code is taken only where the agreement or the answer itself names it, where it is
open to that kind of agency, and where it held on the day. Where the answers do not say, nothing is recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from agencies.models import Agency
from protocols.catalogue import law
from protocols.catalogue.dated import in_force

K = Agency.Kind
# Competent authorities under Part 3 of the Data Protection Act 2018, by what they are.
LAW_ENFORCEMENT = frozenset({K.POLICE, K.PROBATION})
# Public authorities performing their tasks: for them neither kind of legitimate interest is open (TR-17).
PUBLIC = LAW_ENFORCEMENT | {K.COUNCIL, K.FIRE, K.HEALTH, K.TRUST, K.OTHER}
# Those whom the power of the Crime and Disorder Act 1998 s115 reaches.
LISTED = frozenset({K.COUNCIL, K.POLICE, K.FIRE, K.HEALTH, K.PROBATION, K.HOUSING})
# Those who exchange the prescribed figures with each other (s17A of the same Act).
RELEVANT = frozenset({K.COUNCIL, K.POLICE, K.FIRE, K.HEALTH, K.PROBATION})

# Who may use a row, where not everybody may.
_OPEN_TO = {
    **dict.fromkeys(("LB-EA", "LB-F", "RLI-1", "RLI-2", "RLI-3", "RLI-5", "RLI-6"), frozenset(K) - PUBLIC),
    **dict.fromkeys(("LB-E", "SCH1-6"), PUBLIC),
    **dict.fromkeys(("LG-INC-1972", "LG-INC-2011"), frozenset({K.COUNCIL})),
    **dict.fromkeys(("POL-CL", "DVDS"), frozenset({K.POLICE})),
    "CDA-17A": RELEVANT,
    "OMA-14": LAW_ENFORCEMENT,
    "CA89-47": frozenset({K.COUNCIL, K.HEALTH, K.TRUST}),
}
_PART_3 = "dpa2018_part3"
_CRIME_TASKS, _WELFARE = frozenset({"crime", "offender"}), frozenset({"child", "adult"})
_ACT_OF_1998 = _CRIME_TASKS | {"antisocial", "disorder"}
_DUTIES = {"children_enquiry": "CA89-47", "adults_board": "CARE-45"}
# What somebody who receives can rely on: a power to disclose is no reason to hold.
_HOLD = frozenset({"LB", "RLI", "SC"})
_HOLD_TOO = frozenset({"POL-CL", "LG-INC-1972", "LG-INC-2011"})
_HOLD_ALWAYS = ("LB-E", "LB-C", "LB-EA", "RLI-5", "RLI-6", "LB-F", "LB-D", "LB-A", "LE-35-T", "POL-CL")
_CARE = frozenset({"special", "offences"})


@dataclass(frozen=True)
class Side:
    """One party of one sharing: what it is, what it said allows it (question 2c), and what that is about."""

    kind: str
    on: date
    said: Mapping = field(default_factory=dict)
    purpose: str = ""
    crime: bool = False  # said to prevent crime, where the task alone does not show it
    weighed: bool = False  # a legitimate interest was weighed against the person's
    agreed: frozenset[str] = frozenset()  # the codes of the agreement in use
    data_kinds: frozenset[str] = frozenset()  # personal, special, offences, depersonalised
    living: bool = True
    prescribed: bool = False  # figures that the law asks for in full

    @property
    def for_crime(self) -> bool:
        return self.crime or bool(_CRIME_TASKS & {self.said.get("task"), self.purpose})

    @property
    def for_welfare(self) -> bool:
        return bool(_WELFARE & {self.said.get("task"), self.purpose})

    @property
    def part_3(self) -> bool:
        return self.kind in LAW_ENFORCEMENT and self.said.get("law_enforcement") == "own"

    def names(self, *codes: str) -> bool:
        """Does the agreement name all of these, and may this party use them on that day?"""
        return all(code in self.agreed and self.may_use(code) for code in codes)

    def may_use(self, code: str) -> bool:
        row = law.catalogue().get(code)
        if row is None or not row.selectable or not in_force(row, self.on):
            return False
        if row.regime == _PART_3 and self.kind not in LAW_ENFORCEMENT:
            return False
        return code not in _OPEN_TO or self.kind in _OPEN_TO[code]


def gives_under(side: Side, towards: str | None = None) -> list[str]:
    """The codes on which the giver relies; with `towards`, a kind of agency, those that reach such a recipient besides."""
    if "depersonalised" in side.data_kinds:
        asked = side.prescribed or side.said.get("duty") == "depersonalised"
        named = "CDA-17A" in side.agreed or side.said.get("duty") == "depersonalised"
        return ["CDA-17A"] if asked and named and side.may_use("CDA-17A") else []
    found = _relied_on(side)
    if found and side.said.get("basis") == "job":
        found += _powers(side, towards)
    return found


def holds_under(side: Side) -> list[str]:
    """The codes on which somebody who receives it relies."""
    if "depersonalised" in side.data_kinds:
        return []
    found = _relied_on(side)
    if found and side.said.get("basis") == "job":
        found += [code for code in sorted(_HOLD_TOO) if side.names(code)]
    # What limits a disclosure by the police is the giver's to respect.
    return [code for code in found if law.provision(code).kind in _HOLD or code in _HOLD_TOO]


def may_hold_under(side: Side) -> list[str]:
    """What somebody who receives it may choose from when they say what allows them to hold it."""
    if "depersonalised" in side.data_kinds:
        return []
    care = bool(side.data_kinds & _CARE)
    named = [code for code in law.catalogue() if code in side.agreed]
    return [
        code
        for code in dict.fromkeys((*_HOLD_ALWAYS, *named))
        if side.may_use(code)
        and (law.provision(code).kind in _HOLD or code in _HOLD_TOO)
        and (care or law.provision(code).kind != "SC")
    ]


def _relied_on(side: Side) -> list[str]:
    """Lawful basis with what completes it. About people who have died data protection law says nothing."""
    said = side.said.get("basis")
    if not side.living or said not in ("job", "duty", "court", "asked"):
        return []
    if said == "job":
        basis = _task(side)
    elif said == "asked":
        basis = ["LE-35-C" if side.part_3 else "LB-A"]
    else:
        duty = "COURT" if said == "court" else _DUTIES.get(side.said.get("duty", ""), "")
        basis = ["LE-35-T" if side.part_3 else "LB-C", duty]
    found = [code for code in basis if code and side.may_use(code)]
    return [*found, *_conditions(side)] if found else []


def _task(side: Side) -> list[str]:
    if side.kind in LAW_ENFORCEMENT:
        # Which regime it is depends on the purpose, so that without an answer nothing can be said.
        return {"own": ["LE-35-T"], "other": ["LE-36", "LB-E"]}.get(side.said.get("law_enforcement", ""), [])
    if side.kind in PUBLIC:
        return ["LB-E"]
    interests = [code for code, fits in (("RLI-5", side.for_crime), ("RLI-6", side.for_welfare)) if fits]
    if interests and side.may_use("LB-EA"):
        return ["LB-EA", *interests]
    return ["LB-F"] if side.weighed and side.names("LB-F") else []


def _conditions(side: Side) -> list[str]:
    """For special categories and offences, where the agreement names them; each with the condition that it needs."""
    if side.part_3:
        # Offences are a competent authority's ordinary business; special categories are not.
        schedule = [code for code in (*(["SCH8-4"] if side.for_welfare else []), "SCH8-1") if side.names(code)]
        return ["LE-35-S", *schedule[:1]] if "special" in side.data_kinds and schedule and side.names("LE-35-S") else []
    tried = {"SCH1-6": side.kind in PUBLIC, "SCH1-18": side.for_welfare, "SCH1-10": side.for_crime}
    schedule = [code for code, fits in tried.items() if fits and side.names(code)][:1]
    found = []
    if "offences" in side.data_kinds and side.names("CO-10"):
        # Police and probation hold them under official authority, the other door of Article 10.
        found += ["CO-10", *([] if side.kind in LAW_ENFORCEMENT else schedule)]
    if "special" in side.data_kinds and side.names("SC-9G") and schedule:
        found += ["SC-9G", *schedule]
    return list(dict.fromkeys(found))


def _powers(side: Side, towards) -> list[str]:
    found = [code for code in ("POL-CL", "LG-INC-2011", "LG-INC-1972") if side.names(code)]
    if side.part_3 and side.said.get("task") == "offender" and side.may_use("OMA-14"):
        found.append("OMA-14")
    for_the_act = side.for_crime or bool(_ACT_OF_1998 & {side.said.get("task"), side.purpose})
    if towards in LISTED and for_the_act and side.names("CDA-115"):
        found.append("CDA-115")
    return found
