"""Do the rules say what the catalogue, the schedule and the grants say?"""

from datetime import UTC, date, datetime

import pytest

from agencies.tenancy import acting_as
from protocols.models import Version
from sharing import actions, rules
from tests.sharing import factories
from tests.sharing.factories import DAY, NOON

OLD = Version(marking_scheme="GPMS-2013", marking="RESTRICTED")


@pytest.mark.parametrize(
    ("answer", "version", "expected"),
    [
        ("official", None, ("GSC-2024", "OFFICIAL")),
        ("official_sensitive", None, ("GSC-2024", "OFFICIAL-SENSITIVE")),
        ("unmarked", OLD, ("UNMARKED", "UNMARKED")),
        (None, None, ("UNMARKED", "UNMARKED")),
        (None, OLD, ("GPMS-2013", "RESTRICTED")),
        ("GPMS-2013:PROTECT", OLD, ("GPMS-2013", "PROTECT")),
        ("official", OLD, ("GSC-2024", "OFFICIAL")),
        ("mauve", None, ("UNMARKED", "UNMARKED")),
    ],
)
def test_a_marking_keeps_the_scheme_it_was_chosen_in(answer, version, expected):
    assert rules.marking_of(answer, version, DAY) == expected


def test_a_marking_of_long_ago_is_of_that_days_scheme_where_it_has_the_level():
    assert rules.marking_of("official", None, date(2015, 1, 1)) == ("GSC-2014", "OFFICIAL")
    assert rules.marking_of("official", None, date(2013, 1, 1)) == ("GSC-2024", "OFFICIAL")


def test_the_levels_offered_are_todays_and_those_of_an_older_agreement_and_never_secret():
    offered = [choice.value for choice in rules.marking_choices(OLD, DAY)]

    assert offered[:2] == ["unmarked", "GPMS-2013:PROTECT"]
    assert {"official", "official_sensitive"} <= set(offered)
    assert not any("SECRET" in value for value in offered)


def test_where_the_handling_rules_say_no_the_nearest_allowed_way_is_named():
    facts = rules.channel_facts("GSC-2024", "OFFICIAL-SENSITIVE", "ordinary_email")

    assert facts.allowed is False
    assert facts.nearest == "Secure e-mail"


def test_where_nothing_is_known_of_a_marking_nothing_is_said():
    assert rules.channel_facts("NO-SUCH", "LEVEL", "post").allowed is None


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 22, 2, 10, tzinfo=UTC), "2:10am on Sunday 22 November"),
        (rules.end_of(date(2026, 11, 26)), "Thursday 26 November"),
    ],
)
def test_a_deadline_in_the_subject_of_a_notice(moment, words):
    assert rules.in_words(moment) == words


def test_a_record_does_not_fail_for_a_calendar_that_ends():
    assert rules.receipt_due(datetime(2090, 3, 6, 12, 0, tzinfo=UTC)) == rules.end_of(date(2090, 3, 13))


@pytest.mark.django_db
def test_what_happens_next_with_a_request_is_said_to_each_side():
    world = factories.world()
    decider = factories.decision_maker(world)
    asked = factories.request(world)

    with acting_as(decider):
        assert rules.what_happens_next(asked, decider, DAY)[1:] == ("decide", asked.due_at)
        actions.decide(asked, by=decider, at=NOON, outcome="granted")
        asked.refresh_from_db()
        assert rules.what_happens_next(asked, decider, DAY)[1] == "start_checklist"
    with acting_as(world.asker):
        asked.refresh_from_db()
        assert rules.what_happens_next(asked, world.asker, DAY)[:2] == (f"{world.ours} shares it and records it.", None)


@pytest.mark.django_db
def test_what_happens_next_with_a_record_is_said_to_each_side():
    world = factories.world()
    record = factories.owed(world)

    with acting_as(world.sharer):
        assert rules.what_happens_next(record, world.sharer, DAY)[1:] == ("complete", record.complete_by)
    with acting_as(world.receiver):
        assert rules.what_happens_next(record, world.receiver, DAY)[1] == "confirm_receipt"
        actions.confirm_receipt(record, by=world.receiver, at=NOON, accepts_conditions=True)
        assert rules.what_happens_next(record, world.receiver, DAY)[1] is None
