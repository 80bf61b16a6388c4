"""The pages about an agency and its people: what each kind of member is offered, what is typed, and what comes of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies import actions
from agencies.forms.agencies import offered
from agencies.models import Agency, DecisionMaker, Invitation, Membership
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.inviting import invite
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(registrar):
    agency = factories.agency(registrar, code="HDC")
    roles = (Role.BOARD_ADMINISTRATOR, Role.HEAD, Role.OFFICER, Role.PRACTITIONER, Role.DATA_PROTECTION_OFFICER)
    return {role: factories.member(registrar, agency, role, name=f"The {role.label}") for role in roles}


def at(member, name, **kwargs):
    return reverse(f"agencies:{name}", kwargs={"partnership": member.partnership.slug, **kwargs})


def send(member, name, typed, **kwargs):
    return visitor(member).post(at(member, name, **kwargs), {"acting": str(member.pk), **typed})


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_each_is_offered_what_they_may_do(people):
    offered = {}
    for role, member in people.items():
        page = visitor(member).get(at(member, "agency", code="HDC")).content.decode()
        offered[role] = [word for word in ("/invite/", "/name_decision_maker/", "/add_capacity/") if word in page]

    assert offered == {
        Role.BOARD_ADMINISTRATOR: ["/invite/", "/add_capacity/"],
        Role.HEAD: ["/invite/", "/name_decision_maker/"],
        Role.OFFICER: ["/invite/"],
        Role.PRACTITIONER: [],
        Role.DATA_PROTECTION_OFFICER: [],
    }


def test_an_agency_is_added_with_its_capacities_and_a_body_that_is_known_is_recognised(registrar, people):
    board, today = people[Role.BOARD_ADMINISTRATOR], timezone.localdate()
    typed = {
        "name": "Harbour Fire", "code": "hfr", "kind": "fire", "organisation": "new", "controller": "Harbour Fire Authority",
        "registration": "ZA12345", "capacities": [key_of("Fire and rescue authority"), key_of("Police, probation, youth")],
        **day("starts_on", today),
    }  # fmt: skip

    answer = send(board, "add_agency", typed)
    again = send(board, "add_agency", typed)
    unit = send(board, "add_agency", {**typed, "code": "HFR2", "name": "Harbour Fire Youth", "registration": "za12345"})

    assert (answer.status_code, unit.status_code) == (302, 302)
    assert "Another agency of this partnership has this code" in text(again)
    with acting_as(registrar):
        first, second = Agency.objects.filter(code__in=["HFR", "HFR2"]).order_by("code")
        assert first.organisation_id == second.organisation_id
        assert first.organisation.controller_legal_name == "Harbour Fire Authority"
        assert {one.starts_on for one in first.capacities.all()} == {today}
        assert first.capacities.count() == 2


def key_of(body):
    """The key of the choice of a capacity by the bodies that have it."""
    return next(key for key, row in offered(timezone.localdate()).items() if row[2].startswith(body))


def test_one_capacity_is_chosen_once(people):
    twice = [key_of("Fire and rescue authority"), key_of("Chief officer of police")]

    answer = send(people[Role.BOARD_ADMINISTRATOR], "add_agency", {"capacities": twice})

    assert "Choose one line of “responsible authority”" in text(answer)


def test_a_mistake_in_an_invitation_is_said_and_everything_typed_is_kept(people):
    officer = people[Role.OFFICER]

    answer = text(send(officer, "invite", {"name": "A Name To Keep", "email": people[Role.HEAD].person.email}, code="HDC"))

    for said in ("Error:", "Enter their job title", "Choose at least one part", "Enter their first day"):
        assert said in answer
    assert "acts for Agency HDC already" in answer
    kept = send(officer, "invite", {"name": "A Name To Keep"}, code="HDC").content.decode()
    assert "A Name To Keep" in kept


def test_an_officer_cannot_type_what_is_not_offered(registrar, people):
    officer, today = people[Role.OFFICER], timezone.localdate()
    typed = {"name": "X", "email": "x@x.example", "job_title": "X", **day("starts_on", today)}

    for role in (Role.HEAD, Role.BOARD_ADMINISTRATOR, Role.REGISTRAR):
        assert send(officer, "invite", {**typed, "roles": [role]}, code="HDC").status_code == 200
    with acting_as(registrar):
        assert not Invitation.objects.exists()
    assert send(officer, "invite", {**typed, "roles": [Role.CALDICOTT_GUARDIAN]}, code="HDC").status_code == 302


def test_who_is_invited_and_until_when_is_shown_to_who_may_invite(people):
    invite(people[Role.OFFICER], people[Role.OFFICER].agency, at=timezone.now())

    pages = {role: text(visitor(member).get(at(member, "agency", code="HDC"))) for role, member in people.items()}

    shown = {role for role, page in pages.items() if "new.person@council.example" in page}
    assert shown == {Role.BOARD_ADMINISTRATOR, Role.HEAD, Role.OFFICER}
    assert "The link works until" in pages[Role.HEAD]


def test_what_is_open_is_named_to_the_own_agency_and_counted_to_the_board(registrar, people):
    other = factories.agency(registrar, code="ELSE")
    board = factories.member(registrar, other, Role.BOARD_ADMINISTRATOR)
    leaver = people[Role.HEAD]

    for by in (people[Role.BOARD_ADMINISTRATOR], board):
        page = text(visitor(by).get(at(by, "end_membership", code="HDC", key=leaver.pk)))
        assert "Nothing waits for them at present." in page
        assert f"Stop {leaver.person} acting for Agency HDC" in page
    page = text(visitor(board).get(at(board, "end_membership", code="HDC", key=people[Role.OFFICER].pk)))
    assert "They are the agency's only designated officer" in page


@pytest.mark.parametrize("when", ["now", "day"])
def test_stopping_somebody(registrar, people, when):
    head, leaver = people[Role.HEAD], people[Role.PRACTITIONER]
    browser = visitor(leaver)
    home = reverse("home", kwargs={"partnership": leaver.partnership.slug})

    missing = send(head, "end_membership", {"when": "day"}, code="HDC", key=leaver.pk)
    answer = send(head, "end_membership", {"when": when, **day("ends_on", timezone.localdate())}, code="HDC", key=leaver.pk)

    assert "Enter their last day" in text(missing)
    assert answer.status_code == 302
    assert browser.get(home).status_code == (404 if when == "now" else 200)


def test_changing_somebodys_parts(registrar, people):
    officer, changed = people[Role.OFFICER], people[Role.PRACTITIONER]
    typed = {"job_title": "Team Manager", "roles": ["practitioner", "auditor"], "is_volunteer": "on"}

    answer = send(officer, "change_membership", typed, code="HDC", key=changed.pk)

    assert answer.status_code == 302
    with acting_as(registrar):
        now = Membership.objects.get(pk=changed.pk)
    assert (now.job_title, now.is_volunteer, now.roles) == ("Team Manager", True, ["practitioner", "auditor"])


def test_the_head_says_who_decides_what_and_takes_it_back(registrar, people):
    head, chosen = people[Role.HEAD], people[Role.PRACTITIONER]
    form = visitor(head).get(at(head, "name_decision_maker", code="HDC")).content.decode()
    assert str(people[Role.DATA_PROTECTION_OFFICER].pk) not in form
    typed = {"member": str(chosen.pk), "data_kinds": ["special"], "urgencies": ["urgent"], "highest_marking": "OFFICIAL"}

    send(head, "name_decision_maker", typed, code="HDC")

    page = text(visitor(head).get(at(head, "agency", code="HDC")))
    assert "Information: specially sensitive Requests: urgent Up to OFFICIAL" in page
    with acting_as(registrar):
        given = DecisionMaker.objects.get()
    send(head, "end_decision_maker", {}, code="HDC", key=given.pk)
    assert "Nobody yet, so requests to this agency wait." in text(visitor(head).get(at(head, "agency", code="HDC")))


def test_two_invitations_cost_no_more_statements_than_twenty(registrar, people, django_assert_max_num_queries):
    officer = people[Role.OFFICER]
    for number in range(20):
        invite(officer, officer.agency, at=timezone.now(), email=f"p{number}@council.example")
        chosen = factories.member(registrar, officer.agency)
        with acting_as(people[Role.HEAD]):
            actions.name_decision_maker(chosen, by=people[Role.HEAD], at=timezone.now())
    browser = visitor(officer)
    browser.get(at(officer, "agency", code="HDC"))

    with django_assert_max_num_queries(26):
        assert browser.get(at(officer, "agency", code="HDC")).status_code == 200
