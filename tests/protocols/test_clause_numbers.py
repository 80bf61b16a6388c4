"""Is a new clause of a numbered section offered the next free number, and does every other clause keep its own?"""

import re

import pytest

from agencies.tenancy import acting_as
from protocols import actions
from protocols.forms.text import next_number
from protocols.models import Version
from protocols.redline import compare
from protocols.views.text import shapes
from tests.protocols import factories
from tests.protocols.browsing import clause, of, sent, signed_in

pytestmark = pytest.mark.django_db


def boxes(page):
    """What the number boxes of a page hold, from the top."""
    found = []
    for piece in page.text.split('name="clause-')[1:]:
        name, _, rest = piece.partition('"')
        if name.endswith("-number"):
            found.append(rest.partition('value="')[2].partition('"')[0] if 'value="' in rest.partition(">")[0] else "")
    return found


def clauses(made, version):
    with acting_as(made.author):
        return [row for row in version.sections.get(slug="introduction").clauses.all() if row.table is None]


def of_section(made, version):
    """The boxes of its first section as they are saved, and its clauses."""
    rows = clauses(made, version)
    fields = {"heading": "Introduction", "count": str(len(rows))}
    for at, row in enumerate(rows):
        fields |= clause(at, number=row.number, slug=row.slug, text=row.text, items="\n".join(row.items))
    return fields, rows


def saved(made, version):
    return [(row.number, row.text) for row in clauses(made, version)]


def test_every_button_says_after_which_clause_it_puts_one_in(client, made):
    page = signed_in(client, made.author).get(of(made, factories.version(made), "edit_section", slug="introduction"))

    buttons = re.findall(r'<button[^>]* name="add"[^>]*>', page.text)
    assert [re.search(r' value="(\d+)"', one)[1] for one in buttons] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("section", "numbers", "expected"),
    [
        ("5", ["5.1", "5.2"], "5.3"),
        ("5", ["5.9", "5.10", "", "5.2"], "5.11"),
        ("5", ["5.1", "5.1.7", "(a)", "5.x"], "5.2"),
        ("5", ["", ""], ""),
        ("5", ["1", "2"], ""),
        ("5", ["15.3", "6.1"], ""),
        ("5", ["5." + "9" * 5000], ""),
        ("", ["5.1", ".1"], ""),
    ],
)
def test_the_next_number_is_that_after_the_highest_of_the_section(section, numbers, expected):
    assert next_number(section, numbers) == expected


def test_a_clause_that_is_put_in_is_offered_it_wherever_it_stands(client, made):
    version = factories.version(made)
    fields, _ = of_section(made, version)
    address = of(made, version, "edit_section", slug="introduction")

    page = signed_in(client, made.author).post(address, sent(made, **fields, add="0"))
    assert boxes(page) == ["1.1", "1.3", "1.2"]
    assert "The next free number. Change it, or empty it" in page.text
    assert "Clauses that have a number keep it" in page.text

    # One more, before anything is saved.
    page = client.post(address, sent(made, **fields | {"count": "3", **clause(2, number="1.3", text="New")}, add="2"))
    assert boxes(page) == ["1.1", "1.2", "1.3", "1.4"]


def test_where_nothing_is_numbered_no_number_is_offered(client, made):
    version = factories.version(made)
    address = of(made, version, "edit_section", slug="introduction")
    fields = {"heading": "Introduction", "count": "1", **clause(0, text="Words")}

    page = signed_in(client, made.author).post(address, sent(made, **fields, add="0"))

    assert boxes(page) == ["", ""]
    assert "The next free number" not in page.text


def test_an_offered_number_can_be_emptied_and_an_unnumbered_clause_stays_so(client, made):
    version = factories.version(made)
    address = of(made, version, "edit_section", slug="introduction")
    fields, _ = of_section(made, version)
    more = fields | {"count": "3", **clause(2, number="", text="An aside")}
    signed_in(client, made.author).post(address, sent(made, **more))
    assert saved(made, version)[-1] == ("", "An aside")

    fields, rows = of_section(made, version)
    client.post(address, sent(made, **fields))

    assert saved(made, version) == [(row.number, row.text) for row in rows]


def test_what_is_split_off_a_numbered_clause_gets_the_next_ones(client, made):
    version = factories.version(made)
    fields, rows = of_section(made, version)
    fields |= clause(0, number="1.1", slug=rows[0].slug, text=f"{rows[0].text}\n---\nOne more\n---\nAnd another")

    signed_in(client, made.author).post(of(made, version, "edit_section", slug="introduction"), sent(made, **fields))

    assert saved(made, version) == [
        ("1.1", rows[0].text), ("1.3", "One more"), ("1.4", "And another"), ("1.2", rows[1].text)
    ]  # fmt: skip


def test_the_number_of_a_clause_that_is_taken_out_is_not_given_to_another(client, made):
    version = factories.version(made)
    fields, rows = of_section(made, version)
    fields |= clause(0, number="1.1", slug=rows[0].slug, text="First\n---\nSecond")
    fields |= clause(1, number="1.2", slug=rows[1].slug, text=rows[1].text, act="remove")

    signed_in(client, made.author).post(of(made, version, "edit_section", slug="introduction"), sent(made, **fields))

    assert saved(made, version) == [("1.1", "First"), ("1.3", "Second")]


def test_what_is_split_off_a_clause_without_a_number_has_none(client, made):
    version = factories.version(made)
    fields, rows = of_section(made, version)
    fields |= clause(1, number="", slug=rows[1].slug, text="First\n---\nSecond")

    signed_in(client, made.author).post(of(made, version, "edit_section", slug="introduction"), sent(made, **fields))

    assert [number for number, _ in saved(made, version)] == ["1.1", "", ""]


def test_in_a_comparison_the_new_clause_is_added_and_the_others_are_what_they_were(client, made):
    old = factories.version(made, Version.Status.IN_FORCE)
    new = factories.do(actions.amend, old, by=made.author, number="2.0", change_summary="One clause more.")
    fields, rows = of_section(made, new)
    first, second = rows
    fields |= {"count": "3", **clause(1, number="1.3", slug="", text="Put in between.", items=""),
               **clause(2, number=second.number, slug=second.slug, text=second.text)}  # fmt: skip

    signed_in(client, made.author).post(of(made, new, "edit_section", slug="introduction"), sent(made, **fields))

    with acting_as(made.author):
        (section,) = compare(shapes(old), shapes(new)).sections
    told = [(one.kind, one.old_number, one.new_number) for one in section.clauses]
    assert told == [("unchanged", "1.1", "1.1"), ("added", None, "1.3"), ("unchanged", "1.2", "1.2")]
    assert {first.slug, second.slug} < {one.slug for one in section.clauses}
