"""Whom does the machine door let in, and how does it refuse?"""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from agencies import actions
from agencies.models import ApiToken
from agencies.tenancy import Who, acting, acting_as
from tests.agencies.factories import LONG_AGO
from tests.api.programs import Program, asking, token

pytestmark = pytest.mark.django_db


def refused(program, path="requests/"):
    told = program.get(path)
    assert told["Content-Type"] == "application/problem+json"
    assert told["WWW-Authenticate"].startswith("Bearer")
    return told.status_code, told.json()["code"]


def test_nobody_comes_in_without_a_token_or_with_a_wrong_one(world):
    for secret in ("x", "cct_", "cct_" + "A" * 43, "cct_\u00e9", "cct_" + "A" * 5000):
        assert refused(Program(world.officer, secret=secret)) == (401, "not_signed_in")
    told = Client().get(Program(world.officer).at("requests/"))
    assert told.status_code == 401


def test_a_cookie_opens_nothing_here(world):
    browser = Client()
    with acting(Who(), "sign_in"):
        browser.force_login(world.officer.person)

    told = browser.get(f"/api/v1/{world.officer.partnership.slug}/requests/")

    assert told.status_code == 401
    assert not told.cookies


def test_an_end_is_felt_at_the_next_request(world):
    now = timezone.now()

    expired = Program(world.officer, secret=token(world.officer, at=now - timedelta(days=31))[1])
    assert refused(expired) == (401, "not_signed_in")

    row, secret = token(world.officer)
    stopped = Program(world.officer, secret=secret)
    assert stopped.get("requests/").status_code == 200
    with acting_as(world.officer):
        actions.revoke_token(row, by=world.officer, at=now)
    assert refused(stopped) == (401, "not_signed_in")

    left = Program(world.sharer)
    assert left.get("requests/").status_code == 200
    with acting_as(world.registrar, "end"):
        world.sharer.ends_on = LONG_AGO
        world.sharer.save(update_fields=["ends_on"])
    assert refused(left) == (401, "not_signed_in")

    barred = Program(world.head)
    assert barred.get("requests/").status_code == 200
    with acting_as(world.registrar, "bar"):
        world.head.person.is_active = False
        world.head.person.save(update_fields=["is_active"])
    assert refused(barred) == (401, "not_signed_in")

    gone = Program(world.asker)
    assert gone.get("requests/").status_code == 200
    with acting_as(world.registrar, "leave"):
        world.theirs.ends_on = LONG_AGO
        world.theirs.save(update_fields=["ends_on"])
    assert refused(gone) == (401, "not_signed_in")


@pytest.mark.parametrize(
    ("scope", "path"),
    [("read_protocols", "protocols/"), ("read_sharing", "requests/"), ("read_sharing", "disclosures/")],
)
def test_a_scope_opens_its_own_part_only(world, scope, path):
    having = Program(world.officer, secret=token(world.officer, scope)[1])
    lacking = Program(world.officer, secret=token(world.officer, *(set(ApiToken.Scope.values) - {scope}))[1])

    assert having.get(path).status_code == 200
    assert (lacking.get(path).status_code, lacking.get(path).json()["code"]) == (403, "not_allowed")


def test_reading_does_not_open_writing(world):
    reader = Program(world.asker, secret=token(world.asker, "read_sharing")[1])

    assert reader.post("requests/", asking(world)).status_code == 403


def test_another_partnership_is_not_there(world):
    told = Program(world.officer).get("/api/v1/elsewhere/requests/")

    assert (told.status_code, told.json()["code"]) == (404, "not_here")


def test_the_day_of_its_last_use_is_kept(world):
    row, secret = token(world.officer)
    program = Program(world.officer, secret=secret)
    program.get("requests/")
    program.get("requests/")

    with acting_as(world.officer):
        assert ApiToken.objects.get().last_used_on == timezone.localdate()
        assert [one.history_verb for one in ApiToken.history.order_by("history_id")] == ["make_token", "use_token"]


def test_who_asks_too_often_is_told_when_to_come_back(world, settings):
    cache.clear()
    settings.API_READS_A_MINUTE, settings.API_WRITES_A_MINUTE = 2, 1
    program, other = Program(world.officer), Program(world.officer)

    told = [program.get("requests/") for _ in range(5)]

    assert [one.status_code for one in told][:2] == [200, 200]
    assert told[-1].status_code == 429
    assert 1 <= int(told[-1]["Retry-After"]) <= 60
    assert other.get("requests/").status_code == 200
    assert [program.post("requests/", {}).status_code for _ in range(3)][-1] == 429


def test_the_limits_are_those_that_are_promised():
    assert (django_settings.API_READS_A_MINUTE, django_settings.API_WRITES_A_MINUTE) == (600, 60)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused_by_name(world, method):
    program = Program(world.officer)

    told = getattr(program.client, method)(
        program.at("requests/"), headers={"Authorization": f"Bearer {program.secret}"}
    )

    assert (told.status_code, told["Allow"]) == (405, "GET, HEAD, POST")


def test_an_address_that_is_none_is_told_as_a_problem(world):
    for path in (f"/api/v1/{world.officer.partnership.slug}/gossip/", "/api/v2/x/", "/api/v1/a/requests/%00/"):
        told = Program(world.officer).get(path)
        assert (told.status_code, told["Content-Type"]) == (404, "application/problem+json")


def test_an_address_without_its_last_slash_takes_the_act_along(world):
    """A program that follows a 301 with a GET would be told 200 of an act that never was."""
    program = Program(world.asker)
    sent = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": str(uuid.uuid4())}

    told = program.client.post(program.at("requests"), asking(world), "application/json", follow=True, headers=sent)

    assert told.redirect_chain == [(program.at("requests/"), 308)]
    assert (told.status_code, told.json()["status"]) == (201, "sent")


def test_the_headers_of_every_answer_are_there(world):
    told = Program(world.officer).get("requests/")

    assert told["Cache-Control"] == "no-store"
    assert "default-src 'none'" in told["Content-Security-Policy"]
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Content-Type"] == "application/json"
    assert str(uuid.UUID(int=0)) not in told.content.decode()
