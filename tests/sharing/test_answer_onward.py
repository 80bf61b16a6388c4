"""Do those to whom the information belongs answer, once, on conditions or with a reason, and late as well? (P-7.2c, design 2)"""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import OnwardRequest
from tests.agencies import factories as agencies
from tests.sharing import factories, passing_on
from tests.sharing.factories import LATER
from tests.sharing.passing_on import CONDITIONS, REASON
from tests.sharing.visiting import at, opened, sent, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(world):
    return passing_on.asset_owner(world)


@pytest.fixture
def asked(world):
    return passing_on.ask(world)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("granted", {}), ("conditions", {"conditions": CONDITIONS}), ("refused", {"why": REASON})],
)
def test_the_answer_is_kept_with_the_moment_and_whoever_asked_is_told(world, owner, asked, outcome, said):
    given = passing_on.answer(asked, owner, outcome, **said)

    assert (given.status, given.answered_by, given.answered_at, given.remind_at) == (outcome, owner, LATER, None)
    assert (given.conditions, given.answer_why) == (said.get("conditions", ""), said.get("why", ""))
    with acting_as(world.receiver):
        assert given.changes.get(verb="answer_onward").reason == ""
    with acting_as(world.receiver):
        notice = Notice.objects.get(kind="onward_answered")
        row = OnwardRequest.history.filter(status=outcome).get()
    assert (notice.to_id, set(notice.context)) == (world.receiver.pk, {"reference", "agency", "outcome"})
    assert (row.history_member_id, row.history_verb) == (owner.pk, "answer_onward")


@pytest.mark.parametrize("who", ["head", "colleague"])
def test_the_head_and_whoever_the_head_named_answer_too(world, asked, who):
    factories.decision_maker(world)

    assert passing_on.answer(asked, getattr(world, who)).status == "granted"


def test_nobody_else_answers_neither_the_officer_alone_nor_an_adviser_nor_the_asker(world, asked):
    adviser = agencies.member(world.registrar, world.ours, Role.DATA_PROTECTION_OFFICER)
    theirs = passing_on.asset_owner(world, world.theirs)
    for one in (world.officer, world.sharer, world.colleague, adviser, theirs, world.receiver, world.stranger):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.answer_onward(asked, by=one, at=LATER, outcome="granted")


def test_a_grant_that_does_not_reach_the_record_answers_nothing(world, asked):
    decider = factories.decision_maker(world, data_kinds=["depersonalised"])

    with acting_as(decider), pytest.raises(PermissionDenied, match="given you to decide"):
        actions.answer_onward(asked, by=decider, at=LATER, outcome="granted")
    assert opened(decider, asked, "answer_onward").status_code == 403
    assert "says whether it agrees" in text(opened(decider, asked, "onward_request"))


def test_a_grant_for_emergencies_alone_or_for_some_kinds_of_what_nobody_here_knows_answers_nothing(world, asked):
    hurried = factories.decision_maker(world, urgencies=["emergency"])
    limited = factories.decision_maker(world, world.sharer, data_kinds=["depersonalised"])
    unknown = passing_on.ask(world, owner_agency=world.ours, which="Their letter")

    for one, onward in ((hurried, asked), (hurried, unknown), (limited, unknown)):
        with acting_as(one), pytest.raises(PermissionDenied, match="given you to decide"):
            actions.answer_onward(onward, by=one, at=LATER, outcome="granted")
        with acting_as(one):
            assert not Notice.objects.visible_to(one).filter(kind="onward_asked", context__reference=onward.reference).exists()


def test_whoever_asked_does_not_answer_under_another_of_their_memberships(world, asked):
    other = agencies.member(
        world.registrar, world.ours, Role.ASSET_OWNER, email=world.receiver.person.email, job_title="Asset Owner"
    )

    with acting_as(other), pytest.raises(PermissionDenied):
        actions.answer_onward(asked, by=other, at=LATER, outcome="granted")


def test_conditions_and_a_refusal_are_said_in_words(owner, asked):
    for outcome in ("conditions", "refused"):
        with pytest.raises(ValueError, match="words|why"):
            passing_on.answer(asked, owner, outcome, conditions=" ", why=" ")


