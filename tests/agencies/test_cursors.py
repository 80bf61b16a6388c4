"""Is every row of a list on one page and no other, forwards and backwards, also where moments are equal?"""

import pytest

from agencies.cursors import walked
from agencies.models import Notice
from agencies.notices import subjects, tell
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("newest_first", [True, False])
def test_every_row_is_on_one_page_forwards_and_back(newest_first):
    registrar = factories.partnership()
    member = factories.member(registrar, factories.agency(registrar))
    subjects(tested="A notice")
    with acting_as(registrar):
        for minute in (0, 0, 0, 1, 1, 2, 3):
            tell([member], "tested", at=NOON.replace(minute=minute))

    with acting_as(member):
        found = Notice.objects.visible_to(member)
        wanted = [row.pk for row in found.order_by(*(["-raised_at", "-pk"] if newest_first else ["raised_at", "pk"]))]
        forwards, cursor, pages = [], "", []
        while True:
            page = walked(found, "raised_at", after=cursor, size=2, newest_first=newest_first)
            forwards += [row.pk for row in page.rows]
            pages.append(page)
            if not (cursor := page.next):
                break
        back = walked(found, "raised_at", before=pages[-1].previous, size=2, newest_first=newest_first)
        typed = walked(found, "raised_at", after="nonsense", size=2, newest_first=newest_first)

    assert forwards == wanted
    assert [row.pk for row in back.rows] == [row.pk for row in pages[-2].rows]
    assert (pages[0].previous, back.next != "") == ("", True)
    assert [row.pk for row in typed.rows] == wanted[:2]
