"""Does what an agency shared in a case become its own record, towards everybody who was in the room for it?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist, Disclosure, DisclosureParty, OutsideRecipient
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def shared(made, **words):
    """The police share something in a case, with the chair, the housing provider and a guest in the room."""
    meetings.begun(made, made.chair, made.sergeant, made.officer)
    guest = do(actions.admit, made.meeting, by=made.chair, name="Shelter Manager", body="Northmere Night Shelter")
    do(actions.take_declaration, guest, by=made.chair, how="chairs_device")
    item = meetings.case(made)
    meetings.line(made, item, made.police, **words)
    (line,) = do(actions.confirm_lines, made.meeting, by=made.sergeant)
    return line


def test_it_goes_to_the_agencies_present_and_the_guest_was_only_told(made):
    line = shared(made)

    with acting_as(made.sergeant):
        record = Disclosure.objects.select_related("agency").get(pk=line.disclosure_id)
        received = record.parties.filter(part=DisclosureParty.Part.RECIPIENT)
        to = {party.agency for party in received.select_related("agency")}
        (outside,) = OutsideRecipient.objects.filter(disclosure=record)
    assert (record.agency, record.route, record.manner) == (made.police, "meeting", "spoken")
    assert to == {made.host, made.housing}
    assert outside.who == "Northmere Night Shelter, Shelter Manager"
    assert "no papers" in outside.use
    assert (record.marking, record.handling_instruction) == ("OFFICIAL-SENSITIVE", "RECIPIENTS ONLY")


def test_the_reasons_are_those_of_the_case_given_once_and_nothing_is_owed(made):
    line = shared(made)

    with acting_as(made.sergeant):
        record, reasons = Disclosure.objects.get(pk=line.disclosure_id), Checklist.objects.get()
    assert record.status == Disclosure.Status.COMPLETE
    assert {code: reasons.answers[code] for code in meetings.REASONS} == meetings.REASONS
    with acting_as(made.officer):
        assert not Checklist.objects.exists()


def test_reasons_that_the_case_lacks_are_owed_and_stop_nothing(made):
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made, justification={})
    meetings.line(made, item, made.police)

    (line,) = do(actions.confirm_lines, made.meeting, by=made.sergeant)

    record = meetings.see(made, Disclosure(pk=line.disclosure_id))
    assert record.status == Disclosure.Status.RECORDED
    assert record.complete_by is not None


def test_offences_and_health_are_what_they_are_though_nobody_asks_in_the_room(made):
    line = shared(made, kinds=["incident", "offending", "health"])

    record = meetings.see(made, Disclosure(pk=line.disclosure_id))
    assert record.data_kinds == ["offences", "personal", "special"]


def test_limits_travel_with_it(made):
    line = shared(made, limits=["in_the_room", "source"])

    record = meetings.see(made, Disclosure(pk=line.disclosure_id))
    assert "Not to leave the room." in record.note
    assert "reveals_source" in record.warnings


def test_what_was_handed_over_on_paper_waits_for_receipt(made):
    line = shared(made, on_paper=True)

    with acting_as(made.officer):
        record = Disclosure.objects.visible_to(made.officer).get(pk=line.disclosure_id)
        own = record.parties.get(agency=made.housing)
    assert record.manner == "given"
    assert own.receipt_due_at is not None


def test_who_heard_it_may_read_it_and_a_colleague_who_did_not_may_not(made):
    line = shared(made)

    with acting_as(made.chair):
        assert Disclosure.objects.visible_to(made.chair).filter(pk=line.disclosure_id).exists()
    with acting_as(made.stranger):
        assert not Disclosure.objects.filter(pk=line.disclosure_id).exists()


def test_it_is_recorded_once_and_by_the_agency_alone(made):
    line = shared(made)

    with pytest.raises(MoveRefused, match="recorded already"):
        do(actions.record_in_meeting, line, by=made.sergeant)
    with pytest.raises(PermissionDenied):
        do(actions.record_in_meeting, line, by=made.chair)


@pytest.mark.parametrize("part", ["observer", "helper"])
def test_who_was_there_only_to_hear_receives_nothing_and_stands_on_the_record(made, part):
    do(actions.name_part, made.meeting, by=made.chair, part=part, member=made.clerk, why="Training")
    watching = do(actions.admit, made.meeting, by=made.chair, name="Trainee", body="Night Shelter", status="observer")
    meetings.begun(made, made.chair, made.sergeant, made.clerk)
    item = meetings.case(made)
    meetings.line(made, item, made.police)

    (line,) = do(actions.confirm_lines, made.meeting, by=made.sergeant)

    record = meetings.see(made, Disclosure(pk=line.disclosure_id))
    assert set(record.party_ids) == {made.police.pk, made.host.pk}
    with acting_as(made.sergeant):
        assert not OutsideRecipient.objects.filter(disclosure=record).exists()
    assert "Heard in the room, and not received" in record.note
    assert made.clerk.named in record.note
    assert f"{watching.name}, Night Shelter" in record.note


def test_before_whoever_only_hears_nothing_is_shared_with_an_agency(made):
    do(actions.name_part, made.meeting, by=made.chair, part="observer", member=made.clerk, why="Training")
    meetings.begun(made, made.sergeant, made.clerk)
    item = meetings.case(made)
    meetings.line(made, item, made.police)

    (line,) = do(actions.confirm_lines, made.meeting, by=made.sergeant)

    assert line.disclosure_id is None
