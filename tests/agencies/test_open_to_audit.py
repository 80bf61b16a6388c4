"""An agency opens its records to an auditor of another: from a day to a day, to read and never to write."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone

from agencies import actions
from agencies.models import AuditOpening, Membership, Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance.models import AuditExport
from sharing.models import Checklist, Disclosure, DisclosureParty, Holding, Request
from tests.agencies import factories as agencies
from tests.agencies.auditing import close_to_audit, open_to_audit, outside_auditor, refreshed
from tests.sharing import factories as sharing
from tests.sharing import meetings
from tests.sharing.visiting import at, opened, text, visitor

pytestmark = pytest.mark.django_db
WALLED = (Disclosure, DisclosureParty, Request, Checklist, Holding)


@pytest.fixture
def world():
    made = sharing.world()
    sharing.disclosure(made)
    sharing.request(made)
    return made


@pytest.fixture
def auditor(world):
    return outside_auditor(world)


def by_code(member, model):
    """How many rows the first wall lets a member see."""
    with acting_as(member):
        if hasattr(model.objects.all(), "visible_to"):
            return model.objects.visible_to(refreshed(member)).count()
        return model.objects.count()


def by_database(member, model):
    """How many rows the database alone lets a member see, of the records and of their history."""
    with acting_as(member):
        return model.objects.count(), model.history.count()


@pytest.mark.parametrize("model", WALLED)
def test_both_walls_open_for_these_days_and_for_this_auditor_alone(world, auditor, model):
    assert (by_code(auditor, model), by_database(auditor, model)) == (0, (0, 0))

    open_to_audit(world.head, auditor)

    own = by_database(world.officer, model)
    assert own[0] > 0
    assert by_database(auditor, model) == own
    assert by_code(auditor, model) == by_code(world.officer, model)
    other = outside_auditor(world)
    assert (by_code(other, model), by_database(other, model)) == (0, (0, 0))


@pytest.mark.parametrize(("first", "last"), [(1, 5), (-5, -1)])
def test_before_the_first_and_after_the_last_day_nothing_is_open(world, auditor, first, last):
    today = timezone.localdate()
    opened_on(world, auditor, today + timedelta(days=first), today + timedelta(days=last))

    assert by_database(auditor, Disclosure) == (0, 0)
    assert by_code(auditor, Disclosure) == 0


@pytest.mark.parametrize("days", [(0, 0), (-3, 0), (0, 3)])
def test_the_first_and_the_last_day_are_open(world, auditor, days):
    today = timezone.localdate()
    opened_on(world, auditor, *(today + timedelta(days=number) for number in days))

    assert by_database(auditor, Disclosure)[0] == by_code(auditor, Disclosure) == 1


def opened_on(world, auditor, starts_on, ends_on):
    """An opening as it stands in the table; the act itself refuses days that have passed."""
    made = AuditOpening(
        partnership_id=auditor.partnership_id, agency=world.ours, member=auditor, starts_on=starts_on, ends_on=ends_on,
        reason="The yearly audit", opened_by=world.head, opened_at=timezone.now(),
    )  # fmt: skip
    with acting_as(world.head, "open_to_audit"):
        made.save(force_insert=True)
    return made


def test_taken_back_it_is_closed_at_once(world, auditor):
    opening = open_to_audit(world.head, auditor)

    close_to_audit(world.officer, opening)

    assert by_database(auditor, Disclosure) == (0, 0)
    assert by_code(auditor, Disclosure) == 0


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.OFFICER, Role.HEAD])
def test_an_auditor_who_takes_a_part_in_the_work_reads_nothing_of_it(world, auditor, role):
    open_to_audit(world.head, auditor)
    with acting_as(world.registrar):
        actions.change_membership(
            auditor, by=world.registrar, at=timezone.now(), job_title="Both", roles=[Role.AUDITOR, role]
        )

    both = refreshed(auditor)
    assert by_database(both, Disclosure) == (0, 0)
    assert by_code(both, Disclosure) == 0


def test_what_was_opened_elsewhere_opens_nothing_here(world, auditor):
    open_to_audit(world.head, auditor)
    elsewhere = sharing.world()
    sharing.disclosure(elsewhere)
    with acting_as(elsewhere.registrar):
        same = Membership(
            partnership_id=elsewhere.registrar.partnership_id, person=auditor.person, agency=elsewhere.strangers,
            roles=[Role.AUDITOR], job_title="Auditor", starts_on=agencies.LONG_AGO,
        )  # fmt: skip
        same.save(force_insert=True)

    assert by_database(same, Disclosure) == (0, 0)
    assert by_code(same, Disclosure) == 0


# Every way to write to what was opened, past the code's own wall.
WRITES = {
    "update": lambda: Disclosure.objects.update(handling_instruction="Changed"),
    "lock": lambda: len(Disclosure.objects.select_for_update()),
    "delete": lambda: Checklist.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("way", WRITES)
def test_the_database_lets_nothing_of_it_be_changed(world, auditor, way):
    open_to_audit(world.head, auditor)

    with acting_as(auditor, "test"):
        assert WRITES[way]() == 0

    with acting_as(world.officer):
        assert not Disclosure.objects.filter(handling_instruction="Changed").exists()
        assert Checklist.objects.exists()


def test_nor_anything_be_added_to_it(world, auditor):
    open_to_audit(world.head, auditor)
    with acting_as(auditor):
        record = Disclosure.objects.get()
    party = DisclosureParty(
        partnership_id=record.partnership_id, disclosure=record, agency=world.strangers, part="recipient",
        created_at=timezone.now(),
    )  # fmt: skip
    copy = Holding(
        partnership_id=record.partnership_id, disclosure=record, agency=world.ours, began_on=timezone.localdate()
    )
    for row in (party, copy):
        with pytest.raises(Error, match="row-level security"), transaction.atomic(), acting_as(auditor, "test"):
            row.save(force_insert=True)


@pytest.mark.parametrize("who", ["auditor", "stranger", "receiver"])
def test_nobody_else_can_open_an_agency_even_past_the_code(world, auditor, who):
    member = auditor if who == "auditor" else getattr(world, who)
    row = AuditOpening(
        partnership_id=member.partnership_id, agency=world.ours, member=auditor, starts_on=timezone.localdate(),
        ends_on=timezone.localdate(), reason="Curious", opened_by=member, opened_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(Error, match="row-level security"), transaction.atomic(), acting_as(member, "test"):
        row.save(force_insert=True)


def test_nor_lengthen_what_is_open(world, auditor):
    open_to_audit(world.head, auditor)

    with acting_as(auditor, "test"):
        assert AuditOpening.objects.count() == 1
        assert AuditOpening.objects.update(ends_on=timezone.localdate() + timedelta(days=3000)) == 0


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


def test_only_an_auditor_pays_for_the_question(world, auditor, django_assert_num_queries):
    with acting_as(world.officer), django_assert_num_queries(0):
        assert refreshed(world.officer, keep=True).reads == [world.ours.pk]
    with acting_as(world.officer), connection.cursor() as cursor:
        cursor.execute("explain (verbose, costs off) select 1 from sharing_disclosure")
        plan = [line.strip() for (line,) in cursor.fetchall()]
    # Partnership, width and agencies are asked once a query, and no function is left to be called but for an auditor.
    assert [line for line in plan if line.startswith("InitPlan")] == ["InitPlan 1", "InitPlan 2", "InitPlan 3"]
    assert sum("concordat_opened()" in line for line in plan) == 1
    assert not any("concordat_agencies" in line for line in plan)


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


def test_the_auditor_reads_lists_and_records_as_the_agencys_own_auditor_does(world, auditor):
    open_to_audit(world.head, auditor)
    name = str(auditor.person)  # who printed a page stands on it
    own = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Own Auditor", name=name)
    browser, slug = visitor(auditor), auditor.partnership.slug
    with acting_as(world.officer):
        record, asked = Disclosure.objects.get(), Request.objects.get()

    assert record.reference not in text(browser.get(at(auditor, "disclosures")))
    read = reverse("agencies:read_records", kwargs={"partnership": slug, "code": world.ours.code})
    assert "Its disputes" not in text(browser.get(read.replace("read_records/", "")))
    chosen = browser.post(read, {"acting": str(auditor.pk)}, follow=True)
    assert "Its disputes" in text(chosen)
    assert "Go to your own agency" in text(chosen)
    listed = browser.get(at(auditor, "disclosures"))

    assert record.reference in text(listed)
    assert f"reading the records of {world.ours}" in text(listed)
    assert asked.reference in text(browser.get(at(auditor, "requests")))
    for name, reference in (("disclosure", record.reference), ("request", asked.reference)):
        there, here = (
            main(one.get(at(auditor, name, reference=reference)).content.decode()) for one in (browser, visitor(own))
        )
        assert there == here
        assert "Withheld" in there
    for name in ("retention", "cases", "suspensions", "holds", "unscheduled", "schedule", "history"):
        assert browser.get(reverse(f"compliance:{name}", kwargs={"partnership": slug})).status_code == 200
    copy = reverse("compliance:copy", kwargs={"partnership": slug, "reference": record.reference})
    assert browser.get(copy).status_code == 200
    assert browser.get(at(auditor, "disputes")).status_code == 200


def main(page):
    """The middle of a page, which says nothing of who is signed in."""
    return page.split("<main", 1)[1].split("</main>", 1)[0].split("_history", 1)[0]


def test_nobody_chooses_records_that_are_not_open(world, auditor):
    slug = auditor.partnership.slug
    read = reverse("agencies:read_records", kwargs={"partnership": slug, "code": world.ours.code})
    assert visitor(auditor).post(read, {"acting": str(auditor.pk)}).status_code == 404
    assert visitor(world.officer).post(read, {"acting": str(world.officer.pk)}).status_code == 403


def test_when_it_ends_the_lists_are_the_own_ones_again(world, auditor):
    opening = open_to_audit(world.head, auditor)
    browser, slug = visitor(auditor), auditor.partnership.slug
    read = reverse("agencies:read_records", kwargs={"partnership": slug, "code": world.ours.code})
    browser.post(read, {"acting": str(auditor.pk)})
    close_to_audit(world.head, opening)

    said = browser.get(at(auditor, "disclosures"))

    assert said.status_code == 200
    assert "reading the records of" not in text(said)


def test_a_copy_of_the_history_taken_away_is_told_to_the_agency_whose_it_is(world, auditor):
    open_to_audit(world.head, auditor)
    with acting_as(world.officer):
        record = Disclosure.objects.get()
    browser, slug = visitor(auditor), auditor.partnership.slug
    read = reverse("agencies:read_records", kwargs={"partnership": slug, "code": world.ours.code})
    browser.post(read, {"acting": str(auditor.pk)})
    form = {"acting": str(auditor.pk), "reason": "The yearly audit", "written_as": "csv"}
    taken = browser.post(reverse("compliance:export_history", kwargs={"partnership": slug}), form)

    file = b"".join(taken.streaming_content).decode()

    assert record.reference in file
    assert record.purpose_words not in file
    with acting_as(world.officer):
        assert Notice.objects.visible_to(world.officer).filter(kind="history_exported").count() == 1
    with acting_as(auditor):
        assert AuditExport.objects.get().words == f"records of {world.ours}: everything"


def test_meetings_and_their_lists_open_with_the_rest(world, auditor):
    held = meetings.at_the_table(world.sharer, world.receiver).meeting
    assert opened(auditor, held, "meeting").status_code == 404

    open_to_audit(world.head, auditor)

    assert opened(auditor, held, "meeting").status_code == 200
    assert visitor(auditor).get(at(auditor, "meetings")).status_code == 200
