"""Are all cases on the list, page by page, and on that of the protocol that they are about?"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.tenancy import acting_as
from protocols.models import Version
from tests.compliance.factories import NOON, allegation, concern
from tests.compliance.visiting import at, read
from tests.sharing.visiting import text, visitor
from tests.sharing.walking import procedure

pytestmark = pytest.mark.django_db


def test_empty_lists_say_what_will_appear(here):
    assert "There are no cases" in read(here.sharer, "cases")
    assert "No sharing is paused" in read(here.sharer, "suspensions")
    concern(here)
    assert "1 case" in read(here.officer, "cases")
    filtered = visitor(here.officer).get(at(here.officer, "cases"), {"show": "written"})
    assert "There is no such case" in text(filtered)


def test_the_list_goes_on_page_by_page_and_every_case_is_on_one_of_them(here):
    for number in range(53):
        concern(here, at=NOON + timedelta(minutes=number))

    first = visitor(here.officer).get(at(here.officer, "cases"))
    (after,) = re.findall(r'href="[^"]*\?(after=[^"]+)"', first.text)
    second = visitor(here.officer).get(at(here.officer, "cases") + f"?{after}")

    pages = [set(re.findall(r"/cases/([A-Z]+-[A-Z]+-\d{4}-\d{4})/", page.text)) for page in (first, second)]
    assert [len(page) for page in pages] == [50, 3]
    assert pages[0].isdisjoint(pages[1])
    assert "before=" in second.text


def test_the_cases_about_a_protocol_are_reached_from_its_page_and_only_by_who_may_see_them(here):
    made = procedure(here)
    with acting_as(here.receiver):
        version = Version.objects.visible_to(here.receiver).get(protocol=made, status=Version.Status.IN_FORCE)
    case = allegation(here, version=version)
    other = concern(here)
    page = reverse(
        "protocols:protocol", kwargs={"partnership": here.officer.partnership.slug, "reference": made.reference}
    )

    for member in (here.officer, here.receiver):
        assert f"/cases/?protocol={made.reference}" in visitor(member).get(page).text
    assert "/cases/?protocol=" not in visitor(here.sharer).get(page).text
    listed = visitor(here.officer).get(at(here.officer, "cases") + f"?protocol={made.reference}").text
    assert case.reference in listed
    assert other.reference not in listed
    assert "Show everything" in listed


@pytest.mark.parametrize(
    ("query", "words"),
    [("?show=mine", "There is no such part of this list"), ("?protocol=NM-NOTHING", "There is no agreement of that reference")],
)
def test_what_cannot_be_read_lists_nothing_and_says_so(here, query, words):
    case = concern(here)

    answer = visitor(here.officer).get(at(here.officer, "cases") + query)
    page = text(answer)

    assert f'id="id_{query[1:].partition("=")[0]}"' in answer.text, "the summary leads there"
    assert case.reference not in page
    assert "There is a problem" in page and words in page and "Nothing is listed until that is put right" in page
