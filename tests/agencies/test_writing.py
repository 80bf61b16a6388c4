"""Do rows written in one go stand behind the same walls, with the same history, as rows saved one by one?"""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Notice
from agencies.tenancy import acting_as, say_verb
from agencies.writing import Changed, write
from sharing.models import Disclosure, DisclosureReader
from tests.agencies.factories import NOON
from tests.sharing import factories as sharing

pytestmark = pytest.mark.django_db


def notice(member, **facts):
    return Notice(partnership_id=member.partnership_id, to=member, kind="let_in", raised_at=NOON, context={"a": ["b"]}, **facts)


def test_rows_of_several_tables_and_a_change_take_one_round_trip_and_are_as_they_were_given(officer):
    told = [notice(officer, link="/one/?a=50%25"), notice(officer, link="/two/")]
    agency = officer.agency
    agency.contact, agency.name = "50% \u2013 'quoted'", "never asked to be written"

    with acting_as(officer), CaptureQueriesContext(connection) as seen:
        write([*told, Changed(agency, ("contact",))])
    with acting_as(officer):
        kept = {one.pk: (one.link, one.context, one.is_urgent) for one in Notice.objects.all()}
        now = Agency.objects.get(pk=agency.pk)

    assert sum("INSERT" in one["sql"] for one in seen) == 1
    assert kept == {one.pk: (one.link, {"a": ["b"]}, False) for one in told}
    assert (now.contact, now.name != agency.name) == ("50% \u2013 'quoted'", True)


def test_each_change_leaves_a_version_with_person_and_verb(officer):
    agency = officer.agency
    agency.contact = "by writing"

    with acting_as(officer):
        say_verb("correct_contact")
        write([notice(officer), Changed(agency, ("contact",))])
        row = agency.history.order_by("-history_id").first()

    assert (row.contact, row.history_type, row.history_verb) == ("by writing", "~", "correct_contact")
    assert row.history_member_id == officer.pk


def test_a_row_that_was_written_is_saved_again_as_a_change(officer):
    made = notice(officer)

    with acting_as(officer):
        write([made])
        made.link = "/later/"
        made.save()
        assert Notice.objects.get().link == "/later/"


def test_a_child_takes_its_parties_from_the_parent_written_before_it():
    world = sharing.world()
    made = sharing.disclosure(world)

    with acting_as(world.sharer):
        assert {tuple(one.party_ids) for one in (*made.parties.all(), *made.readers.all())} == {tuple(made.party_ids)}


def test_a_stranger_can_write_nothing_to_a_record_and_change_nothing_of_it():
    world = sharing.world()
    made = sharing.disclosure(world)
    made.note = "changed by a stranger"
    child = DisclosureReader(
        partnership_id=made.partnership_id, disclosure=made, member=world.stranger, why="sent", created_at=NOON
    )

    for row, refusal in ((child, DatabaseError), (Changed(made, ("note",)), LookupError)):
        with acting_as(world.stranger), pytest.raises(refusal), transaction.atomic():
            write([row])
    with acting_as(world.sharer):
        assert Disclosure.objects.get(pk=made.pk).note == ""


def test_what_the_database_refuses_takes_everything_back(officer):
    twice = notice(officer)

    with acting_as(officer):
        with pytest.raises(IntegrityError), transaction.atomic():
            write([notice(officer), twice, notice(officer), Changed(twice, ("link",)), twice])
        assert not Notice.objects.exists()


def test_nothing_is_written_by_nobody_and_writing_nothing_asks_nothing(officer):
    with pytest.raises(DatabaseError), transaction.atomic():
        write([Changed(officer.agency, ("contact",))])
    with acting_as(officer), CaptureQueriesContext(connection) as seen:
        write([])
    assert len(seen) == 0


def test_two_changes_of_one_row_are_both_written(officer):
    one, again = officer.agency, Agency(**{field.attname: getattr(officer.agency, field.attname) for field in Agency._meta.concrete_fields})
    one.contact, again.contact = "first", "second"
    with acting_as(officer):
        write([Changed(one, ("contact",)), Changed(again, ("contact",))])
        assert Agency.objects.get(pk=one.pk).contact == "second"
