"""Does a meeting end with its sheet in somebody's keeping, or with a reason for none?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.models import Document
from sharing import actions, queue
from sharing.rules.meetings import meeting_gaps
from sharing.rules.sheet import sheets_of
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.factories import ONE_DONE_FIVE_REFUSED, race
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_the_chair_keeps_the_sheet_that_was_used(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made)

    found = do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    assert (found.status, found.custodian, found.sheet) == ("closed", made.chair, "electronic")
    assert meetings.see(made, item).closed_at == meetings.THE_DAY


def test_without_a_sheet_it_is_valid_and_says_why(made):
    do(actions.open_meeting, made.meeting, by=made.chair)
    with pytest.raises(ValueError, match="Say why"):
        do(actions.close_meeting, made.meeting, by=made.chair, sheet="not_used")

    found = do(actions.close_meeting, made.meeting, by=made.chair, sheet="not_used", sheet_reason="Figures only")

    assert (found.sheet_reason, found.custodian) == ("Figures only", None)


def test_a_sheet_that_somebody_signed_was_used(made):
    meetings.begun(made, made.sergeant)

    with pytest.raises(MoveRefused, match="has signed"):
        do(actions.close_meeting, made.meeting, by=made.chair, sheet="not_used", sheet_reason="None")


def test_a_paper_sheet_without_a_place_waits_for_the_chair(made):
    do(actions.open_meeting, made.meeting, by=made.chair)

    do(actions.close_meeting, made.meeting, by=made.chair, sheet="paper")

    what = f"Say who keeps the signing-in sheet of meeting {made.meeting.reference}, and where"
    with acting_as(made.chair):
        assert what in [item.what for item in queue.waiting_for(made.chair, meetings.THE_DAY.date())]


def test_agencies_with_lines_to_confirm_are_told(made):
    meetings.begun(made, made.chair, made.sergeant)
    meetings.line(made, meetings.case(made), made.police)

    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with acting_as(made.sergeant):
        assert Notice.objects.visible_to(made.sergeant).filter(kind="lines_to_confirm").exists()


def test_the_clerk_does_not_close_it_and_nobody_signs_in_afterwards(made):
    meetings.clerk(made)
    meetings.begun(made, made.chair)
    with pytest.raises(PermissionDenied):
        do(actions.close_meeting, made.meeting, by=made.clerk, sheet="electronic")
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    with pytest.raises(MoveRefused):
        do(actions.sign_in, made.meeting, by=made.sergeant)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_closes_it():
    made = meetings.table()
    leads = [agencies.member(made.registrar, made.host, Role.OFFICER) for _ in range(6)]
    do(actions.open_meeting, made.meeting, by=made.chair)

    fared = race(leads, lambda member: actions.close_meeting(made.meeting, by=member, at=meetings.THE_DAY, sheet="paper"))

    assert fared == ONE_DONE_FIVE_REFUSED


def test_a_sheet_said_to_be_signed_here_that_nobody_signed_is_said_to_be_missing(made):
    unsigned = "The sheet is said to have been signed in this service, and nobody has signed it."
    do(actions.open_meeting, made.meeting, by=made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with acting_as(made.chair):
        assert unsigned in meeting_gaps(meetings.see(made, made.meeting))


def test_one_signature_is_enough_for_a_sheet_signed_here(made):
    meetings.begun(made, made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with acting_as(made.chair):
        assert meeting_gaps(meetings.see(made, made.meeting)) == []


def test_what_people_signed_here_is_kept_as_a_document_as_it_stood_at_the_end(made):
    meetings.begun(made, made.chair, made.sergeant)

    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with acting_as(made.chair):
        (kept,) = sheets_of(made.meeting)
        said = kept.context
        assert (kept.kind, kept.asked_by_id, said["qr_svg"]) == ("sheet", made.chair.pk, "")
        assert [row["signed"].split(",")[0] for row in said["rows"]] == ["Signed in this service"] * 2
    with acting_as(made.desk):
        assert not Document.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("words", [{"sheet": "paper", "sheet_kept_at": "Safe"}, {"sheet": "not_used", "sheet_reason": "Figures"}])
def test_of_a_sheet_on_paper_or_none_no_document_is_made(made, words):
    do(actions.open_meeting, made.meeting, by=made.chair)

    do(actions.close_meeting, made.meeting, by=made.chair, **words)

    with acting_as(made.chair):
        assert not sheets_of(made.meeting).exists()
