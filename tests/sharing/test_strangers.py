"""Can an agency that is no party learn that anything exists? Each wall is attacked with the other torn down."""

import uuid
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from agencies.locked import locked_fields
from agencies.models import Reading
from agencies.readings import log_reading, withholds
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.actions.chasing import chase_requests
from sharing.models import (
    CaseLine,
    CaseRecord,
    Checklist,
    Disclosure,
    DisclosureChange,
    DisclosureParty,
    DisclosureReader,
    Meeting,
    MeetingAction,
    OnwardRequest,
    OutsideRecipient,
    Request,
    RequestChange,
    RequestParty,
    Suspension,
    SuspensionChange,
)
from tests.agencies import factories as agencies
from tests.once import made_once
from tests.sharing import advising, factories, meetings, passing_on
from tests.sharing.factories import ANSWERS, LATER, NOON

pytestmark = pytest.mark.django_db

TABLES = list(apps.get_app_config("sharing").get_models())


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of everything between two agencies, made once; each test's own changes are rolled back."""
    with made_once(django_db_blocker, one_of_everything) as found:
        yield found


def one_of_everything():
    found = factories.world()
    outside = {"agency": "Night shelter", "role": "manager", "use": "Keeps a bed", "outside": True}
    rows = {"recipients": [*found.recipients()["recipients"], outside]}
    record = factories.disclosure(found, answers={**ANSWERS, "2a": rows})
    with acting_as(found.officer):
        actions.let_in(record, found.colleague, by=found.officer, at=NOON, reason="Takes over", ends_on=LATER.date())
    with acting_as(found.receiver):
        actions.confirm_receipt(record, by=found.receiver, at=LATER, accepts_conditions=True)
    decider = factories.decision_maker(found)
    asked = factories.request(found)
    with acting_as(decider):
        actions.decide(asked, by=decider, at=LATER, outcome="granted")
    held = meetings.at_the_table(found.sharer, found.receiver)
    with acting_as(found.sharer):
        item = held.meeting.items.get(number=1)
    asking = {"items": [item], "agencies": [found.theirs], "due_on": LATER.date()}
    meetings.do(actions.send_research, held.meeting, by=found.sharer, **asking)
    meetings.minuted(found.sharer, found.receiver)
    with acting_as(found.colleague):
        actions.declare_interest(item, by=found.colleague, at=LATER)
    factories.discussion(found, factories.dispute(found, factories.refused(found)))
    with acting_as(found.officer):
        actions.place_hold(by=found.officer, at=NOON, reason="access", disclosure=record)
    factories.request(found)
    advising.ask(found, found.officer, about=record)
    passing_on.ask(found, record)
    with acting_as(found.registrar):
        chase_requests(found.registrar, LATER + timedelta(days=30))
    _pause(found)
    return found


def _pause(found):
    """Sharing with the other agency is paused; the flow that does it stands higher up."""
    sides = {"agency": found.ours, "towards": found.theirs, "party_ids": [found.ours.pk, found.theirs.pk]}
    common = {"partnership_id": found.officer.partnership_id}
    pause = Suspension(
        **common, **sides, scope="Extracts", started_at=NOON, started_by=found.officer, review_on=LATER.date()
    )
    change = SuspensionChange(**common, suspension=pause, verb="suspend_sharing", by=found.officer, at=NOON)
    with acting_as(found.officer, "suspend_sharing"):
        Suspension.objects.bulk_create([pause])
        SuspensionChange.objects.bulk_create([change])


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_a_stranger_reads_no_row_of_any_table_even_past_the_first_wall(world, model):
    with acting_as(world.sharer):
        ours = model._base_manager.count()
    with acting_as(world.stranger), connection.cursor() as cursor:
        cursor.execute(f'select count(*) from "{model._meta.db_table}"')
        seen = cursor.fetchone()[0]

    assert ours > 0
    assert seen == 0


@pytest.mark.parametrize("model", [CaseLine, CaseRecord, Checklist, Disclosure, Meeting, MeetingAction, OnwardRequest, Request])
def test_a_stranger_is_shown_nothing_by_the_first_wall_alone(world, model):
    # The second wall torn down: the registrar's door lets every row through.
    with acting_as(world.registrar):
        assert model.objects.count() > 0
        assert model.objects.visible_to(world.stranger).count() == 0


@pytest.mark.parametrize("role", [Role.BOARD_ADMINISTRATOR, Role.AUDITOR, Role.HEAD])
def test_no_office_of_a_third_agency_opens_a_record(world, role):
    member = agencies.member(world.registrar, world.strangers, role)

    with acting_as(member):
        assert [model for model in TABLES if model._base_manager.exists()] == []


def test_recipients_never_read_the_senders_reasoning_nor_its_history(world):
    with acting_as(world.receiver):
        assert not Checklist.objects.filter(disclosure__isnull=False).exists()
        assert not Checklist.history.filter(agency_id=world.ours.pk).exists()
        assert rules.gaps(Disclosure.objects.first(), None) == []


