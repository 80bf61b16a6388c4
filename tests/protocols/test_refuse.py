"""A head of agency refuses."""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.notices import subject
from agencies.tenancy import acting_as
from protocols import actions, rules
from protocols.models import Version
from tests.protocols.factories import ON_THE_DAY, board, do, place, race, see, sign_as, version

pytestmark = pytest.mark.django_db
S = Version.Status
WHY = "The limits in clause 1.2 are not ours."


def refuse(made, out, agency=None):
    agency = agency or made.fire
    return do(actions.refuse, place(made, out, agency), by=made.head(agency), reason=WHY)


def test_everyone_concerned_is_told_and_can_read_the_reason():
    made = board()
    out = version(made, S.SIGNING)

    refuse(made, out)

    concerned = [made.author, made.approver, made.officer(made.fire)]
    concerned += [who for agency in (made.council, made.police) for who in (made.head(agency), made.officer(agency))]
    for member in concerned:
        with acting_as(member):
            notice = Notice.objects.visible_to(member).get(kind="protocol_refused")
            assert subject(notice).startswith(f"{made.fire} does not sign")
            assert WHY not in str(notice.context)
            seen = Version.objects.visible_to(member).get()
            assert seen.get_absolute_url() == notice.link
            assert seen.parties.get(agency=made.fire).refusal_reason == WHY
            assert seen.changes.get(verb="refuse").reason == WHY
    with acting_as(made.stranger):
        assert not Notice.objects.exists()


def test_a_refusal_takes_a_reason():
    made = board()
    out = version(made, S.SIGNING)

    with pytest.raises(MoveRefused, match="Say why"):
        do(actions.refuse, place(made, out, made.fire), by=made.head(made.fire), reason="  ")


def test_a_refusal_holds_nobody_else_back():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police))
    refuse(made, out)

    do(actions.bring_into_force, out, by=made.registrar, at=ON_THE_DAY)

    assert see(made, out).status == S.IN_FORCE
    with acting_as(made.registrar):
        assert rules.missing_signatures(out) == [f"{made.fire}: refused to sign"]


def test_an_agency_that_refused_may_sign_later():
    made = board()
    out = version(made, S.SIGNING)
    refuse(made, out)

    sign_as(made, out, made.fire)

    now = place(made, out, made.fire)
    assert now.signed_at
    assert (now.refused_at, now.refusal_reason) == (None, "")
    with acting_as(made.author):
        assert list(out.changes.values_list("verb", flat=True))[:2] == ["sign", "refuse"]


def test_a_signature_is_not_taken_back_by_refusing():
    made = board()
    out = version(made, S.SIGNING, signed=(made.fire,))

    with pytest.raises(MoveRefused, match="has signed already"):
        refuse(made, out)


def test_nobody_refuses_for_another_agency():
    made = board()
    out = version(made, S.SIGNING)

    with pytest.raises(PermissionDenied):
        do(actions.refuse, place(made, out, made.fire), by=made.head(made.police), reason=WHY)


@pytest.mark.django_db(transaction=True)
def test_of_six_who_refuse_for_one_agency_at_once_one_does():
    made = board()
    out = version(made, S.SIGNING)

    assert race(6, lambda: refuse(made, out)) == {"moved": 1, "refused": 5}
