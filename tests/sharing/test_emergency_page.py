"""Does one short page record what was said in an emergency, and can the rest be given afterwards?"""

import pytest
from django.urls import reverse

from agencies.models import Notice
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing.checklist import book
from sharing.models import Checklist, Disclosure
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.walking import ANSWERS, revision, signed_in, slug_at, to, walk

pytestmark = pytest.mark.django_db


def saved(client, world, **fields):
    told = {"kind": "danger", "why": "She was in danger from her former partner.", "told": world.theirs.name, "about-rows": "1"}
    return client.post(to(world, "emergency"), {**told, **fields})


def record(world, by=None):
    with acting_as(by or world.sharer):
        return Disclosure.objects.get()


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.OFFICER, Role.HEAD, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER])
def test_anyone_of_an_agency_may_write_it_down(world, client, role):
    member = agencies.member(world.registrar, world.ours, role)

    assert signed_in(client, member).get(to(world, "emergency")).status_code == 200


def test_every_page_of_a_member_leads_to_it_but_the_page_itself(world, client):
    visitor = signed_in(client, agencies.member(world.registrar, world.ours, Role.AUDITOR))
    leads = f'href="{to(world, "emergency")}">Someone is in danger: record it</a>'

    assert leads in visitor.get(reverse("home", args=[world.ours.partnership.slug])).text
    assert leads not in visitor.get(to(world, "emergency")).text


def test_what_is_needed_and_left_empty_is_named(world, client):
    page = saved(signed_in(client, world.sharer), world, why="", told="").text

    assert "Say who was in danger and from what, or why they needed it" in page
    assert "Say whom you told" in page


def test_the_accessibility_statement_is_open_to_everybody(client):
    assert "400 per cent" in client.get("/accessibility/").text


def test_somebody_of_another_partnership_does_not_find_it(world, client):
    elsewhere = agencies.partnership()
    member = agencies.member(elsewhere, agencies.agency(elsewhere))

    assert signed_in(client, member).get(to(world, "emergency")).status_code == 404


def test_two_fields_save_it_and_the_reference_is_there_to_read_out(world, client):
    client = signed_in(client, world.sharer)

    response = saved(client, world)

    made = record(world)
    assert response.url == to(world, "done", reference=made.reference)
    told = client.get(response.url).content.decode()
    assert "govuk-panel" in told
    assert f"Finish {made.reference} by " in told
    assert f"The designated officers of {world.theirs.name}" in told
    with acting_as(world.officer):
        assert Notice.objects.filter(to=world.officer, kind="answers_owed").exists()


def test_six_things_are_named_as_missing_and_nobody_is_blamed(world, client):
    client = signed_in(client, world.sharer)
    saved(client, world)

    shown = client.get(to(world, "owed", reference=record(world).reference)).content.decode()

    assert "Something is missing" in shown
    assert "Still to do" in shown
    assert "failed" not in shown


def test_without_the_two_it_is_not_saved_and_everything_typed_stays(world, client):
    client = signed_in(client, world.sharer)

    shown = saved(client, world, told="", told_who="control room, extension 21", knew="badge", **{"about-0-reference": "J.D."})

    assert shown.status_code == 200
    for kept in (b"control room, extension 21", b"J.D.", b"former partner", b"Error:"):
        assert kept in shown.content
    with acting_as(world.sharer):
        assert not Disclosure.objects.exists()


def test_a_quick_call_has_two_working_days(world, client):
    client = signed_in(client, world.sharer)
    shown = client.get(f"{to(world, 'emergency')}?kind=quick").content.decode()

    saved(client, world, kind="quick")

    assert 'value="quick" checked' in shown
    assert record(world).route == Disclosure.Route.QUICK


def test_another_person_is_added_without_a_script(world, client):
    shown = saved(signed_in(client, world.sharer), world, **{"about-0-reference": "J.D.", "add-about": "1"})

    assert b"about-1-reference" in shown.content
    assert b"J.D." in shown.content


def test_the_desk_told_last_is_there_the_next_time(world, client):
    client = signed_in(client, world.sharer)
    saved(client, world, told_who="control room")

    assert "control room" in client.get(to(world, "emergency")).content.decode()


def test_what_was_typed_before_comes_along(world, client):
    client = signed_in(client, world.sharer)
    begun = factories.checklist(world, answers={"1a": ANSWERS["1a"], "2a": world.recipients()})
    page = f"{to(world, 'emergency')}?carry={begun.pk}"

    shown = client.get(page).content.decode()
    client.post(page, {"why": "Danger", "told": world.theirs.name, "about-rows": "1"})

    assert "four nights" in shown
    with acting_as(world.sharer):
        assert Checklist.objects.get().disclosure_id == Disclosure.objects.get().pk


