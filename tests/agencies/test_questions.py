"""Does a question that is put together once give to each what a fresh one would, and to nobody anything else?"""

from datetime import timedelta

import pytest
from django.db.models import Prefetch
from django.utils.timezone import localdate

from agencies import questions, statements
from agencies.models import Agency, Membership
from agencies.notices import officers_of
from agencies.questions import asked, counted
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import feeds
from sharing.models import Disclosure
from tests.agencies import factories
from tests.sharing import factories as sharing

pytestmark = pytest.mark.django_db


def of_agency(agency, on):
    return Membership.objects.active(on).filter(agency_id=agency).select_related("person").order_by("person__name")


def named(kind, words):
    return kind.objects.filter(name__in=words).order_by("name").values_list("name", flat=True)


def seen_by(member):
    return Disclosure.objects.visible_to(member)


def asks_first(member):
    return Agency.objects.all() if member.decides.exists() else Agency.objects.none()


def worked_into(member, word):
    return Agency.objects.filter(name__contains=word)


def by_the_list(record):
    return Disclosure.objects.filter(party_ids__overlap=record.party_ids)


def by_a_day_of(at):
    return Membership.objects.filter(starts_on__lte=at.date())


def with_rows_beside(member):
    return Agency.objects.prefetch_related(Prefetch("memberships", Membership.objects.filter(pk=member.pk)))


@pytest.fixture
def two():
    registrar = factories.partnership()
    return [factories.member(registrar, factories.agency(registrar), Role.OFFICER) for _ in range(2)]


def test_the_second_answer_is_of_what_is_given_then(two):
    today = factories.NOON.date()
    for member in (*two, *two):
        with acting_as(member):
            (found,) = asked(of_agency, member.agency_id, today)
            assert (found, found.person.name) == (member, member.person.name)
            assert counted(of_agency, member.agency_id, today) == 1
            assert asked(of_agency, member.agency_id, factories.LONG_AGO - timedelta(days=1)) == []


def test_lists_of_any_length_and_signs_that_mean_something_in_a_statement(two):
    one, other = sorted(member.agency.name for member in two)
    with acting_as(two[0]):
        assert asked(named, Agency, [one]) == [one]
        assert asked(named, Agency, [other, one]) == [one, other]
        assert (asked(named, Agency, []), counted(named, Agency, [])) == ([], 0)
        assert asked(named, Agency, ["100% of 'it'; -- %s", other]) == [other]


def test_each_role_has_a_question_of_its_own_and_the_wall_holds_under_it():
    world = sharing.world()
    made = sharing.disclosure(world)
    for member in (world.sharer, world.officer, world.receiver, world.stranger):
        with acting_as(member):
            assert asked(seen_by, member) == list(seen_by(member))
            assert counted(seen_by, member) == seen_by(member).count()
            found = feeds.disclosure_of(member, made.reference)
            assert (found is None) == (member == world.stranger)
    # Even somebody who says that they are somebody else is told nothing behind the wall.
    with acting_as(world.stranger):
        assert asked(seen_by, world.officer) == []


def test_a_value_that_is_worked_into_something_else_is_refused_and_never_kept(two):
    with acting_as(two[0]), pytest.raises(TypeError, match="worked into"):
        asked(worked_into, two[0], "Agency")


def test_what_would_be_the_first_callers_for_everybody_is_refused(two):
    world = sharing.world()
    made = sharing.disclosure(world)
    with acting_as(world.sharer):
        with pytest.raises(TypeError, match="first asks another"):
            asked(by_the_list, made)
        with pytest.raises(TypeError, match="worked into"):
            asked(by_a_day_of, factories.NOON)
        with pytest.raises(TypeError, match="beside the rows"):
            asked(with_rows_beside, world.sharer)


def test_a_question_that_first_asks_another_is_refused(two):
    with acting_as(two[0]), pytest.raises(TypeError, match="first asks another"):
        asked(asks_first, two[0])


def test_an_auditor_who_reads_one_agency_asks_as_everybody_does(two):
    with acting_as(two[0]):
        registrar = Membership.objects.with_role(Role.REGISTRAR).get(partnership_id=two[0].partnership_id)
    auditor = factories.member(registrar, two[0].agency, Role.AUDITOR)
    with acting_as(auditor):
        assert asked(seen_by, auditor) == []
        assert counted(seen_by, auditor) == 0


def test_what_counts_by_the_day_is_put_together_anew_the_next_day(two, monkeypatch):
    with acting_as(two[0]):
        asked(of_agency, two[0].agency_id, localdate())
        before = len(questions._known)
        asked(of_agency, two[0].agency_id, localdate())
        assert len(questions._known) == before
        monkeypatch.setattr(questions, "localdate", lambda: localdate() + timedelta(days=1))
        asked(of_agency, two[0].agency_id, localdate())
    assert len(questions._known) == before + 1


def test_questions_are_forgotten_before_they_fill_the_memory(two, monkeypatch):
    monkeypatch.setattr(questions, "MOST_KNOWN", 2)
    with acting_as(two[0]):
        for length in range(1, 6):
            asked(named, Agency, ["a"] * length)
    assert len(questions._known) <= 2


def test_a_statement_is_planned_once(two):
    with acting_as(two[0]):
        for _ in range(3):
            asked(of_agency, two[0].agency_id, localdate())
        known = "select generic_plans + custom_plans from pg_prepared_statements where statement like %s"
        assert statements.rows(known, ['SELECT "agencies_membership"%']) == [(3,)]


def test_officers_of_several_agencies_come_in_one_question_and_heads_where_there_is_none():
    registrar = factories.partnership()
    led, headed, empty = (factories.agency(registrar) for _ in range(3))
    officer, head = factories.member(registrar, led, Role.OFFICER), factories.member(registrar, headed, Role.HEAD)
    factories.member(registrar, led, Role.HEAD)
    factories.member(registrar, headed)
    with acting_as(registrar):
        assert officers_of([headed.pk, led.pk, empty.pk], localdate()) == [head, officer]
        assert officers_of(led.pk, localdate()) == [officer]
        assert officers_of([], localdate()) == []
