"""Coming into force."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions, rules
from protocols.models import Protocol, Version
from tests.protocols.factories import (
    EFFECTIVE,
    NOON,
    ON_THE_DAY,
    board,
    do,
    force,
    place,
    replace,
    see,
    sign_as,
    version,
)

pytestmark = pytest.mark.django_db
S = Version.Status


def start(made, out, at=ON_THE_DAY):
    return do(actions.bring_into_force, out, by=made.registrar, at=at)


def test_on_the_common_date_it_is_in_force_between_those_who_signed():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police))

    live = start(made, out)

    assert (live.status, live.in_force_on, live.review_on) == (S.IN_FORCE, EFFECTIVE, date(2028, 12, 1))
    with acting_as(made.registrar):
        assert rules.missing_signatures(live) == [f"{made.fire}: not signed"]


def test_everyone_of_the_partnership_sees_it_and_nobody_else_saw_the_draft():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police))
    with acting_as(made.stranger):
        assert not Version.objects.exists()

    start(made, out)

    with acting_as(made.stranger):
        seen = Version.objects.visible_to(made.stranger).get()
        assert Protocol.objects.visible_to(made.stranger).get() == seen.protocol
        assert seen.sections.get().clauses.count() == 3
        assert seen.parties.count() == 3
        assert seen.purposes.exists()
        assert seen.changes.exists()
    other = board()
    with acting_as(other.head(other.council)):
        assert not Version.objects.exists()


def test_not_before_the_common_date():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police))

    with pytest.raises(MoveRefused, match="The common date is 1 December 2026"):
        start(made, out, NOON)


def test_not_with_fewer_signatures_than_the_minimum():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council,))

    with pytest.raises(MoveRefused, match="It needs 2 signatures and has 1"):
        start(made, out)


def test_the_minimum_is_the_protocols_own():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council,), minimum=1)

    assert start(made, out).status == S.IN_FORCE


def test_a_late_sweep_does_not_make_the_protocol_late():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police))

    live = start(made, out, datetime(2026, 12, 24, 9, 0, tzinfo=UTC))

    assert live.in_force_on == EFFECTIVE


def test_it_ends_the_version_before_in_the_same_act():
    made = board()
    old = version(made, S.IN_FORCE)

    new = replace(made, old)

    old = see(made, old)
    assert (old.status, old.ended_on) == (S.SUPERSEDED, new.in_force_on)
    with acting_as(made.registrar):
        assert list(Version.objects.in_force_on(new.in_force_on)) == [new]
        assert list(Version.objects.in_force_on(EFFECTIVE)) == [old]
        assert new.history.get(
            history_verb="bring_into_force", history_type="~", status=S.IN_FORCE, party_ids=new.party_ids
        )
        assert old.changes.filter(verb="supersede", reason="Version 2.0 came into force.").exists()


def test_those_concerned_are_told():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police))

    start(made, out)

    with acting_as(made.officer(made.fire)):
        assert Notice.objects.get(kind="protocol_in_force").context["since"] == "1 December 2026"


def test_nobody_brings_it_into_force_by_hand():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police))

    with pytest.raises(PermissionDenied):
        do(actions.bring_into_force, out, by=made.author, at=ON_THE_DAY)


def test_the_database_refuses_a_second_version_in_force():
    made = board()
    live = version(made, S.IN_FORCE)
    second = do(actions.amend, live, by=made.author, number="2.0", change_summary="Clearer words.")
    do(actions.edit_details, second, by=made.author, effective_on=EFFECTIVE)
    do(actions.submit, second, by=made.author)
    do(actions.approve, second, by=made.approver)
    sign_as(made, second, made.council)
    rows = Version.objects.filter(pk=second.pk)

    with pytest.raises(IntegrityError, match="one_version_in_force"):
        force(made.author, lambda: rows.update(status=S.IN_FORCE, in_force_on=EFFECTIVE))


def test_a_new_version_shows_no_signature_of_the_old():
    made = board()
    live = version(made, S.IN_FORCE)

    new = do(actions.amend, live, by=made.author, number="2.0", change_summary="Clearer words.")

    assert place(made, new, made.police).signed_at is None
