"""Are both sides of a dispute on one page, said to those who may read it, with what each of them can do next?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from agencies.models import Notice, Reading
from agencies.roles import Role
from agencies.sweeps import due_rows
from agencies.tenancy import acting_as
from config.home import queue
from sharing import actions
from sharing.models import Dispute
from sharing.tasks import sweep_disputes
from sharing.views import disputes
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import NOON
from tests.sharing.visiting import at, opened, sent, statements, text, visitor

pytestmark = pytest.mark.django_db(transaction=True)


def now(world, dispute):
    with acting_as(world.registrar):
        return Dispute.objects.get(pk=dispute.pk)


def test_a_head_reads_both_sides_on_one_page_and_sees_what_to_do(world):
    dispute = factories.dispute(world, heads_code="urgent", heads_reason="He is out tonight.")
    factories.discussion(world, dispute, world.head, offered="Figures by street")

    page = text(opened(world.head, dispute, "dispute"))

    for words in (
        "Figures do not find anybody.", "The street and the hours.", "It is not needed for that purpose",
        "Names are not needed for this.", "Officers may look in the wrong place.", "Figures by street.",
        "It is too urgent to wait", "He is out tonight.", "We read the law in two ways.", "Write down what was said",
        "Whoever gave the answer does not speak for their agency about it.",
    ):  # fmt: skip
        assert words in page
    with acting_as(world.head):
        assert Reading.objects.filter(member=world.head, record="sharing.dispute", record_id=dispute.pk).exists()


def test_an_auditor_reads_it_without_what_was_said(world):
    dispute = factories.dispute(world)
    factories.discussion(world, dispute)
    page = text(opened(agencies.member(world.registrar, world.ours, Role.AUDITOR), dispute, "dispute"))

    assert "Withheld" in page
    for words in ("Figures do not find anybody.", "We read the law in two ways.", "What you can do"):
        assert words not in page


def test_the_page_of_the_request_leads_to_it_and_back(world):
    asked = factories.refused(world)
    assert "Take it up with them" in text(opened(world.asker, asked, "request"))
    assert "Take it up with them" not in text(opened(world.officer, asked, "request"))
    dispute = factories.dispute(world, asked)

    page = opened(world.officer, asked, "request").content.decode()
    assert dispute.get_absolute_url() in page
    assert "Take it up" not in page
    assert asked.get_absolute_url() in opened(world.officer, dispute, "dispute").content.decode()


def test_it_goes_through_its_pages_from_the_refusal_to_an_agreement(world):
    asked = factories.refused(world)
    sent(world.asker, asked, "open_dispute", why="Not enough.", first="officers")
    with acting_as(world.asker):
        dispute = Dispute.objects.get()
    day = {"talked_on_day": "18", "talked_on_month": "11", "talked_on_year": "2026"}
    with time_machine.travel(factories.LATER, tick=False):
        early = sent(world.receiver, dispute, "log_discussion", who="Both", said="We talked.", **{**day, "talked_on_day": "17"})
        assert "The date must be 18 November 2026 or later" in text(early)
        sent(world.receiver, dispute, "log_discussion", who="Both", said="We talked.", **day)
    sent(world.officer, dispute, "escalate", code="not_agreed", reason="We read it in two ways.")
    assert now(world, dispute).status == "heads"
    sent(world.head, dispute, "propose_terms", outcome="partly_agreed", terms="Figures every quarter")
    assert "Answer the offer" in text(opened(world.receiver, dispute, "dispute"))
    assert "answers what was offered" in text(opened(world.head, dispute, "dispute"))

    answer = sent(world.receiver, dispute, "settle", choice="accept", confirm="on")

    assert answer.status_code == 302
    page = text(opened(world.asker, dispute, "dispute"))
    assert "Agreed in part" in page
    assert "Figures every quarter" in page
    assert now(world, dispute).closed_at is not None


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("log_discussion", {"who": "Both"}, "Write down what was said"),
        ("propose_terms", {"outcome": "agreed"}, "Say what you offer"),
        ("escalate", {"reason": "Kept"}, "Choose why the heads should take it"),
        ("settle", {"reason": "Kept"}, "Choose how it ends"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(world, name, typed, message):
    dispute = factories.dispute(world)
    factories.discussion(world, dispute)

    page = sent(world.officer, dispute, name, **typed)

    assert page.status_code == 200
    assert message in text(page)
    for value in typed.values():
        assert value in page.content.decode()
    assert now(world, dispute).status == "officers"


def test_what_is_closed_and_what_is_with_the_heads_already_is_a_conflict(world):
    dispute = factories.dispute(world, heads_code="urgent")
    assert opened(world.head, dispute, "escalate").status_code == 409
    sent(world.asker, dispute, "withdraw_dispute", confirm="on")
    for name in ("log_discussion", "propose_terms", "settle"):
        assert opened(world.head, dispute, name).status_code == 409


def test_the_list_has_what_goes_on_first_and_helps_when_it_is_empty(world):
    assert "No disputes" in text(visitor(world.officer).get(at(world.officer, "disputes")))
    dispute = factories.dispute(world)

    page = text(visitor(world.officer).get(at(world.officer, "disputes")))
    assert dispute.reference in page
    assert f"With {world.theirs}" in page
    assert dispute.reference not in text(visitor(world.stranger).get(at(world.stranger, "disputes")))


def test_home_says_whose_turn_it_is(world):
    dispute = factories.dispute(world)

    def rows(member, part):
        with acting_as(member):
            return [row["what"] for row in queue(member, NOON)[part]]

    assert f"Talk about {dispute.reference}" in rows(world.officer, "waiting")
    assert f"Talks about {dispute.reference}" in rows(world.asker, "elsewhere")
    sent(world.officer, dispute, "propose_terms", outcome="agreed", terms="The street")
    assert f"Answer the offer in {dispute.reference}" in rows(world.receiver, "waiting")
    assert f"Talks about {dispute.reference}" in rows(world.officer, "elsewhere")


def test_a_page_takes_no_more_statements_for_more_talks(world):
    dispute = factories.dispute(world)
    factories.discussion(world, dispute)
    one = statements(world.officer, at(world.officer, "dispute", reference=dispute.reference))
    for _ in range(5):
        factories.discussion(world, dispute)

    assert statements(world.officer, at(world.officer, "dispute", reference=dispute.reference)) == one


# Its clock


def overdue(member):
    with acting_as(member):
        return Notice.objects.filter(to=member, kind="dispute_overdue").count()


def test_when_its_time_has_run_out_both_sides_are_told_once_a_stage(world):
    dispute = factories.dispute(world)
    in_time = factories.dispute(world)
    with acting_as(world.registrar, "force"):
        Dispute.objects.filter(pk=dispute.pk).update(due_at=datetime(2020, 1, 1, tzinfo=UTC))
        Dispute.objects.filter(pk=in_time.pk).update(due_at=datetime(2100, 1, 1, tzinfo=UTC))
        assert list(due_rows(Dispute, "disputes", NOON)) == [dispute]
    sweep_disputes()
    sweep_disputes()

    assert (overdue(world.officer), overdue(world.receiver), overdue(world.stranger)) == (1, 1, 0)
    sent(world.officer, dispute, "escalate", code="urgent")
    assert now(world, dispute).reminded_at is None
    with acting_as(world.registrar, "force"):
        Dispute.objects.filter(pk=dispute.pk).update(due_at=NOON - timedelta(days=900))
    sweep_disputes()
    assert (overdue(world.officer), overdue(world.head)) == (2, 1)


def test_nobody_is_reminded_of_what_is_closed(world):
    dispute = factories.dispute(world)
    sent(world.asker, dispute, "withdraw_dispute", confirm="on")
    with acting_as(world.registrar, "force"):
        Dispute.objects.filter(pk=dispute.pk).update(due_at=datetime(2020, 1, 1, tzinfo=UTC))
    sweep_disputes()

    assert overdue(world.officer) == 0
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from due_disputes(now())")
        assert cursor.fetchone() == (0,)


def test_what_goes_on_and_what_is_closed_are_lists_of_their_own(world):
    going_on, closed = factories.dispute(world), factories.dispute(world)
    with acting_as(world.asker):
        actions.withdraw_dispute(closed, by=world.asker, at=factories.LATER, reason="")

    first = text(visitor(world.officer).get(at(world.officer, "disputes")))
    other = text(visitor(world.officer).get(at(world.officer, "disputes") + "?show=closed"))

    assert (going_on.reference in first, closed.reference in first) == (True, False)
    assert (going_on.reference in other, closed.reference in other) == (False, True)


def test_the_list_of_disputes_goes_on_page_by_page(world, monkeypatch):
    made = {factories.dispute(world).reference for _ in range(3)}
    monkeypatch.setattr(disputes, "SIZE", 2)
    browser, place = visitor(world.officer), at(world.officer, "disputes")

    first = browser.get(place).text
    (after,) = re.findall(r'href="[^"]*\?(after=[^"]+)"', first)
    second = browser.get(f"{place}?{after}").text

    found = [set(re.findall(r"/disputes/([A-Z]+-[A-Z]+-\d{4}-\d{4})/", page)) for page in (first, second)]
    assert [len(page) for page in found] == [2, 1]
    assert found[0] | found[1] == made


def test_who_can_choose_nothing_yet_is_led_to_talk_and_not_to_an_empty_form(world):
    page = opened(world.officer, factories.dispute(world), "settle")

    assert "There is nothing to choose yet" in text(page)
    assert "How does it end?" not in text(page)
    assert "Write down what was said" in text(page)


def test_a_dispute_that_was_dropped_speaks_of_nothing_agreed(world):
    dispute = factories.dispute(world)
    sent(world.asker, dispute, "withdraw_dispute", confirm="on")

    page = text(opened(world.officer, dispute, "dispute"))

    assert "The answer to the request stays as" in page
    assert "What was agreed" not in page
