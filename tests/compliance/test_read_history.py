"""What do the pages of the history tell, to whom, and what do they keep back?"""

import re

import pytest
from django.core.exceptions import PermissionDenied

from agencies.access import registered
from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions
from compliance.history import words
from compliance.history.codes import coded
from compliance.history.kinds import kinds
from protocols.models import DataItem
from sharing.rules import channel_label
from sharing.views.wording import CONSENT_WORDS, PURPOSE_WORDS
from tests.agencies import factories as agencies
from tests.compliance import copies
from tests.compliance.past import auditor, changed, opened
from tests.compliance.visiting import at
from tests.sharing import factories as sharing
from tests.sharing.visiting import statements, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return sharing.world()


def of(record, kind="sharing-disclosure"):
    return {"kind": kind, "key": record.pk}


def test_what_was_done_is_told_in_a_sentence_with_who_and_for_which_agency(world):
    record = sharing.disclosure(world)

    said = text(opened(auditor(world)))

    assert f"{world.sharer.named}, for {world.ours}, recorded what was shared" in said
    assert f"Disclosure: {record.reference} , made" in said


def test_the_act_of_another_agency_on_a_shared_record_is_told_and_its_own_reasoning_is_not(world):
    record = sharing.disclosure(world)
    said = text(opened(auditor(world, world.theirs)))

    assert record.reference in said
    assert "Checklist" not in re.sub(r"Only one protocol.*?Show", "", said.split("newest first")[1])


def test_a_stranger_finds_nothing_of_a_record_and_cannot_tell_it_from_none(world):
    record = sharing.disclosure(world)

    assert record.reference not in text(opened(world.stranger))
    for name in ("history_record", "history_as_it_stood"):
        assert opened(world.stranger, name, **of(record)).status_code == 404


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.BOARD_ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER])
def test_who_has_no_part_in_audit_is_refused(world, role):
    member = agencies.member(world.registrar, world.ours, role)
    record = sharing.disclosure(world)

    assert opened(member).status_code == 403
    assert opened(member, "exports").status_code == 403
    assert opened(member, "history_record", **of(record)).status_code == 403


@pytest.mark.parametrize("name", ["officer", "head"])
def test_who_leads_an_agency_reads_its_history(world, name):
    assert opened(getattr(world, name)).status_code == 200


def test_an_empty_choice_helps(world):
    assert "Nothing fits" in text(opened(auditor(world), query="?kind=sharing-request"))


def narrowed(world, **asked):
    query = "?" + "&".join(f"{name}={value}" for name, value in asked.items())
    return text(opened(auditor(world), query=query)).split("newest first")[1]


def test_it_is_narrowed_by_who_acted_what_was_done_and_what_it_was_about(world):
    sharing.disclosure(world)
    sharing.request(world)

    assert "asked for information" in narrowed(world, agency=world.theirs.code)
    assert "recorded what was shared" not in narrowed(world, agency=world.theirs.code)
    assert "asked for information" not in narrowed(world, verb="record_disclosure")
    assert "recorded what was shared" not in narrowed(world, kind="sharing-request")
    assert "recorded what was shared" in narrowed(world, person=str(world.sharer.person).replace(" ", "+"))


def test_it_is_narrowed_to_days(world):
    sharing.disclosure(world)
    assert "Nothing fits" in text(opened(auditor(world), query="?until_day=1&until_month=1&until_year=2020"))
    assert "recorded what was shared" in narrowed(world, since_day=1, since_month=1, since_year=2020)


@pytest.mark.parametrize(
    "query",
    [
        "?since_day=31&since_month=2&since_year=2026",
        "?since_day=2&since_month=2&since_year=2026&until_day=1&until_month=2&until_year=2026",
        "?agency=NOBODY",
        "?protocol=NM-NOTHING",
        "?kind=nothing",
        "?verb=fly",
    ],
)
def test_what_cannot_be_read_says_so_and_lists_nothing(world, query):
    sharing.disclosure(world)
    said = text(opened(auditor(world), query=query))
    assert "recorded what was shared" not in said.split("Show")[-1]
    assert "newest first" not in said and "Nothing fits" not in said and "Take a copy of this away" not in said
    assert "There is a problem" in said and "Nothing is listed until that is put right" in said


