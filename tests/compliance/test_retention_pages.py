"""What an agency keeps, as pages: the queue, a copy to its end, holds, and the schedule."""

import re
from datetime import timedelta

import pytest
import time_machine

from agencies.models import Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions, queue
from compliance.forms.retention import ApproveScheduleForm
from compliance.models import CopyReview
from protocols.models import RetentionRule
from sharing.models import Hold, Holding
from tests.agencies import factories as agencies
from tests.compliance import copies
from tests.compliance.copies import NOW, SOON, copy_of
from tests.compliance.visiting import at as place
from tests.sharing import factories as sharing
from tests.sharing.visiting import opened, statements, text, visitor

pytestmark = pytest.mark.django_db
S = Holding.Status
ABOUT = sharing.ANSWERS["S4"]["people"][0]["reference"]


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def see(member, name, **kwargs):
    return visitor(member).get(place(member, name, **kwargs))


def send(member, name, query="", typed=None, **kwargs):
    return visitor(member).post(place(member, name, **kwargs) + query, {"acting": str(member.pk), **(typed or {})})


def test_the_queue_shows_what_is_due_and_says_so_when_nothing_is(world):
    assert "Nothing is due" in text(see(world.officer, "retention"))
    record = copies.due(world)

    assert record.reference in text(see(world.officer, "retention"))
    assert record.reference in text(see(world.receiver, "retention"))
    assert record.reference not in text(see(world.stranger, "retention"))
    assert see(world.sharer, "retention").status_code == 403


def test_a_long_queue_goes_on_to_a_second_page_and_back(world, monkeypatch):
    monkeypatch.setattr("compliance.feeds.to_review.__kwdefaults__", {"after": "", "before": "", "size": 2})
    records = [copies.closed(world) for _ in range(3)]
    copies.fall_due(world)

    first = see(world.officer, "retention")
    ahead = visitor(world.officer).get(_way(first, "after"))
    back = visitor(world.officer).get(_way(ahead, "before"))

    assert (len(_listed(first)), len(_listed(ahead))) == (2, 1)
    assert sorted(_listed(first) + _listed(ahead)) == sorted(record.reference for record in records)
    assert _listed(back) == _listed(first)
    assert "2 of 3 copies" in text(first)


def _way(page, direction):
    return re.search(rf'href="([^"]*\?{direction}=[^"]*)"', page.content.decode())[1]


def _listed(page):
    return re.findall(r">Copy of ([\w-]+):", page.content.decode())


def test_the_queue_costs_the_same_for_two_as_for_six(world):
    def cost():
        return statements(world.officer, place(world.officer, "retention"))

    copies.closed(world)
    copies.due(world)
    two = cost()
    for _ in range(4):
        copies.due(world)

    assert cost() == two


def test_a_copy_goes_from_its_review_to_its_certificate(world):
    record = copies.due(world)
    at = {"reference": record.reference}
    asked = {**copies.ANSWERS, "asset_form": "paper", "method": "cross_cut"}

    assert "An ordinary bin is never enough" in text(see(world.officer, "propose_disposal", **at))
    send(world.officer, "propose_disposal", typed=asked, **at)
    assert see(world.officer, "approve_disposal", **at).status_code == 403
    assert "Information Lead" in text(see(world.head, "approve_disposal", **at))
    send(world.head, "approve_disposal", typed={"confirm": "on"}, **at)
    assert "DIN 66399" in text(see(world.officer, "dispose", **at))
    typed = {"confirm": "on", "witness": "Records Clerk", **_day(NOW.date() + timedelta(days=35))}
    done = send(world.officer, "dispose", typed=typed, **at)

    certificate = copy_of(world.officer, record).certificate
    assert done.url == place(world.officer, "certificate", number=certificate)
    said = text(see(world.officer, "certificate", number=certificate))
    assert record.reference in said and "Cross-cut shredding" in said and ABOUT not in said
    assert see(world.receiver, "certificate", number=certificate).status_code == 404


def _day(day):
    return {"backups_lapse_on_day": day.day, "backups_lapse_on_month": day.month, "backups_lapse_on_year": day.year}


