"""Is the agency that something belonged to told of what could not wait, and does the record then say so? (TR-04)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.models import Checklist, OnwardRequest
from tests.sharing import factories, passing_on
from tests.sharing.factories import ANSWERS, LATER, NOON
from tests.sharing.visiting import at, opened, sent, text, visitor

pytestmark = pytest.mark.django_db
UNTOLD = "The agency it belongs to is still to be told."
LAW = "Children Act 1989, section 47"
HAPPENED = "Her new school had to know before she arrived."
TYPED = {"to_body": "Hillside School", "what": "Where she lives", "cannot_wait": "law", "provision": LAW, "why": HAPPENED}


@pytest.fixture
def received(world):
    return factories.disclosure(world)


@pytest.fixture
def passed_on(world, received):
    """By the other agency, because it could not wait."""
    owner = f"{world.ours.name}, {received.reference}"
    answers = {
        **ANSWERS, "2a": {"recipients": [{"agency": world.strangers.name, "role": "Manager", "use": "Moves her tonight"}]},
        "5a": {"source": "agency", "agency": owner}, "5c": {"agreed": "cannot_wait", "urgency": "law", "tell_owner": "yes"},
    }  # fmt: skip
    made = factories.checklist(world, by=world.receiver, answers=answers)
    with acting_as(world.receiver):
        return actions.record_disclosure(made, by=world.receiver, at=NOON, shared_at=NOON)


def tell(world, record, received, **more):
    with acting_as(world.receiver):
        return actions.tell_owner(record, by=world.receiver, at=LATER, disclosure=received, **{**TYPED, **more})


def missing(world, record):
    with acting_as(world.receiver):
        return [gap.sentence for gap in rules.gaps(record, Checklist.objects.get(disclosure=record))]


def test_the_owner_has_it_in_its_list_and_is_told_by_notice_and_the_gap_is_closed(world, received, passed_on):
    owner = passing_on.asset_owner(world)
    assert UNTOLD in missing(world, passed_on)

    made = tell(world, passed_on, received)

    assert (made.status, made.due_at, made.shared_at) == ("told", None, NOON)
    assert UNTOLD not in missing(world, passed_on)
    with acting_as(owner):
        assert Notice.objects.visible_to(owner).get(kind="onward_told").context["reference"] == made.reference
        assert OnwardRequest.objects.get().changes.get().verb == "tell_owner"
    page = text(opened(owner, made, "onward_request"))
    for words in (LAW, HAPPENED, "The law required it", "Hillside School"):
        assert words in page
    assert made.reference in text(visitor(owner).get(at(owner, "onward_list") + "?show=finished"))


def test_it_needs_all_its_words(world, received, passed_on):
    for name in ("to_body", "what", "provision", "why"):
        with pytest.raises(ValueError, match="It says"):
            tell(world, passed_on, received, **{name: " "})


def test_only_those_whose_record_it_is_tell(world, received, passed_on):
    for one in (world.officer, world.stranger, world.asker):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.tell_owner(passed_on, by=one, at=LATER, disclosure=received, **TYPED)


def test_the_record_offers_it_until_it_is_done_and_then_says_so(world, received, passed_on):
    form = at(world.receiver, "tell_owner", reference=passed_on.reference)
    assert form in opened(world.receiver, passed_on, "disclosure").text
    assert form not in opened(world.stranger, passed_on, "disclosure").text
    begun = opened(world.receiver, passed_on, "tell_owner").text
    assert f'value="{received.reference}" selected' in begun
    assert world.strangers.name in begun

    assert "Say under which law or order" in text(sent(world.receiver, passed_on, "tell_owner", **{**TYPED, "provision": ""}))
    done = visitor(world.receiver).post(form, {**TYPED, "disclosure": received.reference}, follow=True)

    assert "has been told by notice" in text(done)
    assert passed_on.reference in text(done)
    page = opened(world.receiver, passed_on, "disclosure")
    assert form not in page.text
    assert f"{world.ours} was told on" in text(page)


def test_the_owner_does_not_learn_of_the_record_itself_and_sees_it_with_its_own(world, received, passed_on):
    made = tell(world, passed_on, received)

    assert passed_on.reference not in text(opened(world.officer, made, "onward_request"))
    assert made.reference in text(opened(world.officer, received, "disclosure"))
    assert visitor(world.officer).get(passed_on.get_absolute_url()).status_code == 404


def test_of_something_not_recorded_here_it_says_whose_and_which(world, passed_on):
    with acting_as(world.receiver):
        made = actions.tell_owner(
            passed_on, by=world.receiver, at=LATER, owner_agency=world.ours, which="Their letter", **TYPED
        )

    assert (made.owner_agency, made.which, made.disclosure) == (world.ours, "Their letter", None)
