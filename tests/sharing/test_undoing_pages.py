"""Do the pages that undo a naming say what will happen, keep what was typed, and lead on?"""

import re

import pytest
import time_machine
from django.urls import reverse

from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord
from sharing.rules.passes import link_of
from tests.sharing import guests, meetings
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import at, opened, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(THE_DAY, tick=False):
        yield


def page(member, meeting, name, key):
    return visitor(member).get(at(member, name, reference=meeting.reference, key=key))


def send(member, meeting, name, key, **typed):
    where = at(member, name, reference=meeting.reference, key=key)
    return visitor(member).post(where, {"acting": str(member.pk), **typed})


def seat_of(made, agency):
    with acting_as(made.registrar):
        return made.meeting.parties.get(agency=agency)


def test_from_the_page_of_the_meeting_a_part_is_ended_and_shown_as_ended(made):
    given = meetings.clerk(made)
    shown = opened(made.chair, made.meeting, "meeting").content.decode()
    asked = text(page(made.chair, made.meeting, "end_part", given.pk))

    answer = send(made.chair, made.meeting, "end_part", given.pk, reason="The wrong Minute Taker")

    assert at(made.chair, "end_part", reference=made.meeting.reference, key=given.pk) in shown
    assert "read no case" in asked
    assert answer.url == made.meeting.get_absolute_url()
    after = text(opened(made.chair, made.meeting, "meeting"))
    assert "Clerk, ended" in after
    assert "until 2 December 2026, 9:50am" in after
    assert "The wrong Minute Taker" in after


def test_the_page_says_what_they_keep(made):
    given = meetings.clerk(made)
    do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.clerk)
    meetings.begun(made, made.clerk)
    meetings.case(made)

    asked = text(page(made.chair, made.meeting, "end_part", given.pk))

    assert "which they keep: deputy chair" in asked
    assert "go on reading that one" in asked
    assert "They are in the room" in asked


def test_the_chairs_own_part_leads_to_passing_it_on(made):
    with acting_as(made.chair):
        chair = made.meeting.parts.get(part="chair")

    shown = opened(made.chair, made.meeting, "meeting").content.decode()
    refused = page(made.chair, made.meeting, "end_part", chair.pk)

    assert at(made.chair, "end_part", reference=made.meeting.reference, key=chair.pk) not in shown
    assert "Pass on" in shown
    assert refused.status_code == 409
    assert "always has a chair" in text(refused)


def test_without_a_reason_nothing_is_done(made):
    given = meetings.clerk(made)

    answer = send(made.chair, made.meeting, "end_part", given.pk, reason=" ")

    assert "Say why" in text(answer)
    assert meetings.see(made, given).until_at is None


def test_whoever_ends_their_own_part_is_led_to_the_list(made):
    given = do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.clerk)

    answer = send(made.clerk, made.meeting, "end_part", given.pk, reason="Away that day")

    assert answer.url == at(made.clerk, "meetings")
    assert opened(made.clerk, made.meeting, "meeting").status_code == 404


def test_an_invitation_is_withdrawn_from_the_page_of_the_meeting(made):
    do(actions.name_part, made.meeting, by=made.chair, part="observer", member=made.sergeant)
    seat = seat_of(made, made.police)
    where = at(made.chair, "withdraw_invitation", reference=made.meeting.reference, key=seat.pk)
    assert where in opened(made.chair, made.meeting, "meeting").content.decode()
    asked = text(visitor(made.chair).get(where))

    answer = send(made.chair, made.meeting, "withdraw_invitation", seat.pk, reason="Asked by mistake")

    assert f"{made.sergeant.named}, {made.police}: observer" in asked
    assert answer.url == made.meeting.get_absolute_url()
    after = text(opened(made.chair, made.meeting, "meeting"))
    assert f"{made.police.name}. Asked by mistake" in after
    assert visitor(made.chair).get(where).status_code == 404
    assert "no longer asks your agency" in text(visitor(made.desk).get(reverse_of(made.desk, "agencies:notices")))


