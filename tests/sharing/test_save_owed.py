"""Can what is still owed be answered by somebody else of the team?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist, DisclosureParty, Holding
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import LATER, NOON

pytestmark = pytest.mark.django_db


def save(record, member, page, answers, revision=0):
    with acting_as(member):
        return actions.save_owed(record, page, answers, by=member, at=LATER, revision=revision)


def test_a_colleague_in_the_same_job_and_the_officer_answer_for_who_was_there(world):
    record = factories.emergency(world)
    same = agencies.member(world.registrar, world.ours)

    save(record, same, "FU9", {"6d": {"told": "risk", "review_on": "2026-12-01"}})
    owed = save(record, world.officer, "FU6", {"2c": {"basis": "job", "task": "support"}}, revision=1)

    assert owed.answers["6d"]["told"] == "risk"
    assert owed.answers["2c"]["basis"] == "job"


def test_the_line_of_each_agency_follows_the_answer(world):
    record = factories.emergency(world)
    rows = [{"agency": world.theirs.code.lower(), "role": "response team", "use": "Sent a car"}]

    save(record, world.sharer, "FU3", {"2a": {"recipients": rows}})

    with acting_as(world.sharer):
        party = DisclosureParty.objects.get(disclosure=record, agency=world.theirs)
    assert (party.recipient, party.use) == ("response team", "Sent a car")


def test_an_agency_named_only_afterwards_is_put_in_where_none_was_known(world):
    record = factories.emergency(world, told="the night desk")
    with acting_as(world.receiver):
        assert not DisclosureParty.objects.exists()

    save(
        record,
        world.sharer,
        "FU3",
        {"2a": {"recipients": [{"agency": world.theirs.name, "role": "desk", "use": "Rang"}]}},
    )

    with acting_as(world.receiver):
        assert DisclosureParty.objects.get(part="recipient").agency_id == world.theirs.pk


def test_an_agency_is_not_added_to_a_list_that_had_closed(world):
    record = factories.emergency(world)
    rows = [*world.recipients()["recipients"], {"agency": world.strangers.name, "role": "desk", "use": "Moves her"}]

    save(record, world.sharer, "FU3", {"2a": {"recipients": rows}})

    with acting_as(world.stranger):
        assert not DisclosureParty.objects.exists()


def test_the_agency_that_received_it_has_nothing_to_answer(world):
    record = factories.emergency(world)

    with pytest.raises(MoveRefused, match="its giver's"):
        save(record, world.receiver, "FU6", {})


def test_somebody_in_another_job_does_not_answer_for_who_was_there(world):
    record = factories.emergency(world)

    with pytest.raises(PermissionDenied):
        save(record, world.colleague, "FU6", {})


def test_nothing_is_owed_once_it_is_complete(world):
    record = factories.disclosure(world)
    with acting_as(world.sharer):
        revision = Checklist.objects.get(disclosure=record).revision

    with pytest.raises(MoveRefused, match="finished"):
        save(record, world.sharer, "3", {}, revision=revision)

    assert record.completed_at == NOON


def test_when_a_child_turns_out_to_be_concerned_the_giver_keeps_its_copy_by_that_line(world):
    factories.retention_rule(world.officer, "RET-DISC", 72)
    factories.retention_rule(world.officer, "RET-DISC-CH", 300)
    record = factories.emergency(world)
    child = [{"reference": "M.", "part": "at_risk", "child": "yes"}]

    save(record, world.sharer, "S4", {"people": child})

    with acting_as(world.sharer):
        copy = Holding.objects.get(disclosure=record)
    assert (copy.rule_code, copy.retain_until_on.isoformat()) == ("RET-DISC-CH", "2051-11-18")
    with acting_as(world.receiver):
        assert Notice.objects.visible_to(world.receiver).filter(kind="disclosure_changed").count() == 1


def test_the_law_follows_the_answer(world):
    record = factories.emergency(world)
    with acting_as(world.sharer):
        assert list(record.parties.values_list("provisions", flat=True)) == [[], []]

    save(record, world.sharer, "FU6", {"2c": {"basis": "job", "task": "support"}})

    with acting_as(world.sharer):
        giver, recipient = record.parties.order_by("part")
    assert (giver.provisions, recipient.given_under, recipient.provisions) == (["LB-E"], ["LB-E"], [])


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DATA_PROTECTION_OFFICER])
def test_the_same_job_title_does_not_make_an_auditor_or_adviser_a_colleague(world, role):
    record = factories.emergency(world)
    other = agencies.member(world.registrar, world.ours, role)

    with pytest.raises((PermissionDenied, MoveRefused)):
        save(record, other, "FU6", {})
    with acting_as(other), pytest.raises(PermissionDenied):
        actions.complete(record, by=other, at=LATER, reason="Because")
