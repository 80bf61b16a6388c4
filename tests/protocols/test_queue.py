"""What waits for whom among the protocols?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.tenancy import acting_as
from protocols import actions, queue
from protocols.models import Version
from tests.agencies.factories import NOON
from tests.protocols.factories import EFFECTIVE, board, do, place, version

pytestmark = pytest.mark.django_db
S = Version.Status
TODAY = NOON.date()


def told(build, member, on=TODAY):
    with acting_as(member):
        return [(item.what, item.action, item.due, item.overdue) for item in build(member, on)]


def name(found):
    return f"Harbour Safety Protocol, version {found.number}"


def test_a_head_is_asked_to_sign_until_signed_or_refused():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council,))
    sign = (f"Sign {name(out)}, or say why not", "Read and sign", EFFECTIVE, False)

    assert told(queue.waiting_for, made.head(made.fire)) == [sign]
    assert told(queue.waiting_for, made.head(made.council)) == []
    do(actions.refuse, place(made, out, made.fire), by=made.head(made.fire), reason="Not ours.")
    assert told(queue.waiting_for, made.head(made.fire)) == []


def test_a_missing_signature_is_never_late():
    made = board()
    version(made, S.SIGNING)

    assert [item[3] for item in told(queue.waiting_for, made.head(made.fire), date(2027, 1, 1))] == [False]


def test_approval_waits_for_those_who_may_and_elsewhere_for_the_author():
    made = board()
    found = version(made, S.APPROVAL)

    assert told(queue.waiting_for, made.approver) == [(f"Approve {name(found)}", "Read and approve", None, False)]
    assert told(queue.waiting_for, made.author) == []
    assert [item[0] for item in told(queue.waiting_elsewhere, made.author)] == [f"Approval of {name(found)}"]
    assert told(queue.waiting_elsewhere, made.approver) == []


def test_a_consultation_waits_for_the_agencies_and_then_for_the_board():
    made = board()
    version(made, S.CONSULTATION)

    assert [item[1] for item in told(queue.waiting_for, made.officer(made.fire))] == ["Read it"]
    assert [item[0][:5] for item in told(queue.waiting_elsewhere, made.author)] == ["Views"]
    after = date(2026, 12, 3)
    assert told(queue.waiting_for, made.officer(made.fire), after) == []
    assert [item[1] for item in told(queue.waiting_for, made.author, after)] == ["Send for approval"]


def test_a_review_comes_up_ninety_days_before_and_then_waits_for_the_board():
    made = board()
    live = version(made, S.IN_FORCE)

    assert told(queue.coming_up, made.author, date(2028, 9, 1)) == []
    assert [item[2] for item in told(queue.coming_up, made.head(made.fire), date(2028, 9, 2))] == [live.review_on]
    late = date(2028, 12, 2)
    assert told(queue.waiting_for, made.author, late) == [(f"Review {name(live)}", "Review", live.review_on, True)]


def test_a_draft_waits_for_its_author_and_says_since_when():
    made = board()
    version(made, S.DRAFT)

    with acting_as(made.author):
        (item,) = queue.waiting_for(made.author, TODAY)
    assert (item.action, item.since) == ("Continue", TODAY)
    assert told(queue.waiting_for, made.approver) == []


def test_nothing_waits_for_a_stranger():
    made = board()
    for status in (S.DRAFT, S.CONSULTATION, S.SIGNING):
        version(made, status)

    for build in (queue.waiting_for, queue.waiting_elsewhere, queue.coming_up):
        assert told(build, made.stranger) == []


@pytest.mark.parametrize("build", [queue.waiting_for, queue.waiting_elsewhere, queue.coming_up])
def test_more_versions_cost_no_more_statements(build):
    made = board()
    costs = []
    for more in (1, 3):
        for _ in range(more):
            version(made, S.SIGNING, signed=(made.police, made.council))
            version(made, S.APPROVAL)
        for member in (made.head(made.fire), made.author, made.approver):
            with acting_as(member), CaptureQueriesContext(connection) as seen:
                build(member, TODAY)
            costs.append(len(seen))
    assert costs[:3] == costs[3:]
