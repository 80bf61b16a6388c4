"""Is there something to look at where the README and the pictures send people?"""

import re

import pytest
import time_machine

from config.management.commands.take_screenshots import TOUR
from config.services.places import CHECKOUT
from tests.config.demonstrated import TODAY, sits_at
from tests.sharing.visiting import visitor

# With the demonstration loaded once for this file alone.
pytestmark = pytest.mark.slow

ROW = re.compile(r"^\| [A-Z][^|]+ \| .*?`([a-z.]+@[a-z]+)\.northmere\.example`[^|]*\| (.+) \|$", re.MULTILINE)
SENTENCES = [(desk, words) for desk, words in ROW.findall((CHECKOUT / "README.md").read_text())]
# Homes may have nothing that waits, and a form has boxes that are not filled yet.
MAY_BE_EMPTY = {"/northmere/", "/fellside/", "/northmere/sharing/emergency/"}
# Sits at two agencies; what an adviser sees everybody sees.
OF_TWO = "dpo@ncc"
# Somebody else's, said in the same row; what is found only after a click; what is there once a copy was taken.
ELSEWHERE = {"/northmere/disputes/": ("officer@wbc", "?show=closed"), "/northmere/history/exports/": None}


def stops():
    for desk, words in SENTENCES:
        for path in re.findall(r"`(/(?:northmere|fellside)/[^`]*)`", words):
            match ELSEWHERE.get(path, (desk, "")):
                case (who, query):
                    yield who, path + query
    yield from ((email.removesuffix(".northmere.example"), path) for email, _, path in TOUR if not path.startswith("/account/"))


STOPS = sorted({(desk, path) for desk, path in stops() if desk != OF_TWO and path not in MAY_BE_EMPTY})


def test_the_tour_is_long_enough():
    assert len(SENTENCES) >= 10
    assert len(STOPS) > 15


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(("desk", "address"), STOPS)
def test_no_stop_of_the_tour_is_empty(desk, address):
    with time_machine.travel(TODAY, tick=False):
        response = visitor(sits_at(desk)).get(address)

    assert response.status_code == 200
    assert "app-empty" not in response.content.decode()