def reverse_of(member, name):
    return reverse(name, kwargs={"partnership": member.partnership.slug})


def test_who_has_signed_in_is_offered_no_withdrawal_and_the_page_says_why(made):
    do(actions.sign_in, made.meeting, by=made.sergeant)
    seat = seat_of(made, made.police)

    shown = opened(made.chair, made.meeting, "meeting").content.decode()
    refused = page(made.chair, made.meeting, "withdraw_invitation", seat.pk)

    assert at(made.chair, "withdraw_invitation", reference=made.meeting.reference, key=seat.pk) not in shown
    assert refused.status_code == 409
    assert "has signed in" in text(refused)


def test_a_guest_is_struck_off_and_shown_so_until_the_meeting_is_over(client, made):
    given = guests.given(made)
    client.get(link_of(given))
    asked = text(page(made.chair, made.meeting, "strike_guest", given.attendance_id))

    answer = send(made.chair, made.meeting, "strike_guest", given.attendance_id, reason="Cannot come")

    assert "link stops working at once" in asked
    room = visitor(made.chair).get(answer.url)
    assert "Struck off, not expected any more" in text(room)
    assert at(made.chair, "strike_guest", reference=made.meeting.reference, key=given.attendance_id) not in str(room.content)
    assert "Let in" not in text(room)
    theirs = client.get(reverse("guest"))
    assert theirs.status_code == 404
    assert "you are no longer expected there" in text(theirs)
    meetings.begun(made, made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    assert "Shelter Manager" not in text(visitor(made.chair).get(answer.url))


def revision(response) -> str:
    return re.search(r'name="revision" value="(\d+)"', response.content.decode()).group(1)


def test_the_second_of_two_who_save_a_case_keeps_what_they_typed_and_sees_what_stands(made):
    meetings.case(made, opened=False)
    deputy = do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.sergeant).member
    where = {"reference": made.meeting.reference, "number": 1}
    first, second = ((one, at(one, "save_case", **where)) for one in (made.chair, deputy))
    read = revision(visitor(deputy).get(second[1]))

    def save(who, about, judgement, seen):
        member, address = who
        typed = {"about": about, "3-judgement": judgement, "revision": seen, "acting": str(member.pk)}
        return visitor(member).post(address, typed)

    assert save(first, "HO-1", "The first.", read).status_code == 302
    refused = save(second, "HO-2", "The second, typed for long.", read)

    assert refused.status_code == 409
    shown = text(refused)
    assert "Somebody saved this case after you opened the page" in shown
    assert "HO-1" in shown
    assert "The first." in shown
    assert 'value="HO-2"' in refused.content.decode()
    assert "The second, typed for long." in shown
    with acting_as(made.chair):
        assert CaseRecord.objects.get().about == "HO-1"
    assert save(second, "HO-2", "The second, typed for long.", revision(refused)).status_code == 302
    with acting_as(made.chair):
        assert CaseRecord.objects.get().about == "HO-2"


@pytest.mark.parametrize("sent", ["", "-1", "many", "9" * 40])
def test_a_form_that_does_not_say_what_it_was_opened_after_saves_nothing(made, sent):
    meetings.case(made, opened=False)
    where = at(made.chair, "save_case", reference=made.meeting.reference, number=1)

    answer = visitor(made.chair).post(where, {"about": "HO-2", "revision": sent, "acting": str(made.chair.pk)})

    assert answer.status_code == 409
    with acting_as(made.chair):
        assert CaseRecord.objects.get().about == "HO-3382, T.W."


def numbered(made, member, name, number=1):
    return at(member, name, reference=made.meeting.reference, number=number)


