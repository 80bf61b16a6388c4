"""Is docs/api.md true: its statuses, scopes, filters, and the example that people copy first?"""

import json
import re

from django.conf import settings

from agencies.api.described import MEANINGS
from agencies.api.fields import checked
from agencies.api.parsing import LARGEST
from agencies.models import ApiToken
from compliance.api import HistoryQuery
from config.services.places import CHECKOUT
from sharing.api.asked import RecordDisclosure

PAGE = (CHECKOUT / "docs/api.md").read_text()
CASES = json.loads((CHECKOUT / "config/demonstration/cases.json").read_text())
CODES = {one["code"] for one in CASES["agencies"]}
SCOPES = set(ApiToken.Scope.values)


def test_every_status_that_can_be_answered_is_in_the_table():
    rows = {int(number) for row in re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE) for number in row.split(", ")}
    assert rows == {*MEANINGS, 500}


def test_every_scope_is_in_the_table_and_every_one_that_is_asked_for_exists():
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == SCOPES
    assert set(re.findall(r"--scope (\w+)", PAGE)) == SCOPES


def test_the_example_is_a_record_that_the_demonstration_takes():
    body = json.loads(re.search(r"-d '(\{.+?\n  \})'", PAGE, re.DOTALL)[1])

    said = checked(RecordDisclosure, body)

    assert said["answers"]["1a"]["purpose"] == "danger"
    assert {one["agency"] for one in said["recipients"]} <= CODES


def test_every_filter_of_the_history_is_named():
    named = set(re.findall(r"`(\w+)`", PAGE[PAGE.index("It is narrowed by") : PAGE.index("Each call is noted")]))
    assert named == set(HistoryQuery().fields) - {"after"}


def test_the_limits_are_those_that_hold():
    assert f"read {settings.API_READS_A_MINUTE} times and write {settings.API_WRITES_A_MINUTE} times a minute" in PAGE
    assert f"over {LARGEST // 1024} KB" in PAGE
