"""Does the sheet carry what it must, at the chosen level and no other?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Meeting
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def sheet(made, **words):
    told = {"sign_url": "https://concordat.example/sign_in/", "qr_svg": "<svg></svg>", **words}
    return do(actions.ask_for_sheet, made.meeting, by=made.chair, **told)


def test_it_carries_name_day_place_level_terms_and_rows(made):
    meetings.begun(made, made.chair, made.sergeant)
    guest = do(actions.admit, made.meeting, by=made.chair, name="Shelter Manager", body="Night Shelter")
    do(actions.take_declaration, guest, by=made.chair, how="paper")

    document = sheet(made)

    said = document.context
    assert document.kind == "sheet"
    assert (said["name"], said["place"], said["marking"]) == (made.meeting.name, "Room 2", "OFFICIAL-SENSITIVE")
    assert said["when"] == "10:00am on Wednesday 2 December 2026"
    assert said["rules"] and not said["no_rules_note"]
    assert "without the agreement of the agency" in said["declarations"][2]
    rows = {row["name"]: row for row in said["rows"]}
    assert rows["Shelter Manager"]["representing"] == "Night Shelter"
    assert rows["Shelter Manager"]["signed"].startswith("Signed on paper")
    assert len(said["rows"]) + said["blanks"] >= 10
    assert set(document.party_ids) == {made.host.pk}


def test_somebody_who_did_not_agree_is_not_on_it_and_who_left_is_with_a_note(made):
    _, row = meetings.begun(made, made.chair, made.sergeant)
    meetings.case(made, opened=False)
    declined = do(actions.admit, made.meeting, by=made.chair, name="Traders' Representative")
    do(actions.decline_sheet, declined, by=made.chair)
    do(actions.mark_left, row, by=made.chair)

    notes = {one["name"]: one["note"] for one in sheet(made).context["rows"]}

    assert "Traders' Representative" not in notes
    assert notes[row.name] == "Left before item 1"


def test_at_a_level_without_rules_it_says_so_with_the_chairs_own_words(made):
    with acting_as(made.registrar, "plan_meeting"):
        Meeting.objects.update(marking_scheme="GPMS-2013")
    do(actions.set_level, made.meeting, by=made.chair, level="PROTECT", instruction="Keep it in a locked drawer")

    said = sheet(made).context

    assert said["rules"] == []
    assert said["no_rules_note"] == "The protocol sets no handling rules for this level."
    assert said["instruction"] == "Keep it in a locked drawer"
    assert said["definition"] == "May distress individuals."


def test_it_is_made_for_those_who_run_a_meeting_that_takes_place(made):
    with pytest.raises(PermissionDenied):
        do(actions.ask_for_sheet, made.meeting, by=made.desk, sign_url="", qr_svg="")
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")
    with pytest.raises(MoveRefused):
        sheet(made)
