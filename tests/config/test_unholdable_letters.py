"""Is an address with the letter that no database holds simply not there, for pages too?"""

import pytest

from tests.sharing import factories
from tests.sharing.visiting import at, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return factories.world()


@pytest.mark.parametrize("place", ["meetings", "protocols", "requests", "disclosures", "disputes", "cases", "retention", "agencies"])
def test_a_reference_with_it_is_no_record(world, place):
    assert visitor(world.officer).get(f"/{world.officer.partnership.slug}/{place}/%00/").status_code == 404


@pytest.mark.parametrize("query", ["cases/?protocol=%00", "report_concern/?record=%00", "paused/suspend_sharing/?case=%00"])
def test_so_is_a_question_with_it(world, query):
    assert visitor(world.officer).get(f"/{world.officer.partnership.slug}/{query}").status_code == 404


def test_what_is_typed_with_it_is_refused_with_its_words_kept(world):
    page = visitor(world.sharer).post(at(world.sharer, "ask_adviser"), {"question": "Kept \x00 words"})

    assert page.status_code == 200
    assert "Kept" in page.text