def test_what_is_left_of_a_record_says_nothing_of_whom_it_was_about(world):
    record = copies.due(world)
    before = text(opened(world.officer, record, "disclosure"))
    assert ABOUT in before

    review = copies.disposed(world, record)
    left = text(opened(world.officer, record, "disclosure"))

    assert review.certificate in left and "RET-DISC" in left
    assert ABOUT not in left and sharing.ANSWERS["1a"]["why"] not in left
    assert opened(world.officer, record, "owed").status_code == 409
    assert opened(world.officer, record, "let_in").status_code == 409
    assert ABOUT in text(opened(world.receiver, record, "disclosure"))
    assert "Disposed of" in text(opened(world.receiver, record, "disclosure")) or world.ours.name in left


def test_the_giver_sees_which_recipients_have_disposed_of_theirs(world):
    record = copies.due(world)

    copies.disposed(world, record, by=world.receiver, second_by=copies.second(world, world.theirs))

    assert "Disposed of" in text(opened(world.officer, record, "disclosure"))


def test_a_wrong_answer_keeps_what_was_typed_and_says_what_to_do(world):
    record = copies.due(world)
    typed = {**copies.ANSWERS, "needed": "yes", "asset_form": "paper", "method": "erase", "reason": "The box is full"}

    page = send(world.officer, "propose_disposal", typed=typed, reference=record.reference)

    assert "kept for longer, not disposed of" in text(page) and "The box is full" in text(page)
    assert "Choose a way that does for what the copy is on" in text(page)
    with acting_as(world.officer):
        assert not CopyReview.objects.exists()


def test_what_stands_against_it_is_said_and_the_page_for_it_is_gone(world):
    record = copies.due(world)
    copies.hold(world, disclosure=record)

    assert "A hold stops every change" in text(see(world.officer, "copy", reference=record.reference))
    assert see(world.officer, "propose_disposal", reference=record.reference).status_code == 409


def test_an_auditor_reads_and_does_nothing(world):
    record = copies.due(world)
    with acting_as(world.officer):
        copies.actions.keep_copy(
            copy_of(world.officer, record),
            by=world.officer,
            at=NOW,
            until=NOW.date() + timedelta(90),
            reason="S. Ample sues",
        )
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Auditor")

    page = text(see(auditor, "copy", reference=record.reference))

    assert "S. Ample" not in page and "withheld" in page and "Keep it for longer" not in page
    with acting_as(auditor):
        assert Reading.objects.filter(member=auditor, record="compliance.copyreview").count() == 1
    assert see(auditor, "keep_copy", reference=record.reference).status_code == 403


def test_a_hold_is_placed_looked_at_and_lifted_on_its_pages(world):
    record = copies.due(world)

    done = send(
        world.officer, "place_hold", f"?record={record.reference}", {"reason": "access", "note": "Filed in October"}
    )
    with acting_as(world.officer):
        (hold,) = Hold.objects.all()
    assert done.url == place(world.officer, "hold", reference=hold.reference)
    assert copy_of(world.officer, record).status == S.ON_HOLD
    assert "Filed in October" in text(see(world.officer, "hold", reference=hold.reference))
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)
    assert "officer of your agency looks at it again by" in text(see(auditor, "hold", reference=hold.reference))
    assert "On hold" in text(opened(world.officer, record, "disclosure"))
    send(world.officer, "review_hold", typed={"confirm": "on"}, reference=hold.reference)
    send(world.officer, "ask_to_lift", typed={"reason": "Answered"}, reference=hold.reference)
    assert see(world.officer, "lift_hold", reference=hold.reference).status_code == 403
    assert "Answered" in text(see(world.head, "lift_hold", reference=hold.reference))
    send(world.head, "lift_hold", typed={"confirm": "on"}, reference=hold.reference)

    assert copy_of(world.officer, record).status == S.DUE
    assert "Lifted" in text(see(world.officer, "holds"))


def test_a_topic_has_to_be_narrowed(world):
    record = copies.due(world)
    typed = {"reason": "inquiry", "topic": "The inquiry"}

    asked = text(see(world.officer, "place_hold"))
    assert asked.index("What is the topic?") < asked.index("Shared for which purpose?") < asked.index("colleagues should know")
    assert "Say which records the topic covers" in text(send(world.officer, "place_hold", typed=typed))
    send(world.officer, "place_hold", typed={**typed, "other_agency": world.theirs.code})

    assert copy_of(world.officer, record).status == S.ON_HOLD


