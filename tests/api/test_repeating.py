"""Is an act that is asked for twice carried out once? (Idempotency-Key)"""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from agencies.models import IdempotencyKey
from agencies.tasks import sweep_old_keys
from agencies.tenancy import acting_as
from sharing.models import Request
from tests.api.programs import Program, asking
from tests.sharing import factories


def made_of(world):
    with acting_as(world.asker):
        return Request.objects.count()


def test_the_same_key_gets_the_same_answer_and_one_act(world, asker):
    key = str(uuid.uuid4())

    first, again = (asker.post("requests/", asking(world), key) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first["Location"] == again["Location"]
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert made_of(world) == 1


def test_the_same_key_for_something_else_is_refused(world, asker):
    key = str(uuid.uuid4())
    asker.post("requests/", asking(world), key)

    told = asker.post("requests/", asking(world, urgency="urgent"), key)

    assert (told.status_code, told.json()["code"]) == (422, "key_reused")
    assert made_of(world) == 1


def test_a_key_is_ones_own(world, asker):
    key = str(uuid.uuid4())
    asker.post("requests/", asking(world), key)

    told = Program(world.receiver).post("requests/", asking(world), key)

    assert told.status_code == 201
    assert "Idempotency-Replayed" not in told


@pytest.mark.parametrize("key", ["", "7", "x" * 36, "9befff061d454184a9084a225f9a3068"])
def test_a_write_without_a_key_is_refused(world, asker, key):
    told = asker.post("requests/", asking(world), **{"Idempotency-Key": key})

    assert (told.status_code, told.json()["code"]) == (400, "no_key")
    assert made_of(world) == 0


def test_what_failed_may_be_asked_for_again_under_its_key(world, asker):
    key = str(uuid.uuid4())

    assert asker.post("requests/", asking(world, asked_agency="NOBODY"), key).status_code == 400
    assert asker.post("requests/", asking(world), key).status_code == 201


def test_a_key_is_forgotten_after_a_day(world, asker):
    key = str(uuid.uuid4())
    asker.post("requests/", asking(world), key)
    with acting_as(world.asker):
        IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))

    assert asker.post("requests/", asking(world), key).status_code == 201
    assert made_of(world) == 2
    with acting_as(world.asker):
        IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))
    sweep_old_keys()
    sweep_old_keys()
    with acting_as(world.asker):
        assert not IdempotencyKey.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_under_one_key_make_one():
    world = factories.world()
    program, key, start, told = Program(world.asker), str(uuid.uuid4()), threading.Barrier(4), []

    def send():
        try:
            start.wait(timeout=20)
            told.append(Program(world.asker, secret=program.secret).post("requests/", asking(world), key).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert 201 in told
    assert set(told) <= {201, 409}
    assert made_of(world) == 1
