"""What is asked for, as pages: who may open them, what each side reads there, and what they cost."""

import pytest

from agencies.models import Notice, Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Decision, Request
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, LATER, NOON
from tests.sharing.visiting import at, opened, sent, statements, text, visitor

pytestmark = pytest.mark.django_db

WHY = ANSWERS["1a"]["why"]
ABOUT = ANSWERS["S4"]["people"][0]["reference"]


@pytest.fixture
def world():
    """Two agencies; the other one's sergeant asks, and our colleague may decide."""
    found = factories.world()
    factories.decision_maker(found)
    return found


def see(member, record, name="request"):
    return opened(member, record, name)


def taken_down(world):
    with acting_as(world.sharer):
        return actions.take_down_request(
            by=world.sharer, at=NOON, asking_agency=world.theirs, caller="A sergeant of the night shift, 0117",
            caller_check="called_back", urgency="urgent", purpose="missing", wanted=["location"], about="T.W.",
        )  # fmt: skip


PAGES = ["request", "decide", "confirm_request", "withdraw_request"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_no_page_of_it(world, name):
    assert see(world.stranger, factories.request(world), name).status_code == 404


def test_a_practitioner_who_has_no_part_in_it_does_not_find_it(world):
    assert see(world.sharer, factories.request(world)).status_code == 404


def test_an_officer_without_the_heads_word_may_not_decide_and_reads_who_may(world):
    asked = factories.request(world)

    assert see(world.officer, asked, "decide").status_code == 403
    page = see(world.officer, asked)
    assert page.status_code == 200
    assert "Who may answer it" in text(page)
    assert str(world.colleague.person) in text(page)
    assert "Your decision" not in text(page)


@pytest.mark.parametrize(("name", "who"), [("confirm_request", "colleague"), ("withdraw_request", "officer")])
def test_the_other_side_may_not_confirm_or_withdraw(world, name, who):
    assert see(getattr(world, who), factories.request(world), name).status_code == 403


@pytest.mark.parametrize("name", ["request", "decide"])
def test_a_decision_maker_opens_the_decision_beside_the_evidence(world, name):
    page = text(see(world.colleague, factories.request(world), name))

    assert page.index(WHY) < page.index("Your decision") < page.index("Who can see this")
    assert "is told at once, with your reason and what you offer instead" in page
    assert "None. One is not needed to ask or to share." in page


def test_what_the_same_person_asked_before_stands_beside_it(world):
    before = factories.request(world)
    with acting_as(world.colleague):
        actions.decide(before, by=world.colleague, at=NOON, outcome="granted")
    with acting_as(world.asker, "test"):
        Request.objects.filter(pk=before.pk).update(sent_at=NOON.replace(year=2025))

    page = see(world.colleague, factories.request(world)).content.decode()
    assert at(world.colleague, "request", reference=before.reference) in page


def test_a_refusal_reaches_the_asker_with_its_reason_and_what_is_offered(world):
    asked = factories.request(world)
    answer = sent(
        world.colleague, asked, "decide", outcome="refused", reason_code="too_much", reason="The street would do.",
        effect_of_not_sharing="Officers search longer.", offered_instead="The street, today", whom_to_ring="Duty desk, 0117",
    )  # fmt: skip

    assert answer.status_code == 302
    page = text(see(world.asker, asked))
    for words in (
        "Refused",
        "Less would do",
        "The street would do.",
        "Officers search longer.",
        "The street, today",
        "Duty desk, 0117",
    ):
        assert words in page
    with acting_as(world.asker):
        assert Notice.objects.filter(to=world.asker, kind="request_decided").exists()


def test_giving_part_needs_what_is_not_given_and_why_and_what_was_typed_is_kept(world):
    asked = factories.request(world)
    answer = sent(world.colleague, asked, "decide", outcome="part", reason="Typed at length before the error.")
    page = text(answer)

    assert answer.status_code == 200
    assert "Say what you are not giving" in page
    assert "Choose the reason for not giving all of it" in page
    assert "Typed at length before the error." in page


def test_the_lack_of_a_protocol_is_not_taken_as_the_reason(world):
    asked = factories.request(world)
    answer = sent(
        world.colleague, asked, "decide", outcome="refused", reason_code="other", reason="There is no protocol"
    )

    assert answer.status_code == 200
    assert "The lack of a protocol is not a reason by itself" in text(answer)
    with acting_as(world.colleague):
        assert not Decision.objects.exists()


def test_granting_goes_on_to_the_sharers_own_questions(world):
    asked = factories.request(world)
    answer = sent(world.colleague, asked, "decide", outcome="granted", reason="left over", reason_code="too_much")

    assert answer.status_code == 302
    assert answer.url == at(world.colleague, "start_checklist") + f"?request={asked.reference}"
    with acting_as(world.colleague):
        assert Decision.objects.get().reason_code == ""
    assert "Carry on to record what you share" in text(see(world.colleague, asked))


def test_a_second_answer_is_a_409_with_what_was_typed(world):
    asked = factories.request(world)
    with acting_as(world.colleague):
        actions.decide(asked, by=world.colleague, at=LATER, outcome="granted")
    answer = sent(
        world.colleague, asked, "decide", outcome="refused", reason_code="other", reason="Not while the case is live"
    )

    assert answer.status_code == 409
    assert "Not while the case is live" in text(answer)
    assert see(world.colleague, asked, "decide").status_code == 409


def test_claiming_is_said_to_colleagues_and_asked_by_post_alone(world):
    asked = factories.request(world)

    assert see(world.officer, asked, "claim").status_code == 405
    assert sent(world.officer, asked, "claim").status_code == 302
    assert f"{world.officer.person}, Information Lead" in text(see(world.colleague, asked))
    assert sent(world.colleague, asked, "claim").status_code == 409


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_an_auditor_reads_the_request_with_personal_content_withheld(world, side):
    asked = factories.request(world)
    sent(world.colleague, asked, "decide", outcome="refused", reason_code="other", reason="He is known to be violent.")
    reader = agencies.member(world.registrar, getattr(world, side), Role.AUDITOR, job_title="Internal Auditor")
    page = text(see(reader, asked))

    assert "Withheld: personal content is not shown to auditors." in page
    for words in (WHY, ABOUT, "He is known to be violent."):
        assert words not in page


def test_every_opening_is_logged(world):
    asked = factories.request(world)
    see(world.colleague, asked)
    see(world.asker, asked)

    with acting_as(world.officer):
        assert [one.member_id for one in Reading.objects.filter(record_id=asked.pk)] == [world.colleague.pk]


def test_a_telephone_request_is_taken_down_by_whoever_answers(world):
    typed = {
        "acting": str(world.sharer.pk), "asking_agency": world.theirs.code, "caller": "Night sergeant", "caller_check": "know_them",
        "purpose": "missing", "wanted": ["location", "contact"], "about": "T.W.", "urgency": "emergency",
    }  # fmt: skip
    answer = visitor(world.sharer).post(at(world.sharer, "take_down_request"), typed)

    with acting_as(world.sharer):
        made = Request.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.asked_by, made.taken_by_id, made.urgency) == (None, world.sharer.pk, "emergency")
    page = text(see(world.sharer, made))
    assert "Night sergeant" in page
    assert "Not yet: it stands as it was taken down" in page