def test_older_changes_come_on_the_next_page_and_none_twice_or_never(world):
    member = auditor(world)
    record = sharing.disclosure(world)
    for number in range(60):
        changed(world.sharer, record, onward=f"Version {number}")
    address, seen = at(member, "history") + "?kind=sharing-disclosure", []
    while address:
        response = visitor(member).get(address)
        seen.append(re.findall(r"(\d+) changes? on this page: ", text(response)))
        found = re.search(r'rel="next"', response.content.decode())
        hrefs = re.findall(r'href="([^"]*after=[^"]*)"', response.content.decode())
        address = hrefs[0].replace("&amp;", "&") if found else ""

    assert seen == [["50"], ["11"]]
    back = re.findall(r'href="([^"]*before=[^"]*)"', response.content.decode())[0].replace("&amp;", "&")
    assert "50 changes on this page: " in text(visitor(member).get(back))


def test_the_list_costs_the_same_at_two_and_at_twenty_changes(world):
    member = auditor(world)
    record = sharing.disclosure(world)
    changed(world.sharer, record, onward="Version 1")
    address = at(member, "history") + "?kind=sharing-disclosure"
    few = statements(member, address)
    for number in range(20):
        changed(world.sharer, record, onward=f"Version {number + 2}")

    assert statements(member, address) == few <= 14


def test_a_record_costs_the_same_at_two_and_at_twenty_versions(world):
    member = auditor(world)
    record = sharing.disclosure(world)
    changed(world.sharer, record, onward="Version 1")
    address = at(member, "history_record", **of(record))
    few = statements(member, address)
    for number in range(20):
        changed(world.sharer, record, onward=f"Version {number + 2}")

    assert statements(member, address) == few <= 12


def test_each_version_says_what_changed_from_what_to_what(world):
    record = sharing.disclosure(world)
    changed(world.sharer, record, handling_instruction="By hand only")
    changed(world.sharer, record, handling_instruction="By registered post")

    said = text(opened(auditor(world), "history_record", **of(record)))

    assert "Handling instruction was By hand only is now By registered post" in said
    assert "first version" in said


def test_a_long_life_is_read_page_by_page(world):
    record = sharing.disclosure(world)
    for number in range(30):
        changed(world.sharer, record, onward=f"Version {number}")
    first = opened(auditor(world), "history_record", **of(record)).content.decode()
    more = re.findall(r'href="(\?after=\d+)"', first)

    assert len(more) == 1
    older = text(opened(auditor(world), "history_record", query=more[0], **of(record)))
    assert "was Version 3 is now Version 4" in older
    assert "first version" in older


def test_a_record_is_shown_as_it_stood_at_the_end_of_a_day(world):
    record = sharing.disclosure(world)
    changed(world.sharer, record, handling_instruction="By hand only")
    member = auditor(world)

    today = text(opened(member, "history_as_it_stood", query="?on_day=31&on_month=12&on_year=2099", **of(record)))
    before = text(opened(member, "history_as_it_stood", query="?on_day=1&on_month=1&on_year=2020", **of(record)))

    assert "By hand only" in today
    assert str(world.ours) in today
    assert "details had nothing in them" in today
    assert "Clause Nothing" not in today
    assert "There was no such record yet" in before


@pytest.mark.parametrize("kind", [kind.slug for kind in kinds()])
def test_a_record_of_no_kind_that_is_not_there_is_found(world, kind):
    assert opened(auditor(world), "history_record", kind=kind, key=world.ours.pk).status_code in (200, 404)


