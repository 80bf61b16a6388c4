"""Is sharing paused and resumed on its pages, and what does each side read of it?"""

import pytest

from agencies.tenancy import acting_as
from sharing.models import Suspension
from tests.compliance.factories import allegation, concern, pause
from tests.compliance.visiting import at, read, send
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db


def test_a_pause_goes_through_its_pages(here):
    case = concern(here)
    typed = {
        "towards": here.theirs.code, "protocol": "", "scope": "Extracts", "evidence": "Two lists lost",
        "case": case.reference, "confirm": "on",
    }  # fmt: skip
    told = text(send(here.officer, "suspend_sharing", typed))
    assert "Your agency has paused this sharing" in told
    assert "Two lists lost" in told
    with acting_as(here.officer):
        made = Suspension.objects.get()

    theirs = read(here.receiver, "suspension", key=made.pk)
    assert "Extracts" in theirs
    assert "Two lists lost" not in theirs
    kept = send(here.officer, "renew_suspension", {"evidence": "A third", "confirm": "on"}, key=made.pk)
    assert "It stays paused" in text(kept)
    assert "The pause is lifted" in text(send(here.officer, "lift_suspension", {"confirm": "on"}, key=made.pk))
    assert "Lifted" in read(here.receiver, "suspensions")


def test_a_pause_is_begun_from_the_case_that_one_wrote(here):
    case = allegation(here)
    assert f"Pause our sharing with {here.ours}" in read(here.receiver, "case", reference=case.reference)
    assert "Pause our sharing" not in read(here.officer, "case", reference=case.reference)

    page = visitor(here.receiver).get(at(here.receiver, "suspend_sharing"), {"case": case.reference})

    assert f'value="{case.reference}"' in page.content.decode()
    assert f'value="{here.ours.code}" selected' in page.content.decode()


def test_a_practitioner_reads_of_a_pause_without_its_evidence(here):
    made = pause(here)

    told = read(here.sharer, "suspension", key=made.pk)

    assert "Extracts for conferences" in told
    assert "Two lists lost" not in told


def test_who_may_not_decide_reads_who_does_and_a_lifted_pause_speaks_of_the_past(here):
    made = pause(here)
    told = read(here.sharer, "suspension", key=made.pk)
    assert "A head or designated officer of your agency looks at it again by" in told
    assert "Look at it again by" in read(here.officer, "suspension", key=made.pk)
    send(here.officer, "lift_suspension", {"confirm": "on"}, key=made.pk)

    over = read(here.sharer, "suspension", key=made.pk)

    assert "What was paused" in over
    assert "A duty to share still applies" not in over
