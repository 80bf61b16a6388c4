"""Does each day show its own marking scheme, and does the marking govern the way of sending?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocols.catalogue.channels import (
    UnknownChannel,
    channel,
    channel_check,
    channels,
    channels_offered,
    secure_domain,
)
from protocols.catalogue.markings import (
    ACTIONS,
    UnknownMarking,
    descriptors,
    handling,
    handling_instructions,
    handling_rules,
    highest,
    level,
    levels,
    levels_offered,
    scheme,
    scheme_on,
    schemes,
    usually_considered,
)

TODAY = date(2026, 11, 21)
MARKINGS = [(code, row.code) for code in schemes() for row in levels(code)]


@pytest.mark.parametrize(
    ("first_day", "code"),
    [(date(2014, 4, 2), "GSC-2014"), (date(2023, 6, 30), "GSC-2023"), (date(2024, 8, 5), "GSC-2024")],
)
def test_a_scheme_begins_on_its_day(first_day, code):
    assert scheme_on(first_day).code == code
    assert scheme_on(first_day - timedelta(days=1)).code != code


@given(st.dates())
def test_every_day_has_one_national_scheme(day):
    assert scheme_on(day).national


def test_levels_above_the_service_are_known_and_never_offered():
    for code in ("GPMS-2013", "GSC-2014", "GSC-2023", "GSC-2024"):
        assert {row.code for row in levels(code) if row.in_service == "refuse"} == {"SECRET", "TOP SECRET"}
        assert not {row.code for row in levels_offered(code)} & {"SECRET", "TOP SECRET"}


def test_an_old_confidential_record_holds_no_payload():
    assert level("GPMS-2013", "CONFIDENTIAL").in_service == "metadata_only"
    assert level("GPMS-2013", "RESTRICTED").in_service == "may_store_payload"


def test_sensitive_is_a_flag_inside_official():
    official, sensitive = levels("GSC-2024")[:2]

    assert (official.rank, sensitive.rank) == (1, 1)
    assert sensitive.sensitive
    assert sensitive.order > official.order


def test_old_levels_keep_both_definition_sets():
    for row in levels_offered("GPMS-2013"):
        assert row.definition_a
        assert row.definition_b
        assert row.definition_a != row.definition_b


def test_the_source_has_no_rule_for_protect():
    assert all(rule is None for _, rule in handling_rules("GPMS-2013", "PROTECT"))


def test_restricted_and_confidential_differ_where_the_source_differs():
    for action in ("STORE_PAPER", "MOVE", "PHONE", "EMAIL", "INTERNET"):
        assert handling("GPMS-2013", "RESTRICTED", action).text != handling("GPMS-2013", "CONFIDENTIAL", action).text
    assert handling("GPMS-2013", "RESTRICTED", "MARK").text == handling("GPMS-2013", "CONFIDENTIAL", "MARK").text
    assert len(handling("GPMS-2013", "CONFIDENTIAL", "MOVE").checks) == 4
    assert handling("GPMS-2013", "RESTRICTED", "MARK").review_due == date(2014, 12, 31)


@pytest.mark.parametrize("scheme_code", ["GSC-2014", "GSC-2023", "GSC-2024"])
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_a_rule_in_the_modern_schemes(scheme_code, action):
    for row in levels(scheme_code):
        assert handling(scheme_code, row.code, action).text


def test_marking_official_was_optional_in_2014():
    assert "Need not" in handling("GSC-2014", "OFFICIAL", "MARK").text
    assert "where practical" in handling("GSC-2024", "OFFICIAL", "MARK").text


def test_a_bundle_shows_the_highest_of_each_scheme():
    found = highest([("GSC-2024", "OFFICIAL"), ("GPMS-2013", "PROTECT"), ("GSC-2024", "OFFICIAL-SENSITIVE")])

    assert [(row.scheme, row.code) for row in found] == [("GSC-2024", "OFFICIAL-SENSITIVE"), ("GPMS-2013", "PROTECT")]


def test_an_old_level_is_never_converted_only_considered():
    assert "SECRET" in usually_considered("CONFIDENTIAL").usually
    assert usually_considered("OFFICIAL") is None


def test_no_instruction_shuts_out_charities():
    assert "HMG USE ONLY" not in handling_instructions()
    assert "RECIPIENTS ONLY" in handling_instructions()
    assert "MEDICAL" in descriptors()


def test_what_is_not_in_the_catalogue_is_said():
    for question in (
        lambda: scheme("NATO"),
        lambda: level("GSC-2024", "PROTECT"),
        lambda: handling("GSC-2024", "OFFICIAL", "FAX"),
    ):
        with pytest.raises(UnknownMarking):
            question()
    with pytest.raises(UnknownChannel):
        channel("pigeon")


def test_this_service_is_offered_first_and_fax_never():
    assert channels_offered()[0].code == "in_service"
    assert "fax" not in {row.code for row in channels_offered()}
    assert channel("fax").label == "Fax"


@pytest.mark.parametrize(
    ("marking", "way", "options", "allowed", "nearest"),
    [
        (("GPMS-2013", "RESTRICTED"), "ordinary_email", {}, False, "secure_email"),
        (("GPMS-2013", "RESTRICTED"), "secure_email", {}, True, None),
        (("GPMS-2013", "CONFIDENTIAL"), "secure_email", {}, False, "by_hand"),
        (("GPMS-2013", "CONFIDENTIAL"), "secure_email", {"encrypted": True}, True, None),
        (("GPMS-2013", "CONFIDENTIAL"), "ordinary_email", {"encrypted": True}, False, "secure_email"),
        (("GPMS-2013", "CONFIDENTIAL"), "telephone", {}, False, "face_to_face"),
        (("GPMS-2013", "CONFIDENTIAL"), "telephone", {"urgent": True}, True, None),
        (("GPMS-2013", "CONFIDENTIAL"), "in_service", {}, False, "by_hand"),
        (("GPMS-2013", "CONFIDENTIAL"), "video_call", {}, False, "face_to_face"),
        (("GPMS-2013", "PROTECT"), "telephone", {}, True, None),
        (("GSC-2024", "OFFICIAL"), "ordinary_email", {}, False, "secure_email"),
        (("GSC-2024", "OFFICIAL"), "ordinary_email", {"personal": False}, True, None),
        (("GSC-2024", "OFFICIAL-SENSITIVE"), "ordinary_email", {"personal": False}, False, "secure_email"),
        (("GSC-2024", "OFFICIAL-SENSITIVE"), "telephone", {}, True, None),
        (("GSC-2024", "SECRET"), "in_service", {}, False, None),
        (("UNMARKED", "UNMARKED"), "secure_email", {}, True, None),
        (("UNMARKED", "UNMARKED"), "ordinary_email", {}, False, "secure_email"),
    ],
)
def test_the_marking_governs_the_way(marking, way, options, allowed, nearest):
    found = channel_check(*marking, way, **options)

    assert (found.allowed, found.nearest_allowed) == (allowed, nearest)
    assert found.rule_text


def test_a_level_without_rules_says_so():
    assert "no handling rule for PROTECT" in channel_check("GPMS-2013", "PROTECT", "secure_email").rule_text


@given(st.sampled_from(MARKINGS), st.sampled_from(sorted(channels())), st.booleans(), st.booleans(), st.booleans())
def test_the_way_proposed_is_itself_allowed(marking, way, personal, urgent, encrypted):
    options = {"urgent": urgent, "encrypted": encrypted}
    found = channel_check(*marking, way, personal, **options)

    if found.nearest_allowed:
        assert channel_check(*marking, found.nearest_allowed, personal, **options).allowed
    elif not found.allowed:
        assert level(*marking).in_service == "refuse"


@pytest.mark.parametrize(
    ("address", "on", "family"),
    [
        ("someone@charity.cjsm.net", TODAY, "Criminal Justice Secure e-mail"),
        ("Someone@NHS.net", TODAY, "NHS secure e-mail"),
        ("someone@force.pnn.police.uk", TODAY, "Police national network"),
        ("someone@council.gsi.gov.uk", date(2014, 1, 1), "Government secure intranet"),
        ("someone@council.gsi.gov.uk", TODAY, None),
        ("someone@notnhs.net", TODAY, None),
        ("someone@nhs.net.example", TODAY, None),
        ("", TODAY, None),
    ],
)
def test_an_address_is_secure_by_its_domain_and_the_day(address, on, family):
    found = secure_domain(address, on)

    assert (found and found.family) == family
