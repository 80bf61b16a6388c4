"""Is every page kept, by whom, and can two browsers overwrite each other?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.models import Checklist, Disclosure
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import LATER, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(world):
    return factories.checklist(world, answers={})


def save(made, member, page, answers, revision=None, at=LATER):
    with acting_as(member):
        return actions.save_page(
            made, page, answers, by=member, at=at, revision=made.revision if revision is None else revision
        )


def test_a_page_is_kept_under_its_code_whether_named_by_code_or_by_address(world, made):
    made = save(made, world.sharer, "why-needed", {"purpose": "child"})
    made = save(made, world.sharer, "2c", {"basis": "none"})

    assert made.answers["1a"] == {"purpose": "child"}
    assert made.answers["2c"] == {"basis": "none"}
    assert (made.revision, made.saved_at) == (2, LATER)


def test_a_page_that_shows_several_together_is_kept_under_each_of_them(world, made):
    made = save(made, world.sharer, "FU1", {"FU1": {"correct": "no"}, "4a": {"sure": "today"}, "4b": {}})

    assert (made.answers["FU1"], made.answers["4a"], made.answers["4b"]) == ({"correct": "no"}, {"sure": "today"}, {})


def test_the_second_of_two_browsers_is_refused_and_overwrites_nothing(world, made):
    first = save(made, world.sharer, "1a", {"purpose": "child"}, revision=0)

    with pytest.raises(MoveRefused, match="after you opened the page"):
        save(made, world.sharer, "1a", {"purpose": "crime"}, revision=0)

    with acting_as(world.sharer):
        assert Checklist.objects.get(pk=first.pk).answers["1a"] == {"purpose": "child"}


def test_a_no_and_a_not_sure_without_a_reason_are_kept_and_become_gaps(world, made):
    made = save(made, world.sharer, "2c", {"basis": "unsure"})
    made = save(made, world.sharer, "3c", {"other_way": "as_good"})

    with acting_as(world.sharer):
        missing = {gap.code for gap in rules.gaps(None, made, NOON) if "reason" in gap.sentence}
    assert missing >= {"2c"}


def test_a_colleague_in_the_same_job_takes_over_and_one_in_another_does_not(world, made):
    same = agencies.member(world.registrar, world.ours)

    save(made, same, "1a", {"purpose": "child"}, revision=0)

    with pytest.raises(PermissionDenied):
        save(made, world.colleague, "1a", {"purpose": "crime"}, revision=1)


def test_another_agency_does_not_find_it(world, made):
    with pytest.raises(PermissionDenied):
        save(made, world.receiver, "1a", {"purpose": "crime"})


def test_changing_the_first_answer_changes_whose_voice_it_is(world, made):
    made = save(made, world.sharer, "S1", {"want": "ask"})

    assert (made.voice, made.tense) == ("asker", "before")


def test_there_is_no_such_page(world, made):
    with pytest.raises(KeyError):
        save(made, world.sharer, "no-such-page", {})


def test_nothing_more_is_kept_once_it_is_given_up(world, made):
    with acting_as(world.sharer):
        made = actions.give_up(made, by=world.sharer, at=NOON)

    with pytest.raises(MoveRefused, match="given up"):
        save(made, world.sharer, "1a", {})


def test_an_auditor_of_the_agency_changes_nothing(world, made):
    auditor = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Auditor")

    with pytest.raises(PermissionDenied):
        save(made, auditor, "1a", {})


def test_the_record_follows_what_is_answered_after_it_and_recipients_hear_of_a_new_limit(world):
    record = factories.owed(world)
    with acting_as(world.sharer):
        owed = Checklist.objects.get(disclosure=record)
    owed = save(owed, world.sharer, "1a", {"purpose": "missing", "why": "To find him"})
    owed = save(owed, world.sharer, "6a", {"agreed": "limits"})

    save(owed, world.sharer, "6c", {"limits": "yes", "what": "Not his brother"})

    with acting_as(world.receiver):
        record = Disclosure.objects.get(pk=record.pk)
        kinds = list(Notice.objects.visible_to(world.receiver).values_list("kind", flat=True))
    assert (record.purpose, record.purpose_words, record.restrictions) == ("missing", "To find him", "Not his brother")
    assert kinds.count("disclosure_changed") == 1


def test_secret_is_refused_afterwards_as_well(world):
    record = factories.owed(world)
    with acting_as(world.sharer):
        owed = Checklist.objects.get(disclosure=record)

    with pytest.raises(MoveRefused, match="does not belong"):
        save(owed, world.sharer, "9", {"channel": "service", "marking": "SECRET"})