def attached(model, world, record_id):
    """A row that a stranger would like to hang on a record of others."""
    common = {"partnership_id": world.stranger.partnership_id}
    now = {"created_at": NOON}
    by = {"by": world.stranger, "at": NOON, "verb": "look"}
    return {
        DisclosureParty: lambda: DisclosureParty(
            **common, **now, disclosure_id=record_id, agency=world.strangers, part="recipient"
        ),
        DisclosureReader: lambda: DisclosureReader(
            **common, **now, disclosure_id=record_id, member=world.stranger, why="sent"
        ),
        OutsideRecipient: lambda: OutsideRecipient(**common, disclosure_id=record_id, who="Me"),
        DisclosureChange: lambda: DisclosureChange(**common, **by, disclosure_id=record_id),
        RequestParty: lambda: RequestParty(**common, **now, request_id=record_id, agency=world.strangers, part="asked"),
        RequestChange: lambda: RequestChange(**common, **by, request_id=record_id),
    }[model]()


@pytest.mark.parametrize(
    "model", [DisclosureParty, DisclosureReader, OutsideRecipient, DisclosureChange, RequestParty, RequestChange]
)
def test_a_stranger_who_hangs_a_row_on_a_record_cannot_tell_whether_it_exists(world, model):
    root = Request if model in (RequestParty, RequestChange) else Disclosure
    with acting_as(world.sharer):
        existing, before = root._base_manager.first().pk, model._base_manager.count()

    said = []
    for record_id in (existing, uuid.uuid4()):
        with pytest.raises(DatabaseError) as refused, acting_as(world.stranger, "attach"), transaction.atomic():
            model.objects.bulk_create([attached(model, world, record_id)])
        said.append((type(refused.value), str(refused.value).partition("CONTEXT")[0]))

    assert said[0] == said[1]
    with acting_as(world.registrar):
        assert model._base_manager.count() == before


def test_a_party_cannot_open_a_record_to_a_stranger_by_its_array_alone(world):
    def open_it(record):
        with acting_as(world.sharer, "open"), connection.cursor() as cursor:
            added = [[world.strangers.pk], record.pk]
            cursor.execute("update sharing_disclosure set party_ids = party_ids || %s where id = %s", added)
            cursor.execute("set constraints all immediate")

    with acting_as(world.sharer):
        record = Disclosure.objects.first()

    with pytest.raises(DatabaseError, match="parties"):
        open_it(record)


PARTY = {"part": "recipient", "created_at": NOON}


def add(record, world):
    """A party whom the record does not name."""
    DisclosureParty.objects.bulk_create([
        DisclosureParty(partnership_id=record.partnership_id, disclosure=record, agency=world.strangers, **PARTY)
    ])  # fmt: skip


def take_away(record, world):
    record.parties.filter(agency=world.theirs).delete()


def exchange(record, world):
    record.parties.filter(agency=world.theirs).update(agency=world.strangers)


def name(record, world):
    """The array names the party whom it did not."""
    record.party_ids = [*record.party_ids, world.strangers.pk]
    record.save(update_fields=["party_ids"])


def changed(world, *changes):
    """All of it in one act, and what the database says at its end."""
    with acting_as(world.sharer, "attach"), connection.cursor() as cursor:
        record = Disclosure.objects.first()
        for change in changes:
            change(record, world)
        cursor.execute("set constraints all immediate")
    return record


@pytest.mark.parametrize("change", [add, take_away, exchange])
def test_the_parties_of_a_record_and_its_array_say_the_same_at_the_end(world, change):
    with pytest.raises(DatabaseError, match="the parties of sharing_disclosure"):
        changed(world, change)


def test_a_party_may_come_before_the_array_names_it(world):
    record = changed(world, add, name)

    with acting_as(world.stranger):
        assert Disclosure.objects.get() == record


def test_the_record_names_who_can_see_it(world):
    with acting_as(world.sharer):
        seen = rules.who_can_see(Disclosure.objects.first(), NOON.date())

    assert {seer.agency for seer in seen} == {world.ours.name, world.theirs.name}
    assert all(seer.roles and seer.why for seer in seen)


def test_every_opening_of_personal_content_is_noted_for_the_readers_own_agency(world):
    with acting_as(world.receiver):
        record = Disclosure.objects.first()
        log_reading(record, by=world.receiver, at=LATER)
        noted = Reading.objects.get()
    with acting_as(world.sharer):
        assert not Reading.objects.exists()

    assert (noted.record, noted.record_id, noted.reference) == ("sharing.disclosure", record.pk, record.reference)
    assert log_reading(world.ours, by=world.receiver, at=LATER) is None


def test_what_is_withheld_from_an_auditor_is_declared_on_the_models(world):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)

    assert withholds(auditor)
    assert not withholds(world.officer)
    assert {"about", "purpose_words", "restrictions"} <= set(locked_fields(Disclosure))
    assert locked_fields(Checklist) == ["answers"]