def test_a_telephone_request_without_its_needed_fields_keeps_what_was_typed(world):
    typed = {"acting": str(world.sharer.pk), "caller": "Night sergeant", "wanted": ["location"]}
    page = visitor(world.sharer).post(at(world.sharer, "take_down_request"), typed)

    assert page.status_code == 200
    assert 'value="Night sergeant"' in page.content.decode()
    assert "Choose the agency that is asking" in text(page)


def test_an_auditor_may_not_take_a_request_down(world):
    reader = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Internal Auditor")

    assert visitor(reader).get(at(reader, "take_down_request")).status_code == 403


def test_the_asking_agency_confirms_what_was_taken_down_and_gets_the_answer(world):
    asked = taken_down(world)

    assert "Confirm the request" in text(see(world.receiver, asked))
    assert see(world.receiver, asked, "confirm_request").status_code == 200
    assert sent(world.receiver, asked, "confirm_request").status_code == 200  # not ticked
    assert sent(world.receiver, asked, "confirm_request", confirm="on").status_code == 302
    with acting_as(world.receiver):
        assert Request.objects.get().asked_by_id == world.receiver.pk
    assert see(world.receiver, asked, "confirm_request").status_code == 409


def test_whoever_asked_withdraws_it_with_a_word_that_the_other_side_reads(world):
    asked = factories.request(world)

    assert see(world.asker, asked, "withdraw_request").status_code == 200
    assert sent(world.asker, asked, "withdraw_request", reason="He was found", confirm="on").status_code == 302
    page = text(see(world.officer, asked))
    assert "Withdrawn" in page
    assert "He was found" in page


def shown(member, query=""):
    return text(visitor(member).get(at(member, "requests") + query))


def test_the_list_shows_both_sides_and_a_stranger_nothing(world):
    asked = factories.request(world)

    assert f"{asked.reference}. Asked by {world.theirs}" in shown(world.officer)
    assert f"{asked.reference}. Asked of {world.ours}" in shown(world.asker)
    assert asked.reference in shown(world.colleague)
    assert "No requests yet" in shown(world.sharer)
    assert "No requests yet" in shown(world.stranger)


def test_the_filter_narrows_and_is_said_in_words(world):
    asked, done = factories.request(world), factories.request(world, urgency="emergency")
    with acting_as(world.colleague):
        actions.decide(done, by=world.colleague, at=LATER, outcome="granted")

    for query, said, there, gone in (
        ("?show=waiting", "waiting for an answer", asked, done),
        ("?show=answered", "answered or withdrawn", done, asked),
        ("?part=asked", "asked of us", asked, None),
        (f"?other={world.theirs.code}&purpose=danger", f"with {world.theirs}", asked, None),
    ):
        page = shown(world.officer, query)
        assert said in page
        assert there.reference in page
        assert gone is None or gone.reference not in page
    for query in ("?part=asker", "?purpose=crime", "?until_day=1&until_month=1&until_year=2026"):
        assert "Nothing fits" in shown(world.officer, query)


def test_the_list_costs_the_same_at_two_rows_and_at_twenty(world):
    cost, made = {}, 0
    for rows in (2, 20):
        for _ in range(rows - made):
            factories.request(world)
        made = rows
        cost[rows] = [
            statements(member, at(member, "requests")) for member in (world.officer, world.colleague, world.asker)
        ]

    assert cost[2] == cost[20]
    assert max(cost[20]) <= 8


@pytest.mark.parametrize("who", ["officer", "colleague", "asker"])
def test_a_request_costs_no_more_than_ten_statements(world, who):
    member, asked = getattr(world, who), factories.request(world)
    waiting = statements(member, at(member, "request", reference=asked.reference))
    with acting_as(world.colleague):
        actions.decide(asked, by=world.colleague, at=LATER, outcome="granted")

    assert waiting <= 10
    assert statements(member, at(member, "request", reference=asked.reference)) <= 10
