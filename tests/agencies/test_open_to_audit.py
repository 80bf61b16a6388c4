"""Who opens an agency's records to an auditor of another, for which days, and who is told?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from agencies.models import AuditOpening, Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories as agencies
from tests.agencies.auditing import open_to_audit
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.AUDITOR, Role.BOARD_ADMINISTRATOR, Role.REGISTRAR])
def test_only_head_and_officer_open_their_own_agency(world, auditor, role):
    by = world.registrar if role == Role.REGISTRAR else agencies.member(world.registrar, world.ours, role)
    with pytest.raises(PermissionDenied):
        open_to_audit(by, auditor, agency=world.ours)
    with pytest.raises(PermissionDenied):
        open_to_audit(world.receiver, auditor, agency=world.ours)


def test_it_is_for_an_auditor_of_another_agency_with_a_reason_and_within_a_year(world, auditor):
    own = agencies.member(world.registrar, world.ours, Role.AUDITOR)
    today = timezone.localdate()
    for whom, more in (
        (own, {}),
        (world.receiver, {}),
        (auditor, {"reason": "  "}),
        (auditor, {"starts_on": today - timedelta(days=1)}),
        (auditor, {"ends_on": today + timedelta(days=400)}),
    ):
        with pytest.raises(ValueError, match="Say what|Records are opened|The days must"):
            open_to_audit(world.head, whom, **more)
    open_to_audit(world.head, auditor)
    with pytest.raises(MoveRefused, match="open to .* already"):
        open_to_audit(world.officer, auditor)


def test_the_auditor_and_the_head_are_told_and_history_keeps_it(world, auditor):
    opening = open_to_audit(world.officer, auditor)

    for member in (auditor, world.head):
        with acting_as(member):
            assert Notice.objects.visible_to(member).filter(kind="opened_to_audit").count() == 1
    with acting_as(world.officer):
        assert [row.history_verb for row in opening.history.all()] == ["open_to_audit"]


def test_the_pages_say_to_whom_and_let_the_head_do_it(world, auditor):
    page = lambda name, **more: reverse(  # noqa: E731  one line for three addresses
        f"agencies:{name}", kwargs={"partnership": world.head.partnership.slug, "code": world.ours.code, **more}
    )
    browser, today = visitor(world.head), timezone.localdate()
    assert "Open to nobody" in text(browser.get(page("audits")))
    typed = {"acting": str(world.head.pk), "member": str(auditor.pk), "reason": "The yearly audit"}
    for name, day in (("starts_on", today), ("ends_on", today + timedelta(days=30))):
        typed |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}

    wrong = browser.post(page("open_to_audit"), {**typed, "reason": ""})
    done = browser.post(page("open_to_audit"), typed, follow=True)

    assert "Say what the audit is for" in text(wrong)
    assert str(auditor.person) in text(done)
    assert "The yearly audit" in text(visitor(world.receiver).get(page("audits")))
    with acting_as(world.head):
        opening = AuditOpening.objects.get()
    said = text(visitor(auditor).get(page("agency")))
    assert "Read its records" in said
    closed = browser.post(page("close_to_audit", key=opening.pk), {"acting": str(world.head.pk)}, follow=True)
    assert "Taken back by" in text(closed)
