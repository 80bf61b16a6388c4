"""Does each page of the questions open for whom it should, keep what was typed, and lead on?"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import NOON
from tests.sharing.walking import ANSWERS, fresh, revision, signed_in, slug_at, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return factories.world()


# The three questions, page by page.

PAGES = ("page", "check", "give_up")


def addresses(world, checklist):
    return {
        "page": to(world, "page", key=checklist.pk, page="why-needed"), "check": to(world, "check", key=checklist.pk),
        "give_up": to(world, "give_up", key=checklist.pk),
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_another_agency_does_not_find_a_checklist(world, client, name):
    made = factories.checklist(world)

    assert signed_in(client, world.receiver).get(addresses(world, made)[name]).status_code == 404
    assert signed_in(client, world.stranger).get(addresses(world, made)[name]).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_colleague_in_another_job_does_not_find_it_either(world, client, name):
    made = factories.checklist(world)

    assert signed_in(client, world.colleague).get(addresses(world, made)[name]).status_code == 404


@pytest.mark.parametrize("name", ["page", "give_up"])
def test_an_auditor_may_not_answer(world, client, name):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Auditor")
    made = factories.checklist(world)

    assert signed_in(client, auditor).get(addresses(world, made)[name]).status_code == 403


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["sharer", "officer"])
def test_whoever_began_it_and_the_officer_may_go_on(world, client, name, who):
    made = factories.checklist(world)

    assert signed_in(client, getattr(world, who)).get(addresses(world, made)[name]).status_code == 200


def test_beginning_is_for_those_who_share(world, client):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)

    assert signed_in(client, auditor).get(to(world, "start_checklist")).status_code == 403
    assert b"Not finished yet" not in client.get(to(world, "list")).content
    assert signed_in(client, world.sharer).get(to(world, "start_checklist")).status_code == 200


def test_an_auditor_sees_which_questions_were_answered_and_no_answer(world, client):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Auditor")
    made = factories.checklist(world)

    shown = signed_in(client, auditor).get(to(world, "check", key=made.pk))

    assert shown.status_code == 200
    assert b"Withheld from auditors" in shown.content
    assert b"four nights" not in shown.content
    assert b"HO-3382" not in shown.content


def test_what_is_missing_and_whom_it_is_asked_of_are_two_sentences(world, client):
    made = factories.checklist(world, answers={"1a": ANSWERS["1a"]})

    shown = signed_in(client, world.sharer).get(to(world, "check", key=made.pk)).content.decode()

    assert "is not answered yet.</a> Asked of" in shown


def test_the_wording_is_of_the_past_when_it_has_happened(world, client):
    made = factories.checklist(world, answers={"S1": {"want": "record"}, "S2": {"danger": "no"}}, tense="after")

    shown = signed_in(client, world.sharer).get(to(world, "page", key=made.pk, page="share-less")).content

    assert b"Did you leave anything out?" in shown
    assert b"Could you share less" not in shown


# One page at a time.


def test_danger_leads_to_the_emergency_page_with_what_was_typed(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={"1a": ANSWERS["1a"]})
    page = to(world, "page", key=made.pk, page="danger-now")

    response = client.post(page, {"revision": revision(client.get(page)), "danger": "yes"})

    assert response.url == f"{to(world, 'emergency')}?carry={made.pk}"
    assert "has not been seen for four nights" in client.get(response.url).content.decode()


def test_come_back_later_keeps_the_page_and_the_landing_page_leads_back(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={"S2": {"danger": "no"}})
    page = to(world, "page", key=made.pk, page="judgement")

    response = client.post(page, {"revision": revision(client.get(page)), "judgement": "It is right.", "save": "later"})

    assert response.url == to(world, "list")
    assert "Not finished yet" in client.get(response.url).content.decode()
    assert fresh(world, made).answers["3"] == {"judgement": "It is right."}
    carried_on = client.get(to(world, "page", key=made.pk, page="next"))
    assert slug_at(carried_on.url) == "identifiable"


def test_come_back_later_with_nothing_typed_leaves_the_page_to_be_answered(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={})
    page = to(world, "page", key=made.pk, page="judgement")

    client.post(page, {"revision": revision(client.get(page)), "save": "later"})

    assert "3" not in fresh(world, made).answers


def test_a_colleague_in_the_same_job_carries_on_and_sees_who_began(world, client):
    colleague = agencies.member(world.registrar, world.ours)
    made = factories.checklist(world, answers={"S2": {"danger": "no"}})

    client = signed_in(client, colleague)

    assert f"started by {world.sharer.person}" in client.get(addresses(world, made)["page"]).content.decode()
    assert f"Started by {world.sharer.person}" in client.get(to(world, "list")).content.decode()


def test_two_browsers_do_not_overwrite_each_other(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={})
    page = to(world, "page", key=made.pk, page="judgement")
    opened = revision(client.get(page))
    client.post(page, {"revision": opened, "judgement": "The first."})

    second = client.post(page, {"revision": opened, "judgement": "The second, typed for long."})

    assert second.status_code == 409
    assert b"The second, typed for long." in second.content
    assert fresh(world, made).answers["3"] == {"judgement": "The first."}


def test_a_failed_submit_keeps_everything_typed(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={})
    page = to(world, "page", key=made.pk, page="why-needed")

    shown = client.post(
        page, {"revision": "0", "purpose": "child", "why": "A long story. " * 60, "needed_by_day": "31"}
    )

    assert shown.status_code == 200
    assert b"A long story. A long story." in shown.content
    assert b'value="31"' in shown.content
    assert b"Error:" in shown.content
    assert revision(shown) == "0"
    assert not fresh(world, made).answers.get("1a")


def test_another_line_is_added_and_taken_away_without_a_script(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={})
    page = to(world, "page", key=made.pk, page="who-needs-it")
    row = {"recipients-rows": "1", "recipients-0-agency": world.theirs.name, "recipients-0-use": "Looks for him"}

    added = client.post(page, {"revision": "0", **row, "add-recipients": "1"})
    taken = client.post(
        page, {"revision": "0", **row, "recipients-rows": "2", "recipients-1-agency": "Another", "drop-recipients": "0"}
    )

    assert b"recipients-1-agency" in added.content
    buttons = re.findall(r'<button[^>]* name="drop-recipients"[^>]*>', added.content.decode())
    assert [re.search(r' value="(\d+)"', one)[1] for one in buttons] == ["0", "1"]
    assert b"Looks for him" in added.content
    assert b"Looks for him" not in taken.content
    assert b"Another" in taken.content
    assert not fresh(world, made).answers.get("2a")


def test_changing_an_answer_leads_back_to_the_check(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world)
    page = f"{to(world, 'page', key=made.pk, page='live-case')}?change=1"

    response = client.post(page, {"revision": revision(client.get(page)), "live": "no"})

    assert response.url == to(world, "check", key=made.pk)


def test_a_changed_answer_that_opens_a_question_leads_there_first(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world)
    page = f"{to(world, 'page', key=made.pk, page='from-someone-else')}?change=1"

    response = client.post(page, {"revision": revision(client.get(page)), "source": "agency", "agency": "NPC"})

    assert slug_at(response.url) == "owner-agreed"


def test_a_page_that_does_not_apply_leads_to_where_one_was(world, client):
    made = factories.checklist(world)

    response = signed_in(client, world.sharer).get(to(world, "page", key=made.pk, page="owner-agreed"))

    assert response.url == to(world, "check", key=made.pk)


def test_an_answer_changed_by_a_colleague_stops_the_button(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world)
    opened = revision(client.get(to(world, "check", key=made.pk)))
    with acting_as(world.officer):
        actions.save_page(made, "3", {"judgement": "Changed."}, by=world.officer, at=NOON, revision=made.revision)

    response = client.post(to(world, "check", key=made.pk), {"revision": opened, "note": "My note"})

    assert response.status_code == 409
    assert b"My note" in response.content


def test_who_is_no_agency_is_shown_as_outside_before_it_is_recorded(world, client):
    told = {**ANSWERS, "2a": {"recipients": [{"agency": "The landlord", "use": "Changes the lock"}]}}
    made = factories.checklist(world, answers=told)

    shown = signed_in(client, world.sharer).get(to(world, "check", key=made.pk)).content.decode()

    assert "The landlord, outside every agency" in shown
    assert "This service tells nobody outside the agencies." in shown


def test_an_asker_who_is_left_out_is_named_before_it_is_recorded(world, client):
    asked = factories.request(world)
    elsewhere = {"2a": {"recipients": [{"agency": world.strangers.name, "use": "Visits"}]}}
    without = factories.checklist(world, answers=elsewhere, voice="sharer", request=asked)
    with_them = factories.checklist(world, answers={"2a": world.recipients()}, voice="sharer", request=asked)

    pages = [
        signed_in(client, world.sharer).get(to(world, "check", key=one.pk)).content.decode() for one in (without, with_them)
    ]

    said = f"{world.theirs.name} asked for this and is not among them."
    assert [said in page for page in pages] == [True, False]


def test_what_the_recipients_will_see_holds_no_reasons(world, client):
    made = factories.checklist(world)

    shown = signed_in(client, world.sharer).get(to(world, "check", key=made.pk)).content.decode()

    seen = shown.split("What they will see")[1].split("Who can see this")[0]
    assert "four nights" in seen
    assert ANSWERS["3"]["judgement"] not in seen


def test_giving_up_is_a_page_of_its_own(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world)
    page = to(world, "give_up", key=made.pk)

    assert "Nothing is recorded or sent" in client.get(page).content.decode()
    client.post(page)

    assert fresh(world, made).status == Checklist.Status.ABANDONED
    assert client.get(page).status_code == 409
    assert client.get(addresses(world, made)["page"]).url == to(world, "list")


def test_the_landing_page_costs_the_same_with_two_and_with_twenty(world, client):
    client = signed_in(client, world.sharer)
    client.get(to(world, "list"))
    counted = []
    for more in (2, 18):
        for _ in range(more):
            factories.checklist(world, answers={})
        with CaptureQueriesContext(connection) as run:
            assert client.get(to(world, "list")).status_code == 200
        counted.append(len(run))

    assert counted[1] <= counted[0]


def test_every_opening_by_somebody_else_is_logged(world, client):
    made = factories.checklist(world)
    signed_in(client, world.officer).get(addresses(world, made)["check"])

    with acting_as(world.officer):
        assert Reading.objects.filter(member=world.officer, record_id=made.pk).count() == 1
