"""What was given and received, as a list: whose rows, narrowed how, at which cost."""

from datetime import timedelta

import pytest

from agencies.tenancy import acting_as
from sharing import feeds
from sharing.models import Disclosure, DisclosureParty
from tests.sharing import factories
from tests.sharing.factories import NOON
from tests.sharing.visiting import at, statements, text, visitor

pytestmark = pytest.mark.django_db


def shown(member, query=""):
    return text(visitor(member).get(at(member, "disclosures") + query))


def test_the_list_shows_each_side_its_own_and_a_stranger_none(world):
    record = factories.disclosure(world)

    assert f"{record.reference}, shared 18 November 2026. Given by us." in shown(world.officer)
    assert f"From {world.ours}." in shown(world.receiver)
    assert record.reference in shown(world.sharer)
    assert "Nothing has been shared yet" in shown(world.colleague)
    assert "Nothing has been shared yet" in shown(world.stranger)


def test_the_filter_narrows_and_is_said_in_words(world):
    record, owed = factories.disclosure(world), factories.owed(world)

    for query, said, there, gone in (
        ("?show=owed", "answers still owed", owed, record),
        ("?purpose=danger", "for “Keep someone safe from immediate danger”", record, owed),
        ("?part=giver", "given by us", record, None),
        (f"?other={world.theirs.code}", f"with {world.theirs}", record, None),
        ("?since_day=18&since_month=11&since_year=2026", "from 18 November 2026", record, None),
    ):
        page = shown(world.officer, query)
        assert said in page
        assert there.reference in page
        assert gone is None or gone.reference not in page
    for query in ("?part=recipient", f"?other={world.strangers.code}", "?until_day=1&until_month=1&until_year=2026"):
        assert "Nothing fits" in shown(world.officer, query)


def test_the_filter_that_is_kept_for_one_agency_is_not_shown_to_another(world):
    record = factories.disclosure(world)

    for member, others in ((world.officer, world.theirs), (world.receiver, world.ours)) * 2:
        page = visitor(member).get(at(member, "disclosures")).content.decode()
        assert f'<option value="{others.code}">' in page
        assert f'<option value="{member.agency.code}">' not in page
        assert f'href="{at(member, "disclosure", reference=record.reference)}"' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?since_day=31&since_month=2&since_year=2026", "From must be a real date"),
        ("?since_day=2&since_month=11&since_year=2026&until_day=1&until_month=11&until_year=2026", "The last day must be"),
        ("?other=NOBODY", "Select one of the options in the list"),
        ("?show=all", "Select one of the options in the list"),
    ],
)
@pytest.mark.parametrize("name", ["disclosures", "requests"])
def test_a_wrong_filter_lists_nothing_and_says_what_is_wrong(world, name, query, words):
    """The whole list beside an error would be taken for what was asked for."""
    record, asked = factories.disclosure(world), factories.request(world)
    page = visitor(world.officer).get(at(world.officer, name) + query)

    said = text(page)
    assert record.reference not in said and asked.reference not in said
    assert "There is a problem" in said and words in said and "Nothing is listed until that is put right" in said
    assert "Error:" in said and "Nothing fits" not in said and "newest first" not in said
    assert "govuk-error-message" in page.content.decode()


def test_overdue_is_what_nobody_has_confirmed_in_time(world):
    record = factories.disclosure(world)
    with acting_as(world.officer, "test"):
        DisclosureParty.objects.filter(disclosure=record, agency=world.theirs).update(
            receipt_due_at=NOON - timedelta(days=9)
        )

    assert record.reference in shown(world.officer, "?show=overdue")
    assert record.reference in shown(world.receiver, "?show=overdue")
    assert "overdue" in shown(world.receiver)


def test_the_list_goes_on_and_comes_back_by_keyset(world):
    records = [factories.owed(world) for _ in range(5)]
    everything = [one.reference for one in sorted(records, key=lambda one: one.pk.hex, reverse=True)]

    def walk(**cursor):
        return feeds.disclosures(world.officer, lambda feed: feed, size=2, **cursor)

    with acting_as(world.officer):
        first = walk()
        second = walk(after=first.next)
        third = walk(after=second.next)
        back = walk(before=third.previous)
    assert [one.reference for page in (first, second, third) for one in page.rows] == everything
    assert [one.reference for one in back.rows] == [one.reference for one in second.rows]
    assert (first.previous, third.next, first.count) == ("", "", 5)
    assert shown(world.officer, "?after=nonsense").count("Given by us") >= 5


def test_the_list_costs_the_same_at_two_rows_and_at_twenty(world):
    cost = {}
    for rows in (2, 20):
        with acting_as(world.sharer):
            made = Disclosure.objects.count()
        for _ in range(rows - made):
            factories.disclosure(world)
        cost[rows] = [
            statements(member, at(member, "disclosures")) for member in (world.officer, world.sharer, world.receiver)
        ]

    assert cost[2] == cost[20]
    assert max(cost[20]) <= 8
