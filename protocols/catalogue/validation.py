"""What is still missing from the justification of a sharing?

Answers with plain sentences that name each gap, and never raises: a gap is listed, owned and chased, it
does not stop the sharing or its recording. In an emergency the same gaps are owed within the clock CLK-
EMERG, not waived. Rules V1 to V13 of the catalogue; nothing here is legal advice.
"""

from protocols.catalogue import line_validation as lines
from protocols.catalogue.dated import in_force
from protocols.catalogue.facts import SharingFacts
from protocols.catalogue.law import SATISFY_NOTHING, catalogue

# Levels whose own rules ask for more when nobody has agreed; no modern level does (V13).
_GATED_MARKINGS = frozenset({("GPMS-2013", "RESTRICTED"), ("GPMS-2013", "CONFIDENTIAL")})
_CONSENT_BASES = frozenset({"LB-A", "LE-35-C", "DPA98-S2-1"})
_ALIVE = frozenset({"personal", "special", "criminal"})


def missing_provisions(facts: SharingFacts) -> list[str]:
    """What the record of this sharing does not yet say about the law, each gap once, the giver's first."""
    if facts.on is None:
        return ["The day of the sharing is not recorded, so the law of that day cannot be told"]
    rows = {**catalogue(), **facts.local}
    gaps = []
    if not facts.data_kinds:
        gaps.append("It is not recorded whether anyone can be identified from the information")
    gaps += _depersonalised(facts)
    if facts.data_kinds & _ALIVE:
        if not any(line.part == "giver" for line in facts.lines):
            gaps.append("It is not recorded who gave the information and what allowed them to")
        for line in sorted(facts.lines, key=lambda line: line.part != "giver"):
            gaps += lines.gaps_of(line, facts, rows)
        gaps += _without_consent(facts, rows)
    else:
        gaps += [gap for line in facts.lines for gap in lines.unusable(line, facts, rows)]
    if facts.data_kinds & (_ALIVE | {"deceased"}):
        gaps += _confidence(facts, rows)
    gaps += _bars(facts, rows) + _exemptions(facts, rows) + _victim(facts)
    return list(dict.fromkeys(gaps))


def legal_rows(facts: SharingFacts, rows: dict, part: str = "giver") -> list:
    """The provisions cited on that side which held on the day and can satisfy something."""
    return [
        row
        for line in facts.lines
        if line.part == part
        for row in lines.usable(line, facts, rows)
        if row.kind not in SATISFY_NOTHING
    ]


def _depersonalised(facts):
    if "depersonalised" not in facts.data_kinds or facts.reidentification_checked:
        return []
    return ["Nobody has recorded a check that people cannot be identified from the figures, small numbers included"]


def _confidence(facts, rows):
    if facts.confidential is None:
        return ["It is not recorded whether the information was given in confidence"]
    if facts.confidential and not any(row.kind == "CC" for row in legal_rows(facts, rows)):
        return ["The information was given in confidence, and the way through that duty is not recorded"]
    return []


def _without_consent(facts, rows):
    if facts.consent == "given":
        return _kept_purpose(facts, rows)
    gaps = []
    cited = legal_rows(facts, rows)
    bases = {row.code for row in cited if row.kind == "LB"}
    required = any(row.kind == "GD-D" for row in cited)  # nothing is weighed where the law or a court requires it
    weighing = (facts.protocol_asks_for_weighing or facts.confidential) and not required
    if weighing or not bases or bases - _CONSENT_BASES:
        if not facts.necessity:
            gaps.append("Why the sharing was needed is not recorded")
        if not facts.proportion:
            gaps.append("Why this much, to these people, was in proportion is not recorded")
    if weighing:
        if not facts.public_interest_weighed:
            gaps.append("What weighed for and against sharing without agreement is not recorded")
        if not facts.public_interest_grounds:
            gaps.append("No public-interest ground is named for sharing without agreement")
    older_level = facts.protocol_asks_for_weighing and facts.marking in _GATED_MARKINGS
    law_behind_it = any(row.kind in {"GD-D", "GD-C", "GP"} for row in cited)
    if (facts.confidential or older_level) and not facts.non_sharing_assessment and not law_behind_it:
        gaps.append(
            "Shared without agreement: an assessment of what could happen if it were not shared, a court order, or a "
            "law that requires or permits it is not recorded"
        )
    return gaps + _kept_purpose(facts, rows)


def _kept_purpose(facts, rows):
    """Data collected on consent stay with the purpose agreed to, unless more is recorded (V12)."""
    if not (facts.collected_on_consent and facts.new_purpose) or facts.fresh_consent:
        return []
    gaps = []
    cited = {row.kind for line in facts.lines for row in lines.usable(line, facts, rows)}
    if "CMP" not in cited:
        gaps.append("Collected with consent for another purpose: neither new consent nor a compatible purpose is named")
    if not facts.why_consent_cannot_be_had:
        gaps.append("Collected with consent for another purpose: why new consent cannot be had is not recorded")
    return gaps


def _bars(facts, rows):
    gaps = []
    cited = {code for line in facts.lines for code in line.provisions}
    for bar in facts.bars:
        row = rows.get(bar.code)
        if row is None:
            gaps.append(f"{bar.code} is not in the catalogue of law")
        elif not in_force(row, facts.on) or row.kind != "SB" or (row.publication_only and not facts.publication):
            continue
        elif row.never_here:
            gaps.append(f"{row.label}: this never belongs in this service; the route for such material is another")
        elif not bar.permitted_case:
            gaps.append(f"{row.label}: the law forbids passing it on unless a permitted case is named ({row.citation})")
        elif bar.code == "SB-PCSC16" and "PCSC-16" in cited:
            gaps.append(f"{row.label}: that power is still cited, and does not reach it; another one has to be")
    return gaps


def _exemptions(facts, rows):
    gaps = []
    for claim in facts.exemptions:
        row = rows.get(claim.code)
        name = row.label if row else claim.code
        if row is None or row.kind != "EX":
            gaps.append(f"{name} is not an exemption in the catalogue")
            continue
        if not in_force(row, facts.on):
            gaps.append(f"The exemption {name} was not in force on the day")
        if not claim.right_limited:
            gaps.append(f"The exemption {name}: which right it limits is not recorded")
        if not claim.prejudice:
            gaps.append(f"The exemption {name}: what it would prejudice is not recorded")
        if claim.review_on is None:
            gaps.append(f"The exemption {name}: the day it will be looked at again is not recorded")
    return gaps


def _victim(facts):
    asked = facts.victim_request
    if asked is None or not in_force(catalogue()["VIR-44A"], facts.on):
        return []
    gaps = []
    if not asked.line_of_enquiry:
        gaps.append("Request about a victim: the line of enquiry is not stated")
    if not asked.necessary:
        gaps.append("Request about a victim: why it is necessary and proportionate is not stated")
    if not asked.told_in_writing and not asked.not_told_because:
        gaps.append("Request about a victim: when they were told in writing, or why not, is not stated")
    if asked.counselling and not asked.probative_value:
        gaps.append("Request for counselling notes: their substantial value as evidence is not stated")
    return gaps
