"""What was shared, as pages: who may open them, what each side reads there, and what they cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import Who, acting, acting_as
from sharing import actions, feeds
from sharing.models import Disclosure, DisclosureGrant, DisclosureParty
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, NOON

pytestmark = pytest.mark.django_db

JUDGEMENT = ANSWERS["3"]["judgement"]
WHY = ANSWERS["1a"]["why"]
ABOUT = ANSWERS["S4"]["people"][0]["reference"]
LIMITS = {"limits": "yes", "what": "Not to be told to the family."}


@pytest.fixture
def world():
    return factories.world()


def visitor(member) -> Client:
    client = Client()
    with acting(Who(), "sign_in"):
        client.force_login(member.person)
    return client


def at(member, name, **kwargs):
    return reverse(f"sharing:{name}", kwargs={"partnership": member.partnership.slug, **kwargs})


def opened(member, record, name="disclosure"):
    return visitor(member).get(at(member, name, reference=record.reference))


def text(response):
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(plain.replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"').split())


def auditor(world, agency):
    return agencies.member(world.registrar, agency, Role.AUDITOR, job_title="Internal Auditor")


PAGES = ["disclosure", "confirm_receipt", "let_in"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_no_page_of_it(world, name):
    record = factories.disclosure(world)

    assert opened(world.stranger, record, name).status_code == 404


def test_a_practitioner_who_neither_made_it_nor_was_sent_it_does_not_find_it(world):
    record = factories.disclosure(world)

    assert opened(world.colleague, record).status_code == 404


def test_the_giver_may_not_confirm_receipt_and_a_practitioner_may_not_let_in(world):
    record = factories.disclosure(world)

    assert opened(world.officer, record, "confirm_receipt").status_code == 403
    assert opened(world.sharer, record, "let_in").status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_the_recipients_officer_opens_every_page_of_it(world, name):
    record = factories.disclosure(world)

    assert opened(world.receiver, record, name).status_code == 200


def test_the_giver_reads_the_reasons_and_the_recipient_never_does(world):
    record = factories.disclosure(world, no_protocol_reason="Nobody else was awake to ask.")
    officers, receivers = text(opened(world.officer, record)), text(opened(world.receiver, record))

    assert JUDGEMENT in officers
    assert "Nobody else was awake to ask." in officers
    assert JUDGEMENT not in receivers
    assert "Nobody else was awake to ask." not in receivers
    assert "He is the one who is missing." not in receivers
    assert "Under no protocol" in receivers


def test_the_recipient_reads_the_limits_first_then_what_it_is_for(world):
    record = factories.disclosure(world, answers={**ANSWERS, "2a": world.recipients(), "6a": {"agreed": "limits"}, "6c": LIMITS})
    page = text(opened(world.receiver, record))

    assert page.index("How you may use it") < page.index(LIMITS["what"]) < page.index(WHY)
    assert "Sends an officer today" in page
    assert "Only with the agreement of the agency it belongs to." in page


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_an_auditor_reads_the_record_with_personal_content_withheld(world, side):
    record = factories.disclosure(world, no_protocol_reason="Nobody else was awake to ask.")
    page = text(opened(auditor(world, getattr(world, side)), record))

    assert record.reference in page
    assert "Withheld: personal content is not shown to auditors." in page
    for words in (JUDGEMENT, WHY, ABOUT, "Nobody else was awake to ask.", "Sends an officer today"):
        assert words not in page


def test_every_opening_is_logged_for_the_readers_own_agency(world):
    record = factories.disclosure(world)
    for member in (world.receiver, world.receiver, world.stranger):
        opened(member, record)

    with acting_as(world.receiver):
        assert [one.member_id for one in Reading.objects.filter(record_id=record.pk)] == [world.receiver.pk] * 2
    with acting_as(world.stranger):
        assert not Reading.objects.exists()


def test_what_is_owed_is_told_to_the_giver_with_its_owner_and_not_to_the_recipient(world):
    record = factories.owed(world)
    officers, receivers = text(opened(world.officer, record)), text(opened(world.receiver, record))

    assert "Still owed" in officers
    assert "From whoever shared it" in officers
    assert at(world.officer, "owed", reference=record.reference) in opened(world.officer, record).content.decode()
    assert "Still owed" not in receivers


def test_each_side_reads_its_own_retention_or_that_it_has_no_rule(world):
    factories.retention_rule(world.officer, "RET-DISC", 84)
    record = factories.disclosure(world)
    with acting_as(world.receiver):
        actions.confirm_receipt(record, by=world.receiver, at=NOON, accepts_conditions=True)

    assert "Until 18 November 2033 (RET-DISC)" in text(opened(world.officer, record))
    assert "No rule: your agency's schedule has no line" in text(opened(world.receiver, record))


def test_the_marking_stands_at_the_top_and_at_the_bottom(world):
    record = factories.disclosure(world, answers={**ANSWERS, "2a": world.recipients(), "9": {"channel": "service", "marking": "official_sensitive"}})
    page = opened(world.receiver, record).content.decode()

    assert page.count("app-marking__handling") == 2
    assert page.index("OFFICIAL-SENSITIVE") < page.index("<main") < page.rindex("OFFICIAL-SENSITIVE")


def test_receipt_is_confirmed_with_where_it_is_kept(world):
    record = factories.disclosure(world)
    client = visitor(world.receiver)
    sent = {"acting": str(world.receiver.pk), "accepts": "yes", "storage": "Case file", "note": "Thank you"}
    answer = client.post(at(world.receiver, "confirm_receipt", reference=record.reference), sent)

    assert answer.status_code == 302
    with acting_as(world.receiver):
        party = DisclosureParty.objects.get(disclosure=record, agency=world.theirs)
    assert party.receipt_note == "Kept in: Case file\nThank you"
    assert party.conditions_accepted_at is not None
    assert "Conditions accepted." in text(opened(world.officer, record))


def test_conditions_that_are_not_accepted_need_a_word_and_what_was_typed_is_kept(world):
    record = factories.disclosure(world)
    sent = {"acting": str(world.receiver.pk), "accepts": "no", "storage": "Case file 7"}
    answer = visitor(world.receiver).post(at(world.receiver, "confirm_receipt", reference=record.reference), sent)

    assert answer.status_code == 200
    assert "Say what stands in the way" in text(answer)
    assert 'value="Case file 7"' in answer.content.decode()
    with acting_as(world.receiver):
        assert DisclosureParty.objects.get(disclosure=record, agency=world.theirs).received_at is None


def test_receipt_confirmed_by_a_colleague_meanwhile_is_a_409_with_what_was_typed(world):
    record = factories.disclosure(world)
    with acting_as(world.receiver):
        actions.confirm_receipt(record, by=world.receiver, at=NOON, accepts_conditions=True)
    sent = {"acting": str(world.receiver.pk), "accepts": "yes", "note": "Arrived at the desk"}
    answer = visitor(world.receiver).post(at(world.receiver, "confirm_receipt", reference=record.reference), sent)

    assert answer.status_code == 409
    assert "Arrived at the desk" in text(answer)


def test_a_colleague_who_is_let_in_reads_it_until_the_day(world):
    record = factories.disclosure(world)
    until = timezone.localdate() + timedelta(days=7)
    sent = {
        "acting": str(world.officer.pk), "member": str(world.colleague.pk), "reason": "Takes the case over",
        "ends_on_day": until.day, "ends_on_month": until.month, "ends_on_year": until.year,
    }  # fmt: skip
    answer = visitor(world.officer).post(at(world.officer, "let_in", reference=record.reference), sent)

    assert answer.status_code == 302
    assert opened(world.colleague, record).status_code == 200
    assert record.reference in text(visitor(world.colleague).get(at(world.colleague, "disclosures")))
    with acting_as(world.officer):
        DisclosureGrant.objects.get()  # one, with its reason and end


def test_nobody_of_another_agency_can_be_let_in(world):
    record = factories.disclosure(world)
    until = timezone.localdate() + timedelta(days=7)
    sent = {
        "acting": str(world.officer.pk), "member": str(world.asker.pk), "reason": "Takes the case over",
        "ends_on_day": until.day, "ends_on_month": until.month, "ends_on_year": until.year,
    }  # fmt: skip
    answer = visitor(world.officer).post(at(world.officer, "let_in", reference=record.reference), sent)

    assert answer.status_code == 200
    assert opened(world.asker, record).status_code == 404


def shown(member, query=""):
    return text(visitor(member).get(at(member, "disclosures") + query))


def test_the_list_shows_each_side_its_own_and_a_stranger_none(world):
    record = factories.disclosure(world)

    assert f"{record.reference}, shared 18 November 2026. Given by us." in shown(world.officer)
    assert f"From {world.ours}." in shown(world.receiver)
    assert record.reference in shown(world.sharer)
    assert "Nothing has been shared yet" in shown(world.colleague)
    assert "Nothing has been shared yet" in shown(world.stranger)


def test_the_filter_narrows_and_is_said_in_words(world):
    record, owed = factories.disclosure(world), factories.owed(world)

    for query, said, there, gone in (
        ("?show=owed", "answers still owed", owed, record),
        ("?purpose=danger", "for “Keep someone safe from immediate danger”", record, owed),
        ("?part=giver", "given by us", record, None),
        (f"?other={world.theirs.code}", f"with {world.theirs}", record, None),
        ("?since_day=18&since_month=11&since_year=2026", "from 18 November 2026", record, None),
    ):
        page = shown(world.officer, query)
        assert said in page
        assert there.reference in page
        assert gone is None or gone.reference not in page
    for query in ("?part=recipient", f"?other={world.strangers.code}", "?until_day=1&until_month=1&until_year=2026"):
        assert "Nothing fits" in shown(world.officer, query)


def test_a_day_that_does_not_exist_filters_nothing_and_is_told_beside_its_box(world):
    record = factories.disclosure(world)
    page = visitor(world.officer).get(at(world.officer, "disclosures") + "?since_day=31&since_month=2&since_year=2026")

    assert record.reference in text(page)
    assert "govuk-error-message" in page.content.decode()
    assert "given by us, newest first" not in text(page)


def test_overdue_is_what_nobody_has_confirmed_in_time(world):
    record = factories.disclosure(world)
    with acting_as(world.officer, "test"):
        DisclosureParty.objects.filter(disclosure=record, agency=world.theirs).update(receipt_due_at=NOON - timedelta(days=9))

    assert record.reference in shown(world.officer, "?show=overdue")
    assert record.reference in shown(world.receiver, "?show=overdue")
    assert "overdue" in shown(world.receiver)


def test_the_list_goes_on_and_comes_back_by_keyset(world):
    records = [factories.owed(world) for _ in range(5)]
    everything = [one.reference for one in sorted(records, key=lambda one: one.pk.hex, reverse=True)]

    def walk(**cursor):
        return feeds.disclosures(world.officer, lambda feed: feed, size=2, **cursor)

    with acting_as(world.officer):
        first = walk()
        second = walk(after=first.next)
        third = walk(after=second.next)
        back = walk(before=third.previous)
    assert [one.reference for page in (first, second, third) for one in page.rows] == everything
    assert [one.reference for one in back.rows] == [one.reference for one in second.rows]
    assert (first.previous, third.next, first.count) == ("", "", 5)
    assert shown(world.officer, "?after=nonsense").count("Given by us") >= 5


def statements(member, address) -> int:
    """Statements of a page, less those of an empty page of the same person (ruling 32)."""
    client = visitor(member)
    client.get(address)  # the process's own caches
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as empty:
        client.get(reverse("agencies:choose_acting", kwargs={"partnership": member.partnership.slug}))
    return len(asked) - len(empty)


def test_the_list_costs_the_same_at_two_rows_and_at_twenty(world):
    cost = {}
    for rows in (2, 20):
        with acting_as(world.sharer):
            made = Disclosure.objects.count()
        for _ in range(rows - made):
            factories.disclosure(world)
        cost[rows] = [statements(member, at(member, "disclosures")) for member in (world.officer, world.sharer, world.receiver)]

    assert cost[2] == cost[20]
    assert max(cost[20]) <= 8


@pytest.mark.parametrize("who", ["officer", "sharer", "receiver"])
def test_a_record_costs_no_more_than_ten_statements(world, who):
    member = getattr(world, who)
    for record in (factories.disclosure(world), factories.owed(world)):
        assert statements(member, at(member, "disclosure", reference=record.reference)) <= 10