@pytest.mark.parametrize("kind", ["pass_on", "new_use"])
def test_what_happens_next_is_said_of_what_was_asked(world, owner, kind):
    made = passing_on.ask(world, kind=kind)
    done = {"pass_on": "passed on", "new_use": "used in this way"}[kind]

    assert f"Until then it is not {done}." in text(opened(world.receiver, made, "onward_request"))
    passing_on.answer(made, owner, "refused", why=REASON)
    assert f"It is not {done}, unless life" in text(opened(world.receiver, made, "onward_request"))


def test_it_is_answered_once(owner, asked):
    passing_on.answer(asked, owner)

    with pytest.raises(MoveRefused):
        passing_on.answer(asked, owner, "refused", why=REASON)


def test_no_answer_in_time_can_still_become_one(world, owner, asked):
    with acting_as(world.registrar):
        actions.lapse_onward(asked, by=world.registrar, at=asked.due_at)

    assert passing_on.answer(asked, owner, at=asked.due_at).status == "granted"


def test_it_is_answered_on_a_page_that_keeps_what_was_typed(world, owner, asked):
    assert "May" in text(opened(owner, asked, "answer_onward"))
    wrong = text(sent(owner, asked, "answer_onward", outcome="refused", conditions="Kept words"))
    assert "Say why you do not agree" in wrong
    assert "Kept words" in wrong
    assert "Say on which conditions" in text(sent(owner, asked, "answer_onward", outcome="conditions"))
    for outcome in ("granted", "refused"):
        wrong = text(sent(owner, asked, "answer_onward", outcome=outcome, conditions=CONDITIONS, why=REASON))
        assert "You have set conditions" in wrong

    done = visitor(owner).post(
        at(owner, "answer_onward", reference=asked.reference), {"outcome": "conditions", "conditions": CONDITIONS}, follow=True
    )
    assert "has been told" in text(done)
    for one in (owner, world.receiver):
        page = text(opened(one, asked, "onward_request"))
        assert CONDITIONS in page
        assert "It may be passed on, on the conditions below" in page
    assert sent(owner, asked, "answer_onward", outcome="granted").status_code == 409
    assert opened(owner, asked, "answer_onward").status_code == 409


def test_the_record_that_it_is_about_shows_the_answer_and_its_conditions(world, owner, asked):
    passing_on.answer(asked, owner, "conditions", conditions=CONDITIONS)

    for one in (world.receiver, world.officer):
        page = text(opened(one, asked.disclosure, "disclosure"))
        assert "agreed on conditions on 18 November 2026" in page
        assert CONDITIONS in page
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)
    assert CONDITIONS not in text(opened(auditor, asked.disclosure, "disclosure"))


def test_the_history_says_who_answered_and_when_and_none_of_the_words(world, owner, asked):
    passing_on.answer(asked, owner, "conditions", conditions=CONDITIONS)

    for one in (world.officer, world.receiver):
        page = visitor(one).get(at(one, "onward_request", reference=asked.reference)).text
        (versions,) = re.findall(r'href="([^"]*/history/sharing-onwardrequest/[^"]+)"', page)
        told = text(visitor(one).get(versions))
        assert "answered whether something may be passed on" in told
        assert "asked another agency whether what it shared" in told
        assert CONDITIONS not in told
        assert passing_on.WHAT not in told


def test_it_stands_under_finished_and_on_the_home_page_of_whoever_asked(world, owner, asked):
    passing_on.answer(asked, owner, "refused", why=REASON)

    home = text(visitor(world.receiver).get(f"/{world.receiver.partnership.slug}/"))
    assert f"Read the answer to {asked.reference}: not agreed" in home
    for one in (world.receiver, owner):
        finished = at(one, "onward_list") + "?show=finished"
        assert asked.reference in text(visitor(one).get(finished))
    assert asked.reference not in text(visitor(owner).get(at(owner, "onward_list")))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_does(world):
    made = passing_on.ask(world)
    owners = [world.head, *(passing_on.asset_owner(world) for _ in range(5))]
    fared = factories.race(owners, lambda one: actions.answer_onward(made, by=one, at=LATER, outcome="granted"))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
    with acting_as(world.head):
        assert OnwardRequest.objects.get().changes.filter(verb="answer_onward").count() == 1
    connection.close()
