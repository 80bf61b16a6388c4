"""Do the questions lead to a record or a request, by every way through them?"""

import pytest

from agencies.models import Notice
from agencies.tenancy import acting_as
from protocols.models import Clause
from sharing import actions
from sharing.checklist import book
from sharing.checklist.shapes import Kind
from sharing.models import Disclosure, Request
from tests.sharing import factories
from tests.sharing.factories import NOON
from tests.sharing.walking import ANSWERS, begin, procedure, revision, signed_in, to, walk

pytestmark = pytest.mark.django_db


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
