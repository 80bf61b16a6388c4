"""What was shared, as pages: who may open them, what each side reads there, and what they cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import LONDON
from sharing import actions
from sharing.models import DisclosureGrant, DisclosureParty
from tests.agencies import factories as agencies
from tests.protocols import factories as protocols
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, NOON
from tests.sharing.visiting import at, opened, statements, text, visitor

pytestmark = pytest.mark.django_db

JUDGEMENT = ANSWERS["3"]["judgement"]
WHY = ANSWERS["1a"]["why"]
ABOUT = ANSWERS["S4"]["people"][0]["reference"]
LIMITS = {"limits": "yes", "what": "Not to be told to the family."}


@pytest.fixture
def world():
    return factories.world()


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

    assert "Until 18 November 2033 (RET-DISC)" in text(see(world.officer, record))
    assert "No rule: your agency's schedule has no line" in text(see(world.receiver, record))


def test_the_marking_stands_at_the_top_and_at_the_bottom(world):
    sent = {"9": {"channel": "service", "marking": "official_sensitive"}}
    record = factories.disclosure(world, answers={**ANSWERS, "2a": world.recipients(), **sent})
    page = see(world.receiver, record).content.decode()

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
    assert "Conditions accepted." in text(see(world.officer, record))


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
    assert see(world.colleague, record).status_code == 200
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
    assert see(world.asker, record).status_code == 404


def agreed(world):
    """A protocol of the two agencies, in force; its first clause, and the address at which that opens."""
    board = protocols.Board(
        world.registrar, world.ours, world.theirs, world.strangers, world.strangers,
        author=agencies.member(world.registrar, world.ours, Role.BOARD_ADMINISTRATOR),
        approver=agencies.member(world.registrar, world.theirs, Role.BOARD_ADMINISTRATOR),
        heads={one.pk: agencies.member(world.registrar, one, Role.HEAD) for one in (world.ours, world.theirs)},
        officers={}, stranger=world.stranger,
    )  # fmt: skip
    version = protocols.version(board, "in_force")
    with acting_as(world.registrar):
        clause = version.sections.get().clauses.get(number="1.1")
        return version, clause, f"{version.get_absolute_url()}#clause-{clause.slug}"


def test_the_clause_that_governs_is_cited_and_opens_as_it_stood(world):
    version, clause, address = agreed(world)
    answers = {code: data for code, data in ANSWERS.items() if code != "S5"}
    checklist = factories.checklist(world, answers={**answers, "2a": world.recipients()}, procedure=version)
    with acting_as(world.sharer):
        record = actions.record_disclosure(checklist, by=world.sharer, at=NOON, shared_at=NOON, clause=clause)
    page = see(world.receiver, record)

    assert "Clause 1.1, Harbour Safety Protocol, version 1.0" in text(page)
    assert address in page.content.decode()
    assert "as it stood on 18 November 2026" in text(page)
    for member in (world.officer, world.receiver):
        assert statements(member, at(member, "disclosure", reference=record.reference)) <= 10


def test_a_purpose_of_the_agreement_is_said_in_its_own_words(world):
    version, _, _ = agreed(world)
    with acting_as(world.registrar):
        purpose = version.purposes.first()
    answers = {code: data for code, data in ANSWERS.items() if code != "S5"}
    answers |= {"1a": {**ANSWERS["1a"], "purpose": purpose.slug}, "2a": world.recipients()}
    checklist = factories.checklist(world, answers=answers, procedure=version)
    with acting_as(world.sharer):
        record = actions.record_disclosure(checklist, by=world.sharer, at=NOON, shared_at=NOON)

    assert purpose.words in text(see(world.receiver, record))
    assert purpose.words in text(see(world.officer, record))


def test_a_day_told_without_a_time_is_shown_as_the_day(world):
    made = factories.checklist(world)
    with acting_as(world.sharer):
        record = actions.record_disclosure(
            made, by=world.sharer, at=NOON, shared_at=NOON.astimezone(LONDON).replace(hour=0, minute=0)
        )

    assert "18 November 2026, given" in text(see(world.officer, record)).lower().replace("november", "November")
    assert "12:00am" not in text(see(world.officer, record))


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


def test_the_law_is_shown_for_each_side_and_chosen_at_receipt(world):
    record = factories.disclosure(world)
    assert "Not recorded by this agency yet" in text(see(world.officer, record))
    sent = {"acting": str(world.receiver.pk), "accepts": "yes", "provisions": ["LE-35-T"]}

    visitor(world.receiver).post(at(world.receiver, "confirm_receipt", reference=record.reference), sent)

    page = text(see(world.officer, record))
    assert "Public task" in page
    assert "Necessary for a law-enforcement task" in page
    assert "Public task" not in text(see(world.receiver, record))


def test_a_way_that_nobody_named_is_said_to_be_missing(world):
    record = factories.disclosure(world, {**ANSWERS, "2a": world.recipients(), "9": {"marking": "official"}})
    page = text(see(world.receiver, record))

    assert "Not recorded" in page
    assert "point to another way" not in page


def test_figures_for_nothing_in_particular_name_no_purpose_and_no_law(world):
    figures = {"what": "Fires", "period": "May", "small": "none", "recipients": world.recipients()["recipients"]}
    record = factories.disclosure(
        world, {"S1": {"want": "share"}, "S2": {"danger": "no"}, "S3": {"who": "no"}, "FIG": figures}
    )
    page = text(see(world.officer, record))

    assert record.data_kinds == ["depersonalised"]
    assert "nothing more is needed in law" in page
    assert ", under" not in text(visitor(world.officer).get(at(world.officer, "disclosures")))
