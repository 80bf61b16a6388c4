"""Does it end only as both sides agree, or as each deciding for itself; and does nobody change the other's answer?"""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.access import may, registered
from agencies.models import Membership, Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Decision, Disclosure, Dispute, Request
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import LATER
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db
S = Dispute.Status


def offer(dispute, member, outcome="agreed"):
    with acting_as(member):
        return actions.propose_terms(dispute, by=member, at=LATER, outcome=outcome, terms="Figures every quarter")


def settle(dispute, member, outcome="agreed"):
    with acting_as(member):
        return actions.settle(dispute, by=member, at=LATER, outcome=outcome, reason="As talked about.")


@pytest.mark.parametrize("outcome", ["agreed", "partly_agreed"])
def test_what_one_side_offers_the_other_accepts_and_its_words_are_kept(world, outcome):
    dispute = offer(factories.dispute(world), world.officer, outcome)

    ended = settle(dispute, world.receiver, outcome)

    assert (ended.status, ended.terms, ended.closed_at) == (outcome, "Figures every quarter", LATER)
    with acting_as(world.officer):
        notice = Notice.objects.get(to=world.officer, kind="dispute_settled")
        assert notice.context["outcome"] == S(outcome).label.lower()


def test_nobody_accepts_their_own_offer_one_of_another_kind_or_none(world):
    dispute = factories.dispute(world)
    with pytest.raises(MoveRefused, match="does not offer this"):
        settle(dispute, world.receiver)
    offer(dispute, world.officer)
    for member, outcome in ((world.officer, "agreed"), (world.head, "agreed"), (world.receiver, "partly_agreed")):
        with pytest.raises(MoveRefused, match="does not offer this"):
            settle(dispute, member, outcome)


def test_that_each_decides_for_itself_is_an_end_but_not_before_one_attempt(world):
    dispute = factories.dispute(world)
    with pytest.raises(MoveRefused, match="Talk at least once"):
        settle(dispute, world.officer, "own_discretion")
    factories.discussion(world, dispute)

    assert settle(dispute, world.officer, "own_discretion").status == S.OWN


@pytest.mark.parametrize("wrong", ["withdrawn", "heads", "officers"])
def test_it_does_not_end_in_what_is_no_end(world, wrong):
    with pytest.raises(KeyError):
        settle(factories.dispute(world), world.officer, wrong)


@pytest.mark.parametrize("who", ["asker", "colleague", "stranger"])
def test_nobody_else_closes_it(world, who):
    dispute = offer(factories.dispute(world), world.officer)
    with pytest.raises(PermissionDenied):
        settle(dispute, getattr(world, who))


def test_no_end_changes_the_answer_or_shares_anything(world):
    for outcome in ("agreed", "partly_agreed", "own_discretion"):
        asked = factories.refused(world)
        dispute = factories.dispute(world, asked)
        factories.discussion(world, dispute)
        if outcome != "own_discretion":
            offer(dispute, world.officer, outcome)
        with acting_as(world.registrar):
            before = [Request.objects.filter(pk=asked.pk).values().get(), Decision.objects.values().get(request=asked)]
        settle(dispute, world.receiver, outcome)
        with acting_as(world.registrar):
            after = [Request.objects.filter(pk=asked.pk).values().get(), Decision.objects.values().get(request=asked)]
            assert after == before
            assert not Disclosure.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.REGISTRAR])
def test_no_role_has_a_verb_with_which_to_answer_for_the_other_agency(world, role):
    """Every verb that answers a request or settles for a side is asked of the other side's people, role by role (TR-03)."""
    asked = factories.refused(world)
    dispute = factories.dispute(world, asked)
    for agency in (world.theirs, world.strangers):
        member = agencies.member(world.registrar, agency, role)
        with acting_as(member):
            member = Membership.objects.get(pk=member.pk)
            assert not may(member, "decide", asked)
            assert not may(member, "claim", asked)
    outsider = agencies.member(world.registrar, world.strangers, role)
    with acting_as(outsider):
        for app, verb in registered():
            if app == "sharing" and verb in ("log_discussion", "escalate", "propose_terms", "settle", "withdraw_dispute"):
                assert not may(outsider, verb, dispute)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_accepts():
    world = factories.world()
    dispute = offer(factories.dispute(world), world.officer)
    officers = [world.receiver, *(agencies.member(world.registrar, world.theirs, Role.OFFICER) for _ in range(5))]

    fared = factories.race(officers, lambda member: actions.settle(dispute, by=member, at=LATER, outcome="agreed"))

    assert fared == factories.ONE_DONE_FIVE_REFUSED


def test_nobody_accepts_terms_that_took_the_place_of_those_they_read(world):
    dispute = offer(factories.dispute(world), world.officer)
    page = opened(world.receiver, dispute, "settle").content.decode()
    read = re.search(r'name="offered_at" value="([^"]+)"', page)[1]
    with acting_as(world.officer):
        actions.propose_terms(
            dispute, by=world.officer, at=LATER + timedelta(minutes=1), outcome="agreed", terms="Nothing, ever"
        )

    answer = sent(world.receiver, dispute, "settle", choice="accept", confirm="on", offered_at=read)

    assert answer.status_code == 409
    assert "another offer since you opened this page" in text(answer)
    with acting_as(world.receiver):
        now = Dispute.objects.get(pk=dispute.pk)
    assert (now.status, now.terms) == (S.OFFICERS, "")
    page = opened(world.receiver, dispute, "settle").content.decode()
    read = re.search(r'name="offered_at" value="([^"]+)"', page)[1]
    assert sent(world.receiver, dispute, "settle", choice="accept", confirm="on", offered_at=read).status_code == 302
