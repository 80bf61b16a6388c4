"""What has to be known of a sharing before its justification can be held against the law?

Every part may be unknown: None, or empty, means "not recorded", never "no".
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class LegalLine:
    """One controller's side of a sharing, with the provisions it relies on.

    The giver has a line for each recipient where they differ, since a power may reach one and not another.
    The regime follows the purpose of this sharing, not the kind of agency.
    """

    agency: str
    part: str = "giver"  # or "receiver"
    towards: str = ""
    provisions: tuple[str, ...] = ()
    regime: str = "uk_gdpr"  # or "dpa2018_part3"; the 1998 Act is known by the date
    controller: bool = True  # False: a private person, or a body acting only for another
    for_law_enforcement: bool | None = None  # Part 3 only: False when it serves the recipient's other purpose
    public_authority: bool | None = None  # performing a public task here (DPA 2018 s7)
    official_authority: bool = False  # the other door of Article 10
    own_function: str = ""  # the function behind a public task, in words, where no row is cited
    balancing_note: bool = False
    consent_recorded: bool = False
    policy_document: bool = False  # an appropriate policy document, in date
    to_competent_authority: bool = False  # the recipient is one
    to_listed_authority: bool | None = None  # the recipient is listed in CDA 1998 s115, or acts for one that is
    adult: bool = False  # the person being safeguarded is an adult
    adult_at_risk: bool = False  # care and support needs, and at risk, and unable because of them to protect self
    request_statement: bool = False  # the asker stated a public task with a basis in law
    declared_incident: str = ""


@dataclass(frozen=True)
class RaisedBar:
    """A specially protected fact that is in the information, and the permitted case that clears it."""

    code: str
    permitted_case: str = ""


@dataclass(frozen=True)
class ClaimedExemption:
    """An exemption relied on: which right it limits, why there would be prejudice, when that is looked at again."""

    code: str
    right_limited: str = ""
    prejudice: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class VictimRequest:
    """A request by an investigator for information about someone who may be a victim."""

    line_of_enquiry: bool = False
    necessary: bool = False
    told_in_writing: bool = False
    not_told_because: str = ""
    counselling: bool = False
    probative_value: bool = False


@dataclass(frozen=True)
class SharingFacts:
    """A sharing as the catalogue of law sees it: when, which kinds of data, between whom and on what footing."""

    on: date | None = None
    data_kinds: frozenset[str] = frozenset()
    lines: tuple[LegalLine, ...] = ()
    confidential: bool | None = None
    reidentification_checked: bool = False
    # "given" or anything else ("not_asked", "refused", "withdrawn"); never a precondition by itself.
    consent: str = ""
    necessity: bool = False
    proportion: bool = False
    protocol_asks_for_weighing: bool = False  # the agreement's own text has the older no-consent gates
    marking: tuple[str, str] = ("", "")  # scheme and level
    public_interest_grounds: tuple[str, ...] = ()
    public_interest_weighed: bool = False
    non_sharing_assessment: bool = False
    collected_on_consent: bool = False
    new_purpose: bool = False
    fresh_consent: bool = False
    why_consent_cannot_be_had: str = ""
    bars: tuple[RaisedBar, ...] = ()
    exemptions: tuple[ClaimedExemption, ...] = ()
    victim_request: VictimRequest | None = None
    publication: bool = False
    local: dict = field(default_factory=dict)  # the partnership's own rows, by code; they win over those shipped
