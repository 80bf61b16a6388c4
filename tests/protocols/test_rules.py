"""What is true of a version, and what happens next?"""

from datetime import UTC, date, datetime

import pytest

from agencies import actions as agency_actions
from agencies.tenancy import acting_as
from protocols import rules
from protocols.models import Version
from tests.agencies.factories import LONG_AGO, NOON
from tests.protocols.factories import EFFECTIVE, board, draft, empty, replace, see, sign_as, version

pytestmark = pytest.mark.django_db
S = Version.Status
TODAY = NOON.date()


def following(made, found, member, on=TODAY):
    found = see(made, found)
    with acting_as(member):
        return rules.what_happens_next(found, member, on)


def test_a_draft_waits_for_what_it_lacks_first():
    made = board()

    assert following(made, empty(made), made.author) == ("There is no text yet. Add a section.", "add_section", None)
    sentence, verb, _ = following(made, draft(made), made.author)
    assert verb == "submit"
    assert following(made, draft(made), made.head(made.fire))[1] is None


def test_each_person_is_given_the_one_button_that_is_theirs():
    made = board()
    consulting, waiting = version(made, S.CONSULTATION), version(made, S.APPROVAL)
    signing, live = version(made, S.SIGNING, signed=(made.council,)), version(made, S.IN_FORCE)

    assert following(made, consulting, made.author)[1:] == (None, date(2026, 12, 2))
    assert following(made, consulting, made.author, date(2026, 12, 3))[1] == "submit"
    assert following(made, waiting, made.author)[1] is None
    assert following(made, waiting, made.approver)[1] == "approve"
    assert following(made, signing, made.head(made.fire))[1:] == ("sign", EFFECTIVE)
    assert following(made, signing, made.head(made.council)) == (
        "It needs 2 signatures and has 1. It comes into force on 1 December 2026.", None, EFFECTIVE,
    )  # fmt: skip
    assert following(made, live, made.head(made.fire))[1] == "sign"
    assert following(made, live, made.author)[1:] == (None, live.review_on)
    assert following(made, live, made.author, date(2028, 12, 2))[1:] == ("amend", live.review_on)


def test_an_ended_version_says_how_it_ended():
    made = board()
    old, gone = version(made, S.IN_FORCE), version(made, S.WITHDRAWN)
    replace(made, old)

    assert following(made, old, made.author)[0] == "A later version replaced it on 31 December 2026."
    assert following(made, gone, made.author)[1] is None


def test_it_starts_on_the_common_date_or_on_the_signature_that_reaches_the_minimum():
    made = board()
    out = version(made, S.SIGNING, minimum=3)
    sign_as(made, out, made.council, made.police)
    with acting_as(made.registrar):
        assert rules.start_day(out) is None
    late = datetime(2026, 12, 10, 23, 30, tzinfo=UTC)
    sign_as(made, out, made.fire, at=late)

    with acting_as(made.registrar):
        assert rules.start_day(out) == date(2026, 12, 10)
        assert not rules.may_start(out, date(2026, 12, 9))


def test_a_required_agency_that_has_not_signed_is_said_to_be_so():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council,))

    with acting_as(made.registrar):
        assert rules.missing_signatures(out) == [f"{made.police}: required, not signed", f"{made.fire}: not signed"]


def test_a_responsible_authority_that_is_not_asked_is_a_gap():
    made = board()
    with acting_as(made.registrar):
        board_of_health = agency_actions.add_agency(
            by=made.registrar, at=NOON, code="ICB", name="Harbour Health Board", kind="health", starts_on=LONG_AGO,
            capacities=(("responsible authority", "CDA 1998 s5"),),
        )  # fmt: skip
    found = draft(made)

    with acting_as(made.author):
        assert f"{board_of_health} is a responsible authority and is not asked to sign." in rules.drafting_gaps(found)


def test_a_review_is_overdue_the_day_after_and_the_version_stays_in_force():
    made = board()
    live = version(made, S.IN_FORCE)

    assert not rules.overdue_review(live, live.review_on)
    assert rules.overdue_review(live, date(2028, 12, 2))