def test_another_agencys_questions_cannot_be_carried_over(world, client):
    begun = factories.checklist(world)

    for key in (begun.pk, "nonsense"):
        response = signed_in(client, world.receiver).get(f"{to(world, 'emergency')}?carry={key}")
        assert response.status_code == 404


# What is owed afterwards.


def test_what_is_owed_is_the_givers_own(world, client):
    made = factories.emergency(world)
    page = to(world, "owed", reference=made.reference)

    assert signed_in(client, world.receiver).get(page).status_code == 404
    assert signed_in(client, world.stranger).get(page).status_code == 404
    assert signed_in(client, world.officer).get(page).status_code == 200


def test_an_auditor_sees_what_is_owed_and_has_no_way_in(world, client):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Auditor")
    made = factories.emergency(world)
    page = to(world, "owed", reference=made.reference)
    client = signed_in(client, auditor)

    shown = client.get(page).content.decode()

    assert "/checklist/" not in shown
    assert "former partner" not in shown
    assert client.post(page, {"reason": "Nobody knows."}).status_code == 403


def test_ten_short_pages_finish_it(world, client):
    client = signed_in(client, world.sharer)
    saved(
        client, world, knew="badge", channel="telephone", kinds=["location"], shared_on_day="17", shared_on_month="11",
        shared_on_year="2026", shared_at="2:10am", decided_by="Duty manager", **{"about-0-reference": "J.D."},
    )  # fmt: skip
    made = record(world)
    page = to(world, "owed", reference=made.reference)
    first = client.get(page).content.decode()
    short = {
        "FU1": {"correct": "no"}, "FU2": {"danger": "no", "others": "no"}, "2a": world.recipients(), "S7": {"protected": ["none"]},
        **{code: ANSWERS[code] for code in ("3e", "3b", "3d", "3f", "3", "2c", "4a", "4b", "4c", "5a", "6a", "6d", "7", "7L")},
    }  # fmt: skip
    start = to(world, "page", key=_checklist(world).pk, page=book.FOLLOW_UP[0].slug)

    walked, end = walk(client, world, start, short)

    assert first.count("Still to do") == 10
    assert set(walked) == {one.code for one in book.FOLLOW_UP}
    assert slug_at(end) == "owed"
    done = client.get(page).content.decode()
    assert "Nothing is missing" in done, done[done.index("<main"):]
    response = client.post(page)
    assert response.url == made.get_absolute_url()
    assert record(world).status == Disclosure.Status.COMPLETE


def _checklist(world):
    with acting_as(world.sharer):
        return Checklist.objects.get()


def test_the_first_page_can_be_filled_in_afterwards(world, client):
    client = signed_in(client, world.sharer)
    factories.emergency(world)
    page = to(world, "page", key=_checklist(world).pk, page="emergency")

    shown = client.get(page)
    response = client.post(page, {
        "revision": revision(shown), "kind": "danger", "why": "She was in danger.", "told": world.theirs.name,
        "about-rows": "1", "about-0-reference": "J.D.",
    })  # fmt: skip

    assert slug_at(response.url) == "owed"
    assert record(world).about == "J.D."


def test_it_can_be_closed_with_the_reason_why_the_rest_cannot_be_had(world, client):
    client = signed_in(client, world.sharer)
    made = factories.emergency(world)
    page = to(world, "owed", reference=made.reference)

    empty = client.post(page, {"reason": ""})
    client.post(page, {"reason": "The officer who spoke has retired."})

    assert b"Say why the rest cannot be answered" in empty.content
    assert record(world).status == Disclosure.Status.COMPLETE


def test_a_record_made_the_long_way_lists_only_what_is_missing(world, client):
    client = signed_in(client, world.sharer)
    made = factories.owed(world)

    shown = client.get(to(world, "owed", reference=made.reference)).content.decode()

    assert "Who needs it, and what will each of them do with it?" not in shown
    assert "Why is this information needed?" in shown


def test_only_the_giver_is_shown_the_confirmation(world, client):
    made = factories.emergency(world)

    assert signed_in(client, world.receiver).get(to(world, "done", reference=made.reference)).url == made.get_absolute_url()
    assert signed_in(client, world.stranger).get(to(world, "done", reference=made.reference)).status_code == 404


def test_the_address_of_the_page_is_short_enough_to_print(world):
    assert to(world, "emergency") == reverse("sharing:list", kwargs={"partnership": world.registrar.partnership.slug}) + "emergency/"
