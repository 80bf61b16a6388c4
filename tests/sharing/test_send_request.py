"""Does a request carry the asker's answers, to the right people, with a time to answer?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions, queue, rules
from sharing.models import Checklist, Request
from tests.sharing import factories, walking
from tests.sharing.factories import ANSWERS, DAY, NOON
from tests.sharing.visiting import opened, text

pytestmark = pytest.mark.django_db


def test_it_carries_the_askers_answers_and_what_is_wanted(world):
    asked = factories.request(world, kinds=("location", "health"))

    assert asked.answers["1a"] == ANSWERS["1a"]
    assert asked.answers["S4"] == ANSWERS["S4"]
    assert "Health or care" in asked.wanted
    assert asked.data_kinds == ["personal", "special"]
    assert (asked.purpose, asked.asked_by, asked.status) == ("danger", world.asker, Request.Status.SENT)
    with acting_as(world.asker):
        assert Checklist.objects.get(request=asked).status == Checklist.Status.FINISHED


def test_asked_from_a_procedures_page_it_names_the_procedure_and_says_its_words(world):
    protocol = walking.procedure(world)
    with acting_as(world.registrar):
        version = protocol.versions.select_related("protocol").get()
    made = factories.checklist(world, by=world.asker, answers={"S6": {"kinds": ["address"]}}, voice="asker", procedure=version)
    with acting_as(world.asker):
        asked = actions.send_request(made, by=world.asker, at=timezone.now(), asked_agency=world.ours, urgency="ordinary")

    assert asked.answers["S5"] == {"procedure": protocol.reference}
    assert "Case conference procedure" in text(opened(world.officer, asked, "request"))


@pytest.mark.parametrize("urgency", ["ordinary", "urgent", "emergency"])
def test_how_soon_it_is_to_be_answered_follows_how_urgent_it_is(world, urgency):
    asked = factories.request(world, urgency=urgency)

    expected = {
        "ordinary": rules.end_of(DAY + timedelta(days=14)),
        "urgent": rules.end_of(DAY + timedelta(days=1)),
        "emergency": NOON + timedelta(hours=1),
    }
    assert asked.due_at == expected[urgency]


def test_the_officer_and_those_who_may_decide_are_told_and_find_it(world):
    decider = factories.decision_maker(world)

    asked = factories.request(world)

    for member, action in ((decider, "Answer"), (world.officer, "See the request")):
        with acting_as(member):
            assert Notice.objects.visible_to(member).get().kind == "request_received"
            assert [(item.action, item.whom) for item in queue.waiting_for(member, DAY)] == [
                (action, world.theirs.name)
            ]
    with acting_as(world.asker):
        assert [item.what for item in queue.waiting_elsewhere(world.asker, DAY)] == [
            f"Answer to request {asked.reference}"
        ]


def test_a_practitioner_of_the_asked_agency_with_no_part_in_it_does_not_find_it(world):
    factories.request(world)

    with acting_as(world.sharer):
        assert not Request.objects.visible_to(world.sharer).exists()


def test_an_agency_does_not_ask_itself(world):
    made = factories.checklist(world, answers={}, voice="asker")

    with acting_as(world.sharer), pytest.raises(MoveRefused, match="ask itself"):
        actions.send_request(made, by=world.sharer, at=NOON, asked_agency=world.ours, urgency="ordinary")


def test_the_questions_of_who_shares_do_not_become_a_request(world):
    made = factories.checklist(world)

    with acting_as(world.sharer), pytest.raises(MoveRefused, match="not an asker's"):
        actions.send_request(made, by=world.sharer, at=NOON, asked_agency=world.theirs, urgency="ordinary")


def test_it_is_sent_once(world):
    made = factories.checklist(world, by=world.asker, answers={}, voice="asker")
    with acting_as(world.asker):
        actions.send_request(made, by=world.asker, at=NOON, asked_agency=world.ours, urgency="ordinary")

        with pytest.raises(MoveRefused):
            actions.send_request(made, by=world.asker, at=NOON, asked_agency=world.ours, urgency="ordinary")


def test_a_note_goes_with_it_and_is_not_lost_on_the_way(world):
    made = factories.checklist(world, by=world.asker, answers={"1a": factories.ANSWERS["1a"]}, voice="asker")
    with acting_as(world.asker):
        sent = actions.send_request(
            made, by=world.asker, at=NOON, asked_agency=world.ours, urgency="ordinary", note="Ring the desk first."
        )

    page = text(opened(world.officer, sent, "request"))
    assert "Ring the desk first." in page
    assert "Check your answers" not in page
