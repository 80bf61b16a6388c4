"""Sharings to hold against the law: a whole one, and what is missing when a part of it is changed."""

from dataclasses import replace
from datetime import date

from protocols.catalogue.facts import LegalLine, SharingFacts
from protocols.catalogue.validation import missing_provisions

TODAY = date(2026, 11, 21)
COUNCIL = LegalLine("The council", provisions=("LB-E", "CDA-115"), public_authority=True, to_listed_authority=True)
FORCE = LegalLine("The force", "receiver", provisions=("LE-35-T",), regime="dpa2018_part3", for_law_enforcement=True)
CHARITY = LegalLine("The charity", provisions=("LB-EA", "RLI-5"), public_authority=False)
WHOLE = SharingFacts(
    on=TODAY,
    data_kinds=frozenset({"personal"}),
    lines=(COUNCIL, FORCE),
    confidential=False,
    necessity=True,
    proportion=True,
)


def sharing(*lines, kinds=("personal",), **facts):
    return replace(WHOLE, lines=lines or WHOLE.lines, data_kinds=frozenset(kinds), **facts)


def gaps(*lines, **facts):
    return missing_provisions(sharing(*lines, **facts))


def one(found, words):
    assert len(found) == 1, found
    assert words in found[0]
