"""Can a practitioner go through the questions, one page at a time, and record or send what comes of them?"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.models import Notice, Reading
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols import actions as drafting
from protocols.models import Clause
from sharing import actions
from sharing.checklist import book
from sharing.checklist.shapes import Kind
from sharing.models import Checklist, Disclosure, Request
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import NOON

pytestmark = pytest.mark.django_db
STANDING = {
    "S3": {"who": "living"}, "S6": {"kinds": ["address"]}, "1b": {"helps": ["harmed"]}, "2b": {"changes": ["service"]},
    "2c": {"basis": "job", "task": "antisocial"}, "3a": {"aims": ["crime"]}, "3c": {"other_way": "no"},
    "4c": {"made_of": ["fact"]}, "6d": {"told": "notice"}, "9": {"channel": "secure_email", "marking": "official_sensitive"},
}  # fmt: skip
ANSWERS = {**factories.ANSWERS, "3b": {"less": "least"}}


@pytest.fixture
def world():
    return factories.world()


def signed_in(client, member):
    with acting_as(member, "sign_in"):
        client.force_login(member.person)
    return client


def to(world, name, **kwargs):
    return reverse(f"sharing:{name}", kwargs={"partnership": world.registrar.partnership.slug, **kwargs})


def fresh(world, checklist, by=None):
    with acting_as(by or world.sharer):
        return Checklist.objects.select_related("agency", "request__asking_agency", "procedure__protocol").get(
            pk=checklist.pk
        )


def only(world, by=None):
    """The one checklist that there is."""
    with acting_as(by or world.sharer):
        return Checklist.objects.get(started_by=by or world.sharer)


def typed(code, answers, prefix=""):
    """Answers as a browser sends them, for the fields of one page."""
    sent = {}
    for item in book.page(code).fields:
        name, value = prefix + item.name, answers.get(item.name)
        if item.kind is Kind.ROWS:
            rows = value or [{}]
            sent[f"{name}-rows"] = str(len(rows))
            sent |= {f"{name}-{place}-{column}": data for place, row in enumerate(rows) for column, data in row.items()}
        elif item.kind is Kind.DATE and value:
            year, month, day = value.split("-")
            sent |= {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
        elif value is not None:
            sent[name] = value
    return sent


def revision(response):
    return re.search(rb'name="revision" value="(\d+)"', response.content)[1].decode()


def slug_at(address):
    return address.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def walk(client, world, address, answers, *, end=("check", "owed")):
    """Answer page after page as it is shown, until the questions end; the slugs that were walked, and the last address."""
    walked = []
    while slug_at(address) not in end:
        shown = client.get(address, follow=True)
        if shown.redirect_chain:
            address = shown.redirect_chain[-1][0]
            if slug_at(address) in end:
                break
        slug = slug_at(address)
        assert shown.status_code == 200, address
        assert len(walked) < 40, walked
        page = book.page_at(slug)
        walked.append(page.code)
        data = {"revision": revision(shown), **typed(page.code, answers.get(page.code, {}))}
        if page.code == "standing":
            data |= {**dict.fromkeys(STANDING, "yes"), **answers.get("standing", {})}
        for part in page.parts:
            data |= typed(part, answers.get(part, {}), prefix=f"{part}-")
        response = client.post(address, data)
        assert response.status_code == 302, (slug, response.status_code)
        address = response.url
    return walked, address


def begin(client, world, want, **query):
    response = client.post(
        to(world, "start_checklist") + "".join(f"?{k}={v}" for k, v in query.items()), {"want": want}
    )
    assert response.status_code == 302
    return response.url


# The three questions, page by page.

PAGES = ("page", "check", "give_up")


def addresses(world, checklist):
    return {
        "page": to(world, "page", key=checklist.pk, page="why-needed"), "check": to(world, "check", key=checklist.pk),
        "give_up": to(world, "give_up", key=checklist.pk),
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_another_agency_does_not_find_a_checklist(world, client, name):
    made = factories.checklist(world)

    assert signed_in(client, world.receiver).get(addresses(world, made)[name]).status_code == 404
    assert signed_in(client, world.stranger).get(addresses(world, made)[name]).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_colleague_in_another_job_does_not_find_it_either(world, client, name):
    made = factories.checklist(world)

    assert signed_in(client, world.colleague).get(addresses(world, made)[name]).status_code == 404


@pytest.mark.parametrize("name", ["page", "give_up"])
def test_an_auditor_may_not_answer(world, client, name):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Auditor")
    made = factories.checklist(world)

    assert signed_in(client, auditor).get(addresses(world, made)[name]).status_code == 403


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["sharer", "officer"])
def test_whoever_began_it_and_the_officer_may_go_on(world, client, name, who):
    made = factories.checklist(world)

    assert signed_in(client, getattr(world, who)).get(addresses(world, made)[name]).status_code == 200


def test_beginning_is_for_those_who_share(world, client):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR)

    assert signed_in(client, auditor).get(to(world, "start_checklist")).status_code == 403
    assert signed_in(client, world.sharer).get(to(world, "start_checklist")).status_code == 200


def test_an_auditor_sees_which_questions_were_answered_and_no_answer(world, client):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Auditor")
    made = factories.checklist(world)

    shown = signed_in(client, auditor).get(to(world, "check", key=made.pk))

    assert shown.status_code == 200
    assert b"Withheld from auditors" in shown.content
    assert b"four nights" not in shown.content
    assert b"HO-3382" not in shown.content


# Whole journeys.


def test_the_full_route_alone_before_sharing(world, client):
    client = signed_in(client, world.sharer)
    first = begin(client, world, "share")

    walked, end = walk(client, world, first, {**ANSWERS, "2a": world.recipients()})

    assert walked[0] == "S2"
    assert len(walked) + 2 <= 28 + 5
    checked = client.get(end)
    assert world.theirs.name.encode() in checked.content
    assert b"Sends an officer today" in checked.content
    assert b"Nobody else can learn that it exists" in checked.content
    response = client.post(end, {"revision": revision(checked), "note": "Ring before you go in."})
    with acting_as(world.sharer):
        record = Disclosure.objects.get()
        assert record.parties.count() == 2
    assert response.url == to(world, "done", reference=record.reference)
    told = client.get(response.url).content.decode()
    assert record.reference in told
    assert f"The designated officers of {world.theirs.name}" in told
    with acting_as(world.receiver):
        assert Notice.objects.filter(to=world.receiver, kind="disclosure_received").exists()


def test_the_full_route_alone_after_sharing_asks_when(world, client):
    client = signed_in(client, world.sharer)
    first = begin(client, world, "record")

    _walked, end = walk(client, world, first, {**ANSWERS, "2a": world.recipients()})

    checked = client.get(end)
    assert b"Who received it" in checked.content
    when = {"shared_on_day": "17", "shared_on_month": "11", "shared_on_year": "2026", "shared_time": "9:40pm"}
    late = client.post(end, {"revision": revision(checked), **when, "shared_on_year": "2099", "note": "Kept text"})
    assert late.status_code == 200
    assert b"Kept text" in late.content
    response = client.post(end, {"revision": revision(checked), **when})
    assert response.status_code == 302
    with acting_as(world.sharer):
        assert Disclosure.objects.get().shared_at.isoformat() == "2026-11-17T21:40:00+00:00"


def test_the_wording_is_of_the_past_when_it_has_happened(world, client):
    made = factories.checklist(world, answers={"S1": {"want": "record"}, "S2": {"danger": "no"}}, tense="after")

    shown = signed_in(client, world.sharer).get(to(world, "page", key=made.pk, page="share-less")).content

    assert b"Did you leave anything out?" in shown
    assert b"Could you share less" not in shown


def procedure(world):
    """A procedure in force between the two agencies, which answers what does not change from case to case."""
    author = agencies.member(world.registrar, world.ours, Role.BOARD_ADMINISTRATOR)
    approver = agencies.member(world.registrar, world.theirs, Role.BOARD_ADMINISTRATOR)
    their_head = agencies.member(world.registrar, world.theirs, Role.HEAD)
    now = timezone.now()
    then, today = now - timedelta(days=40), timezone.localdate(now)

    def do(action, *args, by=author, at=then, **words):
        with acting_as(by):
            return action(*args, by=by, at=at, **words)

    protocol = do(
        drafting.draft_protocol, reference="", title="Case conference procedure", tier=3,
        no_parent_reason="The protocol is being written.",
    )  # fmt: skip
    version = do(drafting.start_version, protocol, number="1.0")
    clauses = [{"number": "1.1", "text": "Partners share what the conference needs."}]
    do(drafting.add_section, version, heading="Sharing", clauses=clauses)
    do(drafting.edit_details, version, effective_on=today - timedelta(days=30), review_months=24, standing_answers=STANDING)
    do(drafting.name_facts, version, purposes=["Preventing crime"], data_items=[("Address", "personal")])
    do(drafting.name_parties, version, signatories=[(world.ours, True, ""), (world.theirs, True, "")])
    do(drafting.submit, version)
    do(drafting.approve, version, by=approver)
    for head in (world.head, their_head):
        with acting_as(head):
            place = version.parties.select_related("agency", "version").get(agency=head.agency)
        do(drafting.sign, place, by=head)
    do(drafting.bring_into_force, version, by=world.registrar, at=now - timedelta(days=29))
    return protocol


def test_under_a_procedure_from_its_own_page(world, client):
    protocol = procedure(world)
    client = signed_in(client, world.sharer)
    first = begin(client, world, "share", procedure=protocol.reference)

    walked, end = walk(client, world, first, {**ANSWERS, "2a": world.recipients()})

    assert walked[:2] == ["S4", "standing"]
    assert len(walked) + 1 <= 16
    checked = client.get(end)
    assert b"1.1 Partners share what the conference needs." in checked.content
    with acting_as(world.sharer):
        clause = Clause.objects.get(number="1.1", section__version__protocol=protocol)
    response = client.post(end, {"revision": revision(checked), "clause": str(clause.pk)})
    with acting_as(world.sharer):
        record = Disclosure.objects.get()
    assert (record.route, record.clause_id, record.channel) == ("procedure", clause.pk, "secure_email")
    assert response.url == to(world, "done", reference=record.reference)


def test_a_standing_answer_that_does_not_hold_is_asked(world, client):
    protocol = procedure(world)
    client = signed_in(client, world.sharer)
    first = begin(client, world, "share", procedure=protocol.reference)

    walked, _end = walk(client, world, first, {**ANSWERS, "standing": {"9": "no"}, "2a": world.recipients()})

    assert "9" in walked


def test_everything_doubtful_at_once_is_recorded_with_what_is_missing(world, client):
    doubtful = {}
    for page in book.ALL:
        data = {}
        for item in page.fields:
            picks = [
                c.value for c in item.choices if c.doubt or c.value in ("no", "unsure", "unknown", "none", "nothing")
            ]
            if picks and item.kind in (Kind.RADIOS, Kind.SELECT):
                data[item.name] = picks[-1]
            elif picks and item.kind is Kind.CHECKBOXES:
                data[item.name] = picks
        doubtful[page.code] = data
    doubtful |= {"S2": {"danger": "no"}, "S3": {"who": "unsure"}}
    client = signed_in(client, world.sharer)

    _walked, end = walk(client, world, begin(client, world, "share"), doubtful)

    checked = client.get(end)
    assert b"None of this stops you." in checked.content
    response = client.post(end, {"revision": revision(checked)})
    assert response.status_code == 302
    with acting_as(world.sharer):
        assert Disclosure.objects.get().status == Disclosure.Status.RECORDED
    assert "Finish" in client.get(response.url).content.decode()


def test_an_empty_page_is_kept_as_a_gap_and_nothing_is_refused(world, client):
    client = signed_in(client, world.sharer)

    walked, end = walk(client, world, begin(client, world, "share"), {})

    assert len(walked) > 20
    assert client.post(end, {"revision": revision(client.get(end))}).status_code == 302


def test_the_askers_voice_ends_in_a_request(world, client):
    client = signed_in(client, world.asker)
    first = begin(client, world, "ask")

    walked, end = walk(client, world, first, {**ANSWERS, "S6": {"kinds": ["location"]}})

    assert set(walked) <= {"S2", "S4", "S5", "S6", "1a", "1b", "2a", "2b", "2c", "6a"}
    checked = client.get(end)
    assert b"Send this request" in checked.content
    none = client.post(end, {"revision": revision(checked), "urgency": "urgent"})
    assert b"Select the agency you are asking" in none.content
    response = client.post(
        end, {"revision": revision(checked), "urgency": "urgent", "asked_agency": str(world.ours.pk)}
    )  # fmt: skip
    with acting_as(world.asker):
        made = Request.objects.get()
    assert (made.asked_agency_id, made.urgency, made.wanted) == (
        world.ours.pk, "urgent", ["A place: where something happens, or where someone lives"]
    )  # fmt: skip
    assert made.reference in client.get(response.url).content.decode()


def test_the_sharer_sees_what_was_asked_and_is_not_asked_again(world, client):
    asked = factories.request(world)
    decider = factories.decision_maker(world)
    with acting_as(decider):
        actions.decide(asked, by=decider, at=NOON, outcome="granted")
    client = signed_in(client, decider)
    start = f"{to(world, 'start_checklist')}?request={asked.reference}"

    assert client.get(start).status_code == 200
    first = client.post(start, {"tense": "before"}).url
    shown = client.get(first).content.decode()
    walked, end = walk(client, world, first, ANSWERS)

    assert "What you were asked" in shown
    assert "has not been seen for four nights" in shown
    assert not {"S1", "S4", "1a", "1b", "2b"} & set(walked)
    client.post(end, {"revision": revision(client.get(end))})
    with acting_as(decider):
        assert Disclosure.objects.get().request_id == asked.pk


def test_another_agencys_request_cannot_be_answered(world, client):
    asked = factories.request(world)

    for member in (world.stranger, world.asker):
        response = signed_in(client, member).get(f"{to(world, 'start_checklist')}?request={asked.reference}")
        assert response.status_code == 404


# One page at a time.


def test_danger_leads_to_the_emergency_page_with_what_was_typed(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={"1a": ANSWERS["1a"]})
    page = to(world, "page", key=made.pk, page="danger-now")

    response = client.post(page, {"revision": revision(client.get(page)), "danger": "yes"})

    assert response.url == f"{to(world, 'emergency')}?carry={made.pk}"
    assert "has not been seen for four nights" in client.get(response.url).content.decode()


def test_come_back_later_keeps_the_page_and_the_landing_page_leads_back(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={"S2": {"danger": "no"}})
    page = to(world, "page", key=made.pk, page="judgement")

    response = client.post(page, {"revision": revision(client.get(page)), "judgement": "It is right.", "save": "later"})

    assert response.url == to(world, "list")
    assert "Not finished yet" in client.get(response.url).content.decode()
    assert fresh(world, made).answers["3"] == {"judgement": "It is right."}
    carried_on = client.get(to(world, "page", key=made.pk, page="next"))
    assert slug_at(carried_on.url) == "identifiable"


def test_come_back_later_with_nothing_typed_leaves_the_page_to_be_answered(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={})
    page = to(world, "page", key=made.pk, page="judgement")

    client.post(page, {"revision": revision(client.get(page)), "save": "later"})

    assert "3" not in fresh(world, made).answers


def test_a_colleague_in_the_same_job_carries_on_and_sees_who_began(world, client):
    colleague = agencies.member(world.registrar, world.ours)
    made = factories.checklist(world, answers={"S2": {"danger": "no"}})

    client = signed_in(client, colleague)

    assert f"started by {world.sharer.person}" in client.get(addresses(world, made)["page"]).content.decode()
    assert f"Started by {world.sharer.person}" in client.get(to(world, "list")).content.decode()


def test_two_browsers_do_not_overwrite_each_other(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={})
    page = to(world, "page", key=made.pk, page="judgement")
    opened = revision(client.get(page))
    client.post(page, {"revision": opened, "judgement": "The first."})

    second = client.post(page, {"revision": opened, "judgement": "The second, typed for long."})

    assert second.status_code == 409
    assert b"The second, typed for long." in second.content
    assert fresh(world, made).answers["3"] == {"judgement": "The first."}


def test_a_failed_submit_keeps_everything_typed(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={})
    page = to(world, "page", key=made.pk, page="why-needed")

    shown = client.post(
        page, {"revision": "0", "purpose": "child", "why": "A long story. " * 60, "needed_by_day": "31"}
    )

    assert shown.status_code == 200
    assert b"A long story. A long story." in shown.content
    assert b'value="31"' in shown.content
    assert b"Error:" in shown.content
    assert revision(shown) == "0"
    assert not fresh(world, made).answers.get("1a")


def test_another_line_is_added_and_taken_away_without_a_script(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={})
    page = to(world, "page", key=made.pk, page="who-needs-it")
    row = {"recipients-rows": "1", "recipients-0-agency": world.theirs.name, "recipients-0-use": "Looks for him"}

    added = client.post(page, {"revision": "0", **row, "add-recipients": "1"})
    taken = client.post(
        page, {"revision": "0", **row, "recipients-rows": "2", "recipients-1-agency": "Another", "drop-recipients": "0"}
    )

    assert b"recipients-1-agency" in added.content
    assert b"Looks for him" in added.content
    assert b"Looks for him" not in taken.content
    assert b"Another" in taken.content
    assert not fresh(world, made).answers.get("2a")


def test_changing_an_answer_leads_back_to_the_check(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world)
    page = f"{to(world, 'page', key=made.pk, page='live-case')}?change=1"

    response = client.post(page, {"revision": revision(client.get(page)), "live": "no"})

    assert response.url == to(world, "check", key=made.pk)


def test_a_changed_answer_that_opens_a_question_leads_there_first(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world)
    page = f"{to(world, 'page', key=made.pk, page='from-someone-else')}?change=1"

    response = client.post(page, {"revision": revision(client.get(page)), "source": "agency", "agency": "NPC"})

    assert slug_at(response.url) == "owner-agreed"


def test_a_page_that_does_not_apply_leads_to_where_one_was(world, client):
    made = factories.checklist(world)

    response = signed_in(client, world.sharer).get(to(world, "page", key=made.pk, page="owner-agreed"))

    assert response.url == to(world, "check", key=made.pk)


def test_an_answer_changed_by_a_colleague_stops_the_button(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world)
    opened = revision(client.get(to(world, "check", key=made.pk)))
    with acting_as(world.officer):
        actions.save_page(made, "3", {"judgement": "Changed."}, by=world.officer, at=NOON, revision=made.revision)

    response = client.post(to(world, "check", key=made.pk), {"revision": opened, "note": "My note"})

    assert response.status_code == 409
    assert b"My note" in response.content


def test_who_is_no_agency_is_shown_as_outside_before_it_is_recorded(world, client):
    told = {**ANSWERS, "2a": {"recipients": [{"agency": "The landlord", "use": "Changes the lock"}]}}
    made = factories.checklist(world, answers=told)

    shown = signed_in(client, world.sharer).get(to(world, "check", key=made.pk)).content.decode()

    assert "The landlord, outside every agency" in shown
    assert "This service tells nobody outside the agencies." in shown


def test_what_the_recipients_will_see_holds_no_reasons(world, client):
    made = factories.checklist(world)

    shown = signed_in(client, world.sharer).get(to(world, "check", key=made.pk)).content.decode()

    seen = shown.split("What they will see")[1].split("Who can see this")[0]
    assert "four nights" in seen
    assert ANSWERS["3"]["judgement"] not in seen


def test_giving_up_is_a_page_of_its_own(world, client):
    client = signed_in(client, world.sharer)
    made = factories.checklist(world)
    page = to(world, "give_up", key=made.pk)

    assert "Nothing is recorded or sent" in client.get(page).content.decode()
    client.post(page)

    assert fresh(world, made).status == Checklist.Status.ABANDONED
    assert client.get(page).status_code == 409
    assert client.get(addresses(world, made)["page"]).url == to(world, "list")


def test_the_landing_page_costs_the_same_with_two_and_with_twenty(world, client):
    client = signed_in(client, world.sharer)
    client.get(to(world, "list"))
    counted = []
    for more in (2, 18):
        for _ in range(more):
            factories.checklist(world, answers={})
        with CaptureQueriesContext(connection) as run:
            assert client.get(to(world, "list")).status_code == 200
        counted.append(len(run))

    assert counted[1] <= counted[0]


def test_every_opening_by_somebody_else_is_logged(world, client):
    made = factories.checklist(world)
    signed_in(client, world.officer).get(addresses(world, made)["check"])

    with acting_as(world.officer):
        assert Reading.objects.filter(member=world.officer, record_id=made.pk).count() == 1
