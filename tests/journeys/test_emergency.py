"""Journey 3, in a hurry: share first, record it in one page with two fields, and give the rest afterwards."""

import pytest

pytestmark = pytest.mark.journey
WHY = "A man with a knife at the door of a tenant"


def test_two_fields_are_enough_and_the_rest_is_listed(signed_in):
    sharer = given_somebody_on_duty_with_a_telephone(signed_in)
    when_nothing_is_typed_both_needed_fields_are_named(sharer)
    reference = when_only_the_two_needed_fields_are_filled_in(sharer)
    then_the_reference_can_be_read_out_and_the_deadline_is_told(sharer, reference)
    and_the_duty_desk_of_the_recipient_is_told(signed_in, reference)
    when_a_colleague_gives_one_of_the_missing_answers(signed_in, reference)
    then_the_officer_can_close_it_with_a_reason(signed_in, reference)


def test_by_keyboard_alone(signed_in):
    sharer = signed_in("on.call.tenancy.officer@mgh").opens("/northmere/sharing/emergency/")
    sharer.page.get_by_label("Who was in danger").focus()
    sharer.page.keyboard.type(WHY)
    sharer.page.keyboard.press("Tab")
    sharer.page.keyboard.type("Northmere Constabulary")
    sharer.page.keyboard.press("Enter")
    sharer.page.wait_for_url("**/done/")
    sharer.sees("is recorded")


def given_somebody_on_duty_with_a_telephone(signed_in):
    duty = signed_in("practitioner@mgh", javascript=False, phone=True)
    return duty.follows("Someone is in danger")


def when_nothing_is_typed_both_needed_fields_are_named(sharer):
    sharer.types("2. Who did you tell?", "")  # proposed is the desk told last
    sharer.presses("Save now, and give me the reference").sees("There is a problem")
    assert sharer.page.locator(".govuk-error-summary__list li").count() == 2


def when_only_the_two_needed_fields_are_filled_in(sharer):
    sharer.types("1. Who was in danger, and from what?", WHY).types("2. Who did you tell?", "Northmere Constabulary")
    return sharer.presses("Save now, and give me the reference").heading.split()[0]


def then_the_reference_can_be_read_out_and_the_deadline_is_told(sharer, reference):
    sharer.sees(reference, "is recorded. Read it out, or write it down.", f"Finish {reference} by")
    sharer.opens("/northmere/").sees(f"Finish {reference}")


def and_the_duty_desk_of_the_recipient_is_told(signed_in, reference):
    desk = signed_in("officer@npc").opens("/northmere/notices/").sees(f"{reference}: Meadowgate Homes").sees_no(WHY)
    desk.presses(f"{reference}: Meadowgate Homes").sees("How you may use it")


def when_a_colleague_gives_one_of_the_missing_answers(signed_in, reference):
    officer = signed_in("officer@mgh").opens(f"/northmere/disclosures/{reference}/owed/").sees("Still to do")
    officer.follows("What allowed it?").chooses("It is part of my job").presses("Save and continue")


def then_the_officer_can_close_it_with_a_reason(signed_in, reference):
    officer = signed_in("officer@mgh").opens(f"/northmere/disclosures/{reference}/owed/")
    officer.presses("Close it with this reason").sees("There is a problem")
    officer.types("It cannot be completed, because", "Whoever spoke has left, and nobody else was there.")
    officer.presses("Close it with this reason").opens(f"/northmere/disclosures/{reference}/").sees(
        reference, "Complete"
    )
