"""For what, which information, under which law."""

import pytest
from django.db import DatabaseError, transaction

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as, say_verb
from protocols import actions, rules
from protocols.models import Version
from tests.protocols.factories import board, do, draft, empty, version

pytestmark = pytest.mark.django_db


def test_facts_keep_their_order_and_get_names_made_of_words():
    made = board()
    found = empty(made)

    do(actions.name_facts, found, by=made.author, purposes=["Preventing crime", "Safety at sea"],
       data_items=[("Name and address", "personal"), ("Counts", "depersonalised")], provisions=["CDA-115", ("LB-E", "task")])  # fmt: skip

    with acting_as(made.author):
        assert list(found.purposes.values_list("slug", flat=True)) == ["preventing-crime", "safety-at-sea"]
        assert list(found.data_items.values_list("label", "kind")) == [
            ("Name and address", "personal"), ("Counts", "depersonalised"),
        ]  # fmt: skip
        assert dict(found.provisions.values_list("code", "note")) == {"CDA-115": "", "LB-E": "task"}


def test_a_fact_with_the_same_words_keeps_its_name_and_what_is_not_given_stays():
    made = board()
    found = draft(made)

    do(actions.name_facts, found, by=made.author, purposes=["Preventing: crime!", "Preventing crime"])

    with acting_as(made.author):
        assert dict(found.purposes.values_list("words", "slug")) == {
            "Preventing: crime!": "preventing-crime-2", "Preventing crime": "preventing-crime",
        }  # fmt: skip
        assert found.data_items.count() == 1


def test_a_name_that_is_given_stands_and_the_same_words_keep_it():
    made = board()
    found = empty(made)

    for _ in range(2):
        do(actions.name_facts, found, by=made.author, purposes=[("crime", "Preventing crime"), "Crime"],
           data_items=[("where", "Where it happens", "personal"), ("Counts", "depersonalised")])  # fmt: skip
    do(actions.name_facts, found, by=made.author, purposes=["Preventing crime", "Crime"])

    with acting_as(made.author):
        # "Crime" alone would have become "crime", which was taken.
        assert dict(found.purposes.values_list("slug", "words")) == {"crime": "Preventing crime", "crime-2": "Crime"}
        assert list(found.data_items.values_list("slug", "label", "kind")) == [
            ("where", "Where it happens", "personal"), ("counts", "Counts", "depersonalised"),
        ]  # fmt: skip


@pytest.mark.parametrize("names", [("crime", "crime"), ("Crime!", "safety"), ("x" * 61, "safety")])
def test_a_name_is_short_and_stands_for_one_thing(names):
    made = board()
    found = empty(made)

    with pytest.raises(MoveRefused, match="short name"):
        do(actions.name_facts, found, by=made.author, purposes=list(zip(names, ("One", "Two"), strict=True)))


def test_a_kind_of_information_is_one_of_four():
    made = board()
    found = draft(made)

    with pytest.raises(MoveRefused, match="gossip"):
        do(actions.name_facts, found, by=made.author, data_items=[("Rumours", "gossip")])


def test_what_the_facts_lack_is_shown():
    made = board()
    found = empty(made)

    with acting_as(made.author):
        assert "The facts name no purpose." in rules.drafting_gaps(found)
    do(actions.name_facts, found, by=made.author, purposes=["Preventing crime"], provisions=["NO-SUCH-LAW"])
    with acting_as(made.author):
        gaps = rules.drafting_gaps(found)
    assert "The facts name no purpose." not in gaps
    assert "The catalogue of law does not know NO-SUCH-LAW." in gaps


def test_a_charter_is_not_asked_for_what_stands_under_it():
    made = board()
    charter = do(actions.draft_protocol, by=made.author, reference="", title="Charter", tier=1)
    found = do(actions.start_version, charter, by=made.author, number="1.0")

    with acting_as(made.author):
        gaps, below = rules.drafting_gaps(found), rules.drafting_gaps(empty(made))

    asked = {"The facts name no kind of information.", "The facts name no way of sending."}
    assert asked.isdisjoint(gaps) and asked <= set(below)
    assert "The facts name no purpose." in gaps


def test_the_database_refuses_to_change_facts_that_are_frozen():
    made = board()
    found = version(made, Version.Status.SIGNING)

    with acting_as(made.author):
        say_verb("name_facts")
        for change in (
            lambda: found.purposes.all().delete(),
            lambda: found.data_items.update(label="Everything"),
            lambda: found.provisions.update(code="LB-E"),
            lambda: Version.objects.filter(pk=found.pk).update(retention="For ever"),
            lambda: Version.objects.filter(pk=found.pk).update(content_sha256="0" * 64),
            lambda: Version.objects.filter(pk=found.pk).update(frozen_at=None),
        ):
            with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
                change()
