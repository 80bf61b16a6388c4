"""Are refusals for reasons of substance, and do they say all they should?"""

from dataclasses import replace
from datetime import date

import pytest

from protocols.catalogue.refusals import (
    RefusalFacts,
    catalogue,
    may_be_added,
    missing_from_refusal,
    only_lacks_agreement,
    reasons,
)

WHOLE = RefusalFacts(
    reason_codes=("NOT-NEEDED",), effect_of_not_sharing="The profile will be less exact", decided_by="Duty manager"
)


def test_the_lack_of_a_protocol_is_not_on_the_list_and_cannot_be_put_there():
    assert not any("protocol" in row.label.lower() or "agreement" in row.label.lower() for row in catalogue().values())
    assert not may_be_added("NO-PROTOCOL", "There is nothing in place")
    assert not may_be_added("LOCAL-1", "We have not signed the protocol")
    assert not may_be_added("NOT-HELD", "A second one")
    assert may_be_added("LOCAL-2", "Held by the archive service")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("There is no protocol", True),
        ("Not covered by any information sharing agreement.", True),
        ("The protocol is unsigned", True),
        ("There is no protocol, and it would put the witness at risk", False),
        ("It would reveal who told us", False),
        ("", False),
    ],
)
def test_a_reason_of_substance_is_asked_for(words, asked):
    assert only_lacks_agreement(words) is asked


def test_a_whole_refusal_has_no_gaps():
    assert missing_from_refusal(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason_codes": ()}, "reason for not giving"),
        ({"reason_codes": ("FORBIDDEN",)}, "law that forbids"),
        ({"reason_codes": ("OTHER",)}, "not described"),
        ({"reason_codes": ("OTHER",), "words": "No protocol"}, "not a reason by itself"),
        ({"effect_of_not_sharing": " "}, "if it is not shared"),
        ({"decided_by": ""}, "Who decided"),
        ({"duty_cited": "Care Act 2014 s45"}, "does not answer it"),
    ],
)
def test_each_missing_part_is_named(change, words):
    found = missing_from_refusal(replace(WHOLE, **change))

    assert len(found) == 1
    assert words in found[0]


def test_a_local_reason_is_taken_as_it_is():
    assert missing_from_refusal(replace(WHOLE, reason_codes=("LOCAL-2",))) == []


def test_reasons_are_those_of_the_day():
    before, after = ({row.code for row in reasons(date(2026, 1, day))} for day in (11, 12))

    assert after - before == {"VICTIM-REQUEST"}
