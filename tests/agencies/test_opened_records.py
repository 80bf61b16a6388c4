"""Do both walls open what an agency opened to an auditor: for these days, for them alone, and to read only?"""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from agencies import actions
from agencies.models import AuditOpening, Membership
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing.models import Checklist, Disclosure, DisclosureParty, Holding, Request
from tests.agencies import factories as agencies
from tests.agencies.auditing import close_to_audit, open_to_audit, outside_auditor, refreshed
from tests.sharing import factories as sharing

pytestmark = pytest.mark.django_db
WALLED = (Disclosure, DisclosureParty, Request, Checklist, Holding)


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