def test_an_item_is_taken_off_from_the_page_of_the_meeting_and_shown_as_taken_off(made):
    meetings.case(made, opened=False)
    do(actions.open_meeting, made.meeting, by=made.chair)
    ways = [numbered(made, made.chair, name) for name in ("case", "open_item", "declare_interest", "take_off_item")]
    ways.append(at(made.chair, "send_research", reference=made.meeting.reference))
    before = opened(made.chair, made.meeting, "meeting").content.decode()
    asked = text(visitor(made.chair).get(ways[3]))

    answer = visitor(made.chair).post(ways[3], {"acting": str(made.chair.pk), "reason": "The family has moved away"})

    assert all(f'"{way}"' in before for way in ways)
    assert "its number is not given again" in asked
    assert answer.url == made.meeting.get_absolute_url()
    after = opened(made.chair, made.meeting, "meeting")
    assert not any(f'"{way}"' in after.content.decode() for way in ways)
    assert "<s>1. Case 14</s>" in after.content.decode()
    assert f"Taken off on 2 December 2026, 9:50am by {made.chair.named}, {made.host}." in text(after)
    assert "Item 1. The family has moved away" in text(after)
    refused = visitor(made.chair).get(ways[3])
    assert refused.status_code == 409
    assert "taken off the agenda already" in text(refused)


def test_the_page_of_the_case_leads_to_taking_it_off_until_it_is_opened(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made, opened=False)
    where, page = numbered(made, made.chair, "take_off_item"), numbered(made, made.chair, "case")
    assert where in visitor(made.chair).get(page).content.decode()

    do(actions.open_item, item, by=made.chair)

    assert where not in visitor(made.chair).get(page).content.decode()
    refused = visitor(made.chair).get(where)
    assert refused.status_code == 409
    assert "was opened" in text(refused)


def test_whoever_brings_an_item_takes_off_that_one_and_reads_why_one_was_taken_off(made):
    do(actions.add_item, made.meeting, by=made.sergeant, title="Case 14", about="PC-2")
    meetings.case(made, opened=False, title="Case 15")
    shown = opened(made.desk, made.meeting, "meeting").content.decode()

    assert numbered(made, made.desk, "take_off_item") in shown
    assert numbered(made, made.desk, "take_off_item", 2) not in shown
    assert visitor(made.desk).get(numbered(made, made.desk, "take_off_item", 2)).status_code == 403
    assert f"{made.police}, which brings it, is told" in text(
        visitor(made.chair).get(numbered(made, made.chair, "take_off_item"))
    )
    assert "is told. The notice" not in text(visitor(made.desk).get(numbered(made, made.desk, "take_off_item")))

    with acting_as(made.chair):
        item = made.meeting.items.get(number=1)
    do(actions.take_off_item, item, by=made.chair, reason="Another meeting has it")
    assert "Another meeting has it" in text(opened(made.desk, made.meeting, "meeting"))
    assert "Another meeting has it" not in text(opened(made.officer, made.meeting, "meeting"))


def test_whoever_stays_out_of_a_case_is_not_led_to_taking_it_off(made):
    item = meetings.case(made, opened=False)
    meetings.case(made, opened=False, title="Case 15")
    do(actions.declare_interest, item, by=made.chair)

    shown = opened(made.chair, made.meeting, "meeting").content.decode()

    assert numbered(made, made.chair, "take_off_item") not in shown
    assert numbered(made, made.chair, "take_off_item", 2) in shown
    assert visitor(made.chair).get(numbered(made, made.chair, "take_off_item")).status_code == 403


def test_an_item_is_not_taken_off_without_a_reason(made):
    item = meetings.case(made, opened=False)

    answer = visitor(made.chair).post(
        numbered(made, made.chair, "take_off_item"), {"acting": str(made.chair.pk), "reason": " "}
    )

    assert "Say why" in text(answer)
    assert meetings.see(made, item).taken_off_at is None