def test_agencies_memberships_and_protocols_are_shown_as_they_stood_too(world):
    member = auditor(world)
    for record, kind in ((world.ours, "agencies-agency"), (world.sharer, "agencies-membership")):
        page = text(
            opened(member, "history_as_it_stood", query="?on_day=31&on_month=12&on_year=2099", **of(record, kind))
        )
        assert str(world.ours.name) in page


def test_two_versions_stand_side_by_side_in_either_order(world):
    record = sharing.disclosure(world)
    changed(world.sharer, record, handling_instruction="By hand only", onward="Ask us first")
    member = auditor(world)
    with acting_as(member):
        newer, older = record.history.order_by("-history_id").values_list("history_id", flat=True)[:2]

    for one, other in ((newer, older), (older, newer)):
        said = text(opened(member, "history_compare", query=f"?one={one}&other={other}", **of(record)))
        assert "2 details differ" in said
        assert re.search(r"Handling instruction Older: Nothing Newer By hand only", said)
    assert opened(member, "history_compare", query=f"?one={one}&other=x", **of(record)).status_code == 302
    assert opened(member, "history_compare", query=f"?one={one}&other={one + 10**9}", **of(record)).status_code == 302


def test_every_look_is_noted_with_whose_history_it_was(world):
    record, member = sharing.disclosure(world), auditor(world)
    opened(member)
    opened(member, "history_record", **of(record))

    with acting_as(member):
        found = Reading.objects.filter(member=member).order_by("at").values_list("record", "record_id", "reference")
        assert list(found) == [
            ("history", world.ours.pk, ""),
            ("history of sharing.disclosure", record.pk, record.reference),
        ]


def test_nobody_without_the_part_can_have_a_look_noted(world):
    with acting_as(world.sharer), pytest.raises(PermissionDenied):
        actions.read_history(by=world.sharer, at=agencies.NOON)
    with acting_as(world.officer):
        read = actions.read_history(by=world.officer, at=agencies.NOON)
    assert read.record == "history"


def test_when_a_copy_is_disposed_of_its_personal_content_is_gone_from_the_history_too(world):
    review = copies.disposed_of(world)
    with acting_as(world.officer):
        record = review.holding.disclosure
    other = sharing.disclosure(world)

    gone = text(opened(world.officer, "history_record", **of(record)))
    there = text(opened(world.officer, "history_record", **of(other)))

    assert "This holds personal content of your agency" in there
    assert "This holds personal content of your agency" not in gone
    assert "Withheld" in gone


@pytest.mark.parametrize("verb", sorted({verb for _, verb in registered()}))
def test_every_verb_has_words_of_its_own(verb):
    assert verb in words.VERBS, f"say in compliance/history/words.py what somebody does who does {verb}"


def test_every_kind_of_record_has_an_address_of_its_own():
    assert len({kind.slug for kind in kinds()}) == len(kinds()) > 30


def test_codes_are_told_in_the_words_of_the_records_own_page(world):
    record = sharing.disclosure(world)
    asked = sharing.request(world)
    reader = auditor(world)

    shared, wanted = (
        text(opened(reader, "history_record", **of(row, kind)))
        for row, kind in ((record, "sharing-disclosure"), (asked, "sharing-request"))
    )

    for said in (channel_label(record.channel), PURPOSE_WORDS[record.purpose], CONSENT_WORDS[record.consent]):
        assert said in shared
    for kind in record.data_kinds:
        assert str(DataItem.Kind(kind).label).lower() in shared.lower()
    assert PURPOSE_WORDS[asked.purpose] in wanted
    assert "not_asked" not in shared


def test_a_code_that_nobody_knows_any_more_is_told_as_it_is(world):
    kind = next(one for one in kinds() if one.label == "sharing.disclosure")

    assert coded(kind, "consent", "of_old") == "of_old"
    assert coded(kind, "channel", "carrier_pigeon")
    assert coded(kind, "warnings", ["not_checked", "of_old"]) == "Not checked. of_old"
    assert coded(kind, "reference", "X") == ""
