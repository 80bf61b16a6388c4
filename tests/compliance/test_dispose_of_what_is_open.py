"""Is nobody left to dispose of a record that an open case or dispute is about without knowing it? (TR-23, domain E4)"""

import pytest
import time_machine

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.notices import subject
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CopyReview
from sharing.models import Disclosure
from tests.compliance import copies
from tests.compliance.copies import ANSWERS, NOW, PAPER, copy_of
from tests.compliance.factories import allegation, concern, do, taken_up
from tests.compliance.visiting import at as place
from tests.sharing import factories as sharing
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db
OPEN = ANSWERS | {"request": "yes"}
WHY = "The case is about who sent it, and the log is kept apart"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def looked_into(world, record):
    """Our own case about a record."""
    return taken_up(world, concern(world), disclosures=[record])


def propose(member, record, answers=OPEN, reason=""):
    copy = copy_of(member, record)
    with acting_as(member):
        return actions.propose_disposal(copy, by=member, at=NOW, answers=answers, reason=reason, **PAPER)


def page(member, name, record):
    response = visitor(member).get(place(member, name, reference=record.reference))
    assert response.status_code == 200, response.status_code
    return response


def send(member, name, record, typed):
    form = {"acting": str(member.pk), **typed}
    return visitor(member).post(place(member, name, reference=record.reference), form, follow=True)


def test_it_is_shown_on_the_copy_and_in_the_review_and_answered_beforehand(world):
    record = copies.due(world)
    case = looked_into(world, record)
    said = f"{case.reference} is an open case about this record."

    assert said in text(page(world.officer, "copy", record))
    review = page(world.officer, "propose_disposal", record)

    assert said in text(review) and "place a hold on this copy" in text(review)
    body = review.content.decode()
    yes = body[body.index('name="request"') :]
    assert "checked" in yes[: yes.index(">")]


def test_it_goes_on_for_a_reason_and_not_without_one(world):
    record = copies.due(world)
    case = looked_into(world, record)

    with pytest.raises(MoveRefused, match="Say why the copy can go"):
        propose(world.officer, record)
    with pytest.raises(MoveRefused, match=f"{case.reference} is an open case"):
        propose(world.officer, record, answers=ANSWERS, reason=WHY)
    review = propose(world.officer, record, reason=WHY)

    assert (review.reason, review.answers["matters"]) == (WHY, [case.reference])


def test_the_case_keeps_why_and_whoever_looks_into_it_is_told(world):
    record = copies.due(world)
    case = taken_up(world, concern(world), investigator=world.colleague, disclosures=[record])

    propose(world.officer, record, reason=WHY)

    with acting_as(world.officer):
        assert case.notes.get(kind="evidence").words == f"Disposal of our copy of {record.reference} is proposed: {WHY}"
    with acting_as(world.colleague):
        notice = Notice.objects.visible_to(world.colleague).get(kind="case_record_may_go")
    assert subject(notice).startswith(f"{case.reference}: our copy of {record.reference} may be disposed of")


def test_its_page_asks_for_the_reason_and_the_second_person_reads_it(world):
    record = copies.due(world)
    looked_into(world, record)

    asked = text(page(world.officer, "propose_disposal", record))
    assert "Why can the copy go although that is open? The second person" in asked, "it is not optional"
    long = text(send(world.officer, "propose_disposal", record, {**OPEN, **PAPER, "reason": "x" * 4001}))
    assert "4000 characters or fewer" in long and "Say why the copy can go although" not in long
    refused = text(send(world.officer, "propose_disposal", record, {**ANSWERS, **PAPER}))
    assert "Say why the copy can go although" in refused and "Answer yes:" in refused
    assert "The disposal is proposed" in text(send(world.officer, "propose_disposal", record, {**OPEN, **PAPER, "reason": WHY}))

    shown = text(page(world.head, "approve_disposal", record))
    assert WHY in shown and "is an open case about this record." in shown
    assert "is approved" in text(send(world.head, "approve_disposal", record, {"confirm": "on"}))
    assert WHY in text(page(world.officer, "dispose", record))


def test_a_case_opened_meanwhile_sends_it_back_to_be_looked_at_afresh(world):
    record = copies.due(world)
    review = copies.proposed(world, record)
    case = looked_into(world, record)
    assert f"{case.reference} is an open case" in text(page(world.head, "approve_disposal", record))

    with acting_as(world.head), pytest.raises(MoveRefused, match=f"{case.reference}.* afresh"):
        actions.approve_disposal(review, by=world.head, at=NOW)
    with acting_as(world.head):
        actions.send_back_disposal(review, by=world.head, at=NOW, reason="A case is open")
    review = propose(world.officer, record, reason=WHY)
    with acting_as(world.head):
        review = actions.approve_disposal(review, by=world.head, at=NOW)
    with acting_as(world.officer):
        assert actions.dispose(review, by=world.officer, at=NOW).status == CopyReview.Status.DISPOSED


def test_a_case_that_comes_to_name_the_record_meanwhile_is_not_said_to_be_younger_than_it_is(world):
    record, case = copies.due(world), concern(world)
    copies.proposed(world, record)
    taken_up(world, case, disclosures=[record])

    shown = text(page(world.head, "approve_disposal", record))

    assert "Nobody said why the copy can go all the same" in shown and "opened after" not in shown


def test_one_opened_after_the_approval_stops_the_last_step_too(world):
    record = copies.due(world)
    review = copies.approved(world, record)
    case = looked_into(world, record)

    with acting_as(world.officer), pytest.raises(MoveRefused, match=case.reference):
        actions.dispose(review, by=world.officer, at=NOW)


def test_a_case_that_is_over_is_no_longer_in_the_way(world):
    record = copies.due(world)
    case = looked_into(world, record)
    do(actions.make_finding, case, by=world.officer, finding="no_failure", findings="None.", reasons="None was found.")
    do(actions.close_case, case, by=world.officer)

    assert propose(world.officer, record, answers=ANSWERS).status == CopyReview.Status.PROPOSED
    assert case.reference not in text(page(world.officer, "copy", record))


def test_another_agencys_case_is_not_told_and_not_in_the_way(world):
    """Theirs names the record that both hold; we wrote to them about it, and are not told what they look into."""
    record = copies.due(world)
    case = do(actions.allege, by=world.officer, agency=world.theirs, about="Kept too long", what="Minutes.", happened="Now")
    do(actions.take_up, case, by=world.receiver, investigator=world.receiver, about="Minutes", scope="All", disclosures=[record])

    assert case.reference not in text(page(world.officer, "propose_disposal", record))
    assert case.reference in text(page(world.receiver, "propose_disposal", record))
    assert propose(world.officer, record, answers=ANSWERS).status == CopyReview.Status.PROPOSED


def test_a_case_about_another_record_is_not_in_the_way(world):
    record = copies.due(world)
    looked_into(world, copies.due(world))
    taken_up(world, allegation(world))

    assert propose(world.officer, record, answers=ANSWERS).status == CopyReview.Status.PROPOSED


def test_a_dispute_about_the_request_that_it_answers_is_shown_to_both_sides(world):
    record = copies.due(world)
    dispute = sharing.dispute(world)
    with acting_as(world.officer, "test"):
        Disclosure.objects.filter(pk=record.pk).update(request=dispute.request_id)

    for officer in (world.officer, world.receiver):
        assert f"{dispute.reference} is an open dispute" in text(page(officer, "propose_disposal", record))
        with pytest.raises(MoveRefused, match="Say why the copy can go"):
            propose(officer, record)