def test_copies_without_a_date_are_listed_and_never_due():
    plain = sharing.world()
    record = sharing.disclosure(plain)

    assert record.reference in text(see(plain.officer, "unscheduled"))
    assert "No rule" in text(see(plain.officer, "copy", reference=record.reference))
    listed = see(plain.officer, "retention")
    assert "head has not approved a schedule" in text(listed)
    assert place(plain.officer, "schedule") in listed.content.decode().split("<h1", 1)[1].split("has not approved", 1)[1]
    assert "Your agency has no schedule yet" in text(see(plain.officer, "unscheduled"))


def test_the_head_approves_the_schedule_with_the_agencys_own_months():
    plain = sharing.world()
    record = sharing.disclosure(plain)
    offered = ApproveScheduleForm(rules={})
    typed = {name: box.initial for name, box in offered.fields.items() if box.initial is not None}
    assert see(plain.head, "approve_schedule").content.decode().count(">months<") == len(offered.lines)

    wrong = send(plain.head, "approve_schedule", typed={**typed, "RET-DISC": "-1"})
    assert "months cannot be fewer than none" in text(wrong)
    send(plain.head, "approve_schedule", typed={**typed, "RET-DISC": "36", "RET-FOI": "", "confirm": "on"})

    with acting_as(plain.head):
        held = dict(RetentionRule.objects.values_list("code", "months"))
    assert held["RET-DISC"] == 36 and held["RET-DISC-CH"] is None and "RET-FOI" not in held
    assert copy_of(plain.officer, record).rule_code == "RET-DISC"
    kept = see(plain.officer, "schedule")
    assert "3 years" in text(kept)
    assert "app-stacked" in kept.content.decode() and "app-scroll" not in kept.content.decode()
    assert see(plain.officer, "approve_schedule").status_code == 403


def test_home_says_what_waits_for_whom(world):
    def waits(member):
        with acting_as(member):
            return [item.what for item in queue.waiting_for(member, SOON.date())]

    record = copies.due(world)
    assert f"Look at our copy of {record.reference}" in waits(world.officer)
    assert not [what for what in waits(world.sharer) if record.reference in what]
    review = copies.proposed(world, record)
    decide = f"Decide whether our copy of {record.reference} is disposed of"
    assert decide in waits(world.head) and decide not in waits(world.officer)
    with acting_as(world.head):
        copies.actions.approve_disposal(review, by=world.head, at=NOW)
    assert f"Dispose of our copy of {record.reference}" in waits(world.officer)
    for _ in range(4):
        copies.due(world)
    assert "Look at 4 copies whose day has come" in waits(world.officer)


def test_nobody_approves_or_carries_out_a_disposal_that_took_the_place_of_the_one_they_read(world):
    record, second = copies.due(world), copies.second(world)
    at = {"reference": record.reference}
    day = _day(NOW.date() + timedelta(days=35))

    def read(name):
        return re.search(r'name="review" value="([^"]+)"', see(world.head, name, **at).content.decode())[1]

    def again(member, review):
        with acting_as(member):
            actions.send_back_disposal(review, by=member, at=NOW, reason="It is kept on a stick")
            return actions.propose_disposal(
                copy_of(member, record), by=member, at=NOW, answers=copies.ANSWERS, asset_form="device", method="overwrite"
            )

    review = copies.proposed(world, record)
    first = read("approve_disposal")
    review = again(second, review)
    late = send(world.head, "approve_disposal", typed={"confirm": "on", "review": first}, **at)
    assert late.status_code == 409
    assert "Another disposal of this copy has been proposed" in text(late)
    assert copy_of(world.officer, record).status == S.UNDER_REVIEW

    own = {"confirm": "on", "review": read("approve_disposal")}
    assert send(world.head, "approve_disposal", typed=own, **at).status_code == 302
    seen = read("dispose")
    review = again(second, review)
    with acting_as(world.head):
        actions.approve_disposal(review, by=world.head, at=NOW)
    gone = send(world.head, "dispose", typed={"confirm": "on", "review": seen, **day}, **at)
    assert gone.status_code == 409
    assert copy_of(world.officer, record).status == S.APPROVED
    assert send(world.head, "dispose", typed={"confirm": "on", "review": read("dispose"), **day}, **at).status_code == 302
