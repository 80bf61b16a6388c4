"""Journey 6: what each role finds on its first page, and where it can go from there."""

import pytest

pytestmark = pytest.mark.journey
DOORS = ("Can I share this?", "Ask for information", "Record something I shared", "What have I been sent?")


@pytest.mark.parametrize("who", ["practitioner@edc", "officer@npc", "head@mgh"])
def test_those_who_share_find_their_doors_and_what_waits(signed_in, who):
    person = signed_in(who).sees("Waiting for you")
    for door in DOORS:
        assert person.is_offered(door)


def test_the_officer_sees_first_what_is_overdue(signed_in):
    officer = signed_in("officer@lds").sees("Confirm receipt of")
    first = officer.page.locator(".app-queue__row").first.inner_text()
    assert "Confirm receipt of" in first
    assert "overdue" in first.casefold()
    assert "Northmere Constabulary" in first


def test_whoever_may_decide_finds_the_request_that_waits(signed_in):
    decider = signed_in("practitioner@npc", javascript=False, phone=True).sees(
        "Answer request", "Eastvale District Council"
    )
    decider.follows("Answer request").sees("Your decision", "What this person asked you for before")


@pytest.mark.parametrize("who", ["board.admin@ncc", "dpo@ncc", "auditor@npc", "caldicott@nic", "risk.owner@edc"])
def test_those_who_do_not_share_are_told_what_will_appear(signed_in, who):
    person = signed_in(who).sees("Waiting for you")
    assert not any(person.is_offered(door) for door in DOORS[:3])


def test_an_auditor_reads_without_personal_content(signed_in):
    auditor = signed_in("auditor@npc").follows("Sharing").follows("What have I been sent?")
    auditor.follows_to("/disclosures/NM-")
    auditor.sees("You read this as an auditor: personal content is withheld")


def test_a_person_with_two_memberships_chooses_as_whom_to_act(signed_in):
    adviser = signed_in("dpo@ncc").follows("Act as someone else").is_on("Who are you acting as?")
    adviser.chooses("Data Protection Officer (shared with the county council), Northmere Fire").presses("Continue")
    adviser.sees("acting for Northmere Fire and Rescue Service")


def test_a_person_in_two_partnerships_is_told_what_waits_in_the_other(signed_in):
    officer = signed_in("officer@nfr").sees("Fellside Community Safety Partnership")
    officer.opens("/fellside/").sees("Answer request", "Fellside Borough Council")


def test_a_partnership_one_does_not_belong_to_is_not_there(signed_in):
    signed_in("officer@npc").is_refused("/fellside/").is_refused("/fellside/protocols/")
