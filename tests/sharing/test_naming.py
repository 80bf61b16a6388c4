"""Are several names said as people say them?"""

import pytest

from sharing.naming import in_list, in_short

NAMES = ["Avon", "Brook", "Calder", "Derwent", "Esk", "Frome"]


@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (1, "Avon"), (2, "Avon and Brook"), (3, "Avon, Brook and Calder")]
)
def test_few_names_are_all_said(count, words):
    assert in_list(NAMES[:count]) == in_short(NAMES[:count]) == words


def test_of_many_two_are_said_and_the_rest_counted():
    assert in_short(NAMES) == "Avon, Brook and 4 more"
    assert in_list(NAMES).endswith("Esk and Frome")
