"""A record as a page: who may open it, what each side reads there, and what it costs."""

import pytest

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, NOON
from tests.sharing.visiting import at, opened, statements, text

pytestmark = pytest.mark.django_db
JUDGEMENT = ANSWERS["3"]["judgement"]
WHY = ANSWERS["1a"]["why"]
ABOUT = ANSWERS["S4"]["people"][0]["reference"]
LIMITS = {"limits": "yes", "what": "Not to be told to the family."}


def see(member, record, name="disclosure"):
    return opened(member, record, name)


def auditor(world, agency):
    return agencies.member(world.registrar, agency, Role.AUDITOR, job_title="Internal Auditor")


PAGES = ["disclosure", "confirm_receipt", "let_in"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_no_page_of_it(world, name):
    record = factories.disclosure(world)

    assert see(world.stranger, record, name).status_code == 404


def test_a_practitioner_who_neither_made_it_nor_was_sent_it_does_not_find_it(world):
    record = factories.disclosure(world)

    assert see(world.colleague, record).status_code == 404


def test_the_giver_may_not_confirm_receipt_and_a_practitioner_may_not_let_in(world):
    record = factories.disclosure(world)

    assert see(world.officer, record, "confirm_receipt").status_code == 403
    assert see(world.sharer, record, "let_in").status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_the_recipients_officer_opens_every_page_of_it(world, name):
    record = factories.disclosure(world)

    assert see(world.receiver, record, name).status_code == 200


def test_the_giver_reads_the_reasons_and_the_recipient_never_does(world):
    record = factories.disclosure(world, no_protocol_reason="Nobody else was awake to ask.")
    officers, receivers = text(see(world.officer, record)), text(see(world.receiver, record))

    assert JUDGEMENT in officers
    assert "Nobody else was awake to ask." in officers
    assert JUDGEMENT not in receivers
    assert "Nobody else was awake to ask." not in receivers
    assert "He is the one who is missing." not in receivers
    assert "Under no protocol" in receivers


def test_the_recipient_reads_the_limits_first_then_what_it_is_for(world):
    agreed = {"6a": {"agreed": "limits"}, "6c": LIMITS}
    record = factories.disclosure(world, answers={**ANSWERS, "2a": world.recipients(), **agreed})
    page = text(see(world.receiver, record))

    assert page.index("How you may use it") < page.index(LIMITS["what"]) < page.index(WHY)
    assert "Sends an officer today" in page
    assert "Only with the agreement of the agency it belongs to." in page


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_an_auditor_reads_the_record_with_personal_content_withheld(world, side):
    record = factories.disclosure(world, no_protocol_reason="Nobody else was awake to ask.")
    page = text(see(auditor(world, getattr(world, side)), record))

    assert record.reference in page
    assert "Withheld: personal content is not shown to auditors." in page
    for words in (JUDGEMENT, WHY, ABOUT, "Nobody else was awake to ask.", "Sends an officer today"):
        assert words not in page


def test_every_opening_is_logged_for_the_readers_own_agency(world):
    record = factories.disclosure(world)
    for member in (world.receiver, world.receiver, world.stranger):
        see(member, record)

    with acting_as(world.receiver):
        assert [one.member_id for one in Reading.objects.filter(record_id=record.pk)] == [world.receiver.pk] * 2
    with acting_as(world.stranger):
        assert not Reading.objects.exists()


def test_what_is_owed_is_told_to_the_giver_with_its_owner_and_not_to_the_recipient(world):
    record = factories.owed(world)
    officers, receivers = text(see(world.officer, record)), text(see(world.receiver, record))

    assert "Still owed" in officers
    assert "From whoever shared it" in officers
    assert at(world.officer, "owed", reference=record.reference) in see(world.officer, record).content.decode()
    assert "Still owed" not in receivers


def test_each_side_reads_its_own_retention_or_that_it_has_no_rule(world):
    factories.retention_rule(world.officer, "RET-DISC", 84)
    record = factories.disclosure(world)
    with acting_as(world.receiver):
        actions.confirm_receipt(record, by=world.receiver, at=NOON, accepts_conditions=True)

    assert "Until 18 November 2033" in text(see(world.officer, record))
    assert "No rule: no schedule of your agency has a line" in text(see(world.receiver, record))


def test_the_marking_stands_at_the_top_and_at_the_bottom(world):
    sent = {"9": {"channel": "service", "marking": "official_sensitive"}}
    record = factories.disclosure(world, answers={**ANSWERS, "2a": world.recipients(), **sent})
    page = see(world.receiver, record).content.decode()

    assert page.count("app-marking__handling") == 2
    assert page.index("OFFICIAL-SENSITIVE") < page.index("<main") < page.rindex("OFFICIAL-SENSITIVE")


@pytest.mark.parametrize("who", ["officer", "sharer", "receiver"])
def test_a_record_costs_no_more_than_ten_statements(world, who):
    member = getattr(world, who)
    for record in (factories.disclosure(world), factories.owed(world)):
        assert statements(member, at(member, "disclosure", reference=record.reference)) <= 10


def test_the_note_is_read_by_the_recipient_and_withheld_from_its_auditor(world):
    record = factories.disclosure(world, note="Ring before you go.")

    for page in ("disclosure", "confirm_receipt"):
        assert "Ring before you go." in text(see(world.receiver, record, page))
    assert "Ring before you go." not in text(see(auditor(world, world.theirs), record))
