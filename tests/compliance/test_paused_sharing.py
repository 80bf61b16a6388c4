"""Is a pause said where one shares, to the agency that paused it alone, and is the duty named that went before it? (TR-24)"""

import pytest

from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions
from protocols.catalogue import law
from sharing import actions as sharing_actions
from sharing import rules
from sharing.models import DisclosureParty
from tests.agencies import factories as agencies
from tests.compliance.factories import NOON, disclosure, do, pause, world
from tests.sharing import factories as sharing
from tests.sharing import meetings, visiting

pytestmark = pytest.mark.django_db
DUTY = next(row.code for row in law.catalogue().values() if row.kind == "GD-D")
WORDS = "Your agency has paused sharing of extracts for conferences with"


def page(member, name, **kwargs):
    return visiting.text(visiting.visitor(member).get(visiting.at(member, name, **kwargs)))


def test_the_page_before_it_is_recorded_warns_and_lets_one_go_on():
    here = world()
    made = sharing.checklist(here, answers={**sharing.ANSWERS, "2a": here.recipients()})
    assert WORDS not in page(here.sharer, "check", key=made.pk)

    pause(here)

    told = page(here.sharer, "check", key=made.pk)
    assert f"{WORDS} {here.theirs}." in told
    assert "A duty to share still applies" in told
    sent = visiting.visitor(here.sharer).post(
        visiting.at(here.sharer, "check", key=made.pk),
        {"acting": str(here.sharer.pk), "revision": made.revision, "shared": "now"},
    )
    assert sent.status_code in (200, 302)


def test_where_one_chooses_to_whom_it_is_said_as_well():
    here = world()
    made = sharing.checklist(here, answers={"S1": {"want": "share"}, "S2": {"danger": "no"}})
    pause(here)

    with acting_as(here.sharer):
        assert [rules.paused_words(one) for one in rules.pauses(here.ours.pk, sharing.LATER)]
    assert WORDS in page(here.sharer, "page", key=made.pk, page="procedure")


def test_a_record_made_while_it_was_paused_says_so_to_the_giver_alone():
    here = world()
    pause(here)
    record = disclosure(here)

    ours, theirs = (visiting.text(visiting.opened(who, record, "disclosure")) for who in (here.officer, here.receiver))

    assert "was paused when this was shared. No duty to share is named on it." in ours
    assert "was paused" not in theirs


def test_the_duty_that_was_named_stands_beside_it():
    here = world()
    pause(here)
    record = disclosure(here)
    with acting_as(here.officer):
        DisclosureParty.objects.filter(disclosure=record, part="giver").update(provisions=[DUTY])
        parties = list(record.parties.all())
        (told,) = rules.shared_while_paused(record, parties)
    assert "It went ahead under a duty to share:" in told


def test_it_binds_nobody_else_and_nothing_after_it_is_lifted():
    here = world()
    made = pause(here)
    with acting_as(here.receiver):
        assert rules.pauses(here.theirs.pk, sharing.LATER) == []
    with acting_as(here.sharer):
        assert rules.pauses(here.ours.pk, sharing.LATER, towards=[here.strangers.pk]) == []

    do(actions.lift_suspension, made, by=here.officer)

    with acting_as(here.sharer):
        assert rules.pauses(here.ours.pk, sharing.LATER) == []


def test_it_is_said_where_one_confirms_what_was_shared_in_a_meeting():
    made = meetings.table()
    desk, said = made.desk, "Your agency has paused sharing of extracts with"
    meetings.begun(made, made.chair, made.sergeant, made.officer)
    meetings.line(made, meetings.case(made), made.police)
    do(actions.suspend_sharing, by=desk, at=NOON, towards=made.host, scope="Extracts", evidence="Two lists lost")

    told = page(made.sergeant, "confirm_lines", reference=made.meeting.reference)

    assert f"{said} {made.host}. What was said in the room is recorded all the same." in told
    assert f"{said} {made.housing}" not in told


def test_it_is_said_where_agencies_are_asked_before_a_meeting_and_where_they_answer():
    made = meetings.table()
    meetings.case(made, opened=False)
    for leader, towards in ((member_of(made, made.host), made.police), (made.desk, made.host)):
        do(actions.suspend_sharing, by=leader, at=NOON, towards=towards, scope="Extracts", evidence="Two lists lost")

    asking = page(made.chair, "send_research", reference=made.meeting.reference)
    meetings.do(sharing_actions.send_research, made.meeting, by=made.chair, items=items_of(made),
                agencies=[made.police], due_on=meetings.HELD_AT.date())  # fmt: skip
    answering = page(made.desk, "answer_research", reference=made.meeting.reference)

    assert f"Your agency has paused sharing of extracts with {made.police}. A duty to share still applies" in asking
    assert f"Your agency has paused sharing of extracts with {made.host}." in answering


def member_of(made, agency):
    return agencies.member(made.registrar, agency, Role.OFFICER)


def items_of(made):
    with acting_as(made.chair):
        return list(made.meeting.items.all())