def test_whoever_was_writing_a_case_that_is_taken_off_keeps_what_they_typed(made):
    item = do(actions.add_item, made.meeting, by=made.sergeant, title="Case 14", about="PC-2")
    do(actions.take_off_item, item, by=made.chair, reason="Not for today")
    sent = {"about": "PC-2, J.B.", "3-judgement": "Typed for long.", "revision": "0"}

    def send_to(member):
        return visitor(member).post(numbered(made, member, "save_case"), {**sent, "acting": str(member.pk)})

    answer = send_to(made.sergeant)

    assert answer.status_code == 409
    assert "Item 1 was taken off the agenda" in text(answer)
    assert "Typed for long." in text(answer)
    assert send_to(made.officer).status_code == 404


def test_in_the_room_and_at_the_end_nothing_waits_for_an_item_that_was_taken_off(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made, opened=False)
    room, end = (at(made.chair, name, reference=made.meeting.reference) for name in ("people", "close_meeting"))
    assert "Open item 1" in text(visitor(made.chair).get(room))
    assert "1 item has not been opened" in text(visitor(made.chair).get(end))

    do(actions.take_off_item, item, by=made.chair, reason="Not for today")

    assert "Open item 1" not in text(visitor(made.chair).get(room))
    assert "has not been opened" not in text(visitor(made.chair).get(end))


def test_an_agency_that_brought_only_what_was_taken_off_is_offered_for_withdrawal(made):
    do(actions.add_item, made.meeting, by=made.sergeant, title="Case 14", about="PC-2")
    where = at(made.chair, "withdraw_invitation", reference=made.meeting.reference, key=seat_of(made, made.police).pk)
    assert where not in opened(made.chair, made.meeting, "meeting").content.decode()

    with acting_as(made.chair):
        item = made.meeting.items.get()
    do(actions.take_off_item, item, by=made.chair, reason="Not for today")

    assert where in opened(made.chair, made.meeting, "meeting").content.decode()


def test_ending_the_part_of_somebody_in_the_room_leads_to_marking_them_as_left_while_it_runs(made):
    given = meetings.clerk(made)
    meetings.begun(made, made.chair, made.clerk)
    room = f'"{at(made.chair, "people", reference=made.meeting.reference)}"'

    during = page(made.chair, made.meeting, "end_part", given.pk)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    after = page(made.chair, made.meeting, "end_part", given.pk)

    assert "Also say that they have left" in text(during)
    assert room in during.content.decode()
    assert room not in after.content.decode()


def test_whoever_only_hears_by_another_part_is_not_said_to_go_on_reading(made):
    given = do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.clerk)
    do(actions.name_part, made.meeting, by=made.chair, part="observer", member=made.clerk)

    assert "go on reading by another part" not in text(page(made.chair, made.meeting, "end_part", given.pk))


def test_nobody_is_told_of_what_they_did_themselves(made):
    given = do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.desk)

    assert "They are told" in text(page(made.chair, made.meeting, "end_part", given.pk))
    assert "They are told" not in text(page(made.desk, made.meeting, "end_part", given.pk))


def test_whoever_withdraws_second_is_told_and_loses_nothing(made):
    seat = seat_of(made, made.police)
    send(made.chair, made.meeting, "withdraw_invitation", seat.pk, reason="Another force")

    late = send(made.chair, made.meeting, "withdraw_invitation", seat.pk, reason="It is of another county")

    assert late.status_code == 409
    assert "no longer asked to the meeting" in text(late) and "It is of another county" in text(late)


def test_a_guest_who_was_struck_off_is_handed_no_device(made):
    with acting_as(made.chair):
        row = actions.expect_guest(made.meeting, by=made.chair, at=THE_DAY, name="Guest One", body="A shelter")
    send(made.chair, made.meeting, "strike_guest", row.pk, reason="Does not come")

    handed = page(made.chair, made.meeting, "take_declaration", row.pk)

    assert handed.status_code == 409
    assert "struck off" in text(handed)
