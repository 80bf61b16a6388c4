"""A head of agency signs."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from agencies import actions as agency_actions
from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as, say_verb
from protocols import actions
from protocols.models import Party, Version
from tests.protocols.factories import NOON, ON_THE_DAY, board, do, draft, place, race, see, sign_as, version

pytestmark = pytest.mark.django_db
S = Version.Status


def test_a_signature_binds_to_the_frozen_text_and_everyone_concerned_is_told():
    made = board()
    out = version(made, S.SIGNING)

    do(actions.sign, place(made, out, made.fire), by=made.head(made.fire), interpretation="Limits means limits.")

    signed = place(made, out, made.fire)
    assert (signed.signed_by_id, signed.signed_sha256) == (made.head(made.fire).pk, out.content_sha256)
    assert signed.interpretation == "Limits means limits."
    with acting_as(made.officer(made.police)):
        notice = Notice.objects.filter(kind="protocol_signed").get()
        assert notice.context["agency"] == made.fire.name


@pytest.mark.parametrize("who", ["officer", "another head", "the author"])
def test_nobody_signs_for_an_agency_but_its_head(who):
    made = board()
    out = version(made, S.SIGNING)
    by = {"officer": made.officer(made.fire), "another head": made.head(made.police), "the author": made.author}[who]

    with pytest.raises(PermissionDenied):
        do(actions.sign, place(made, out, made.fire), by=by)


def test_a_head_whose_time_has_ended_signs_no_more():
    made = board()
    out = version(made, S.SIGNING)
    do(agency_actions.end_membership, made.head(made.fire), by=made.registrar)

    with pytest.raises(PermissionDenied):
        do(actions.sign, place(made, out, made.fire), by=made.head(made.fire), at=ON_THE_DAY)


def test_an_agency_signs_once():
    made = board()
    out = version(made, S.SIGNING, signed=(made.fire,))

    with pytest.raises(MoveRefused, match="has signed already"):
        sign_as(made, out, made.fire)


def test_an_agency_that_was_asked_for_its_view_does_not_sign():
    made = board()
    found = draft(made)
    do(actions.name_parties, found, by=made.author, consultees=[made.fire], signatories=made.signatories[:2])
    do(actions.submit, found, by=made.author)
    do(actions.approve, found, by=made.approver)

    with pytest.raises(MoveRefused, match="not asked to sign"):
        sign_as(made, found, made.fire)


def test_a_draft_is_not_signed():
    made = board()
    found = draft(made)

    with pytest.raises(MoveRefused, match="This is draft"):
        sign_as(made, found, made.fire)


def test_the_signature_that_reaches_the_minimum_after_the_common_date_brings_it_into_force():
    made = board()
    out = version(made, S.SIGNING, signed=(made.police,))
    later = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)

    sign_as(made, out, made.fire, at=later)

    now = see(made, out)
    assert (now.status, now.effective_on, now.in_force_on) == (S.IN_FORCE, date(2026, 12, 1), date(2026, 12, 10))
    with acting_as(made.stranger):
        change = Version.objects.get(pk=out.pk).changes.get(verb="bring_into_force")
        assert (change.by_id, change.reason) == (made.registrar.pk, f"Signed by {made.fire}.")
        row = Version.history.filter(id=out.pk, status=S.IN_FORCE).order_by("history_id").first()
        assert row.history_member_id == made.registrar.pk


def test_a_later_signature_is_an_accession_and_no_date_moves():
    made = board()
    live = version(made, S.IN_FORCE)
    may = datetime(2027, 5, 20, 9, 0, tzinfo=UTC)

    sign_as(made, live, made.fire, at=may)

    now = see(made, live)
    assert place(made, live, made.fire).acceded_on == date(2027, 5, 20)
    assert place(made, live, made.police).acceded_on is None
    assert (now.effective_on, now.in_force_on, now.review_on) == (live.effective_on, live.in_force_on, live.review_on)


def test_the_database_keeps_a_signature_as_it_was_given():
    made = board()
    out = version(made, S.SIGNING, signed=(made.fire,))
    signed = place(made, out, made.fire)
    unsigned = place(made, out, made.police)

    with acting_as(made.author):
        say_verb("sign")
        rows = Party.objects.filter(pk=signed.pk)
        for change in (
            lambda: rows.update(signed_at=None, signed_by=None, signed_sha256=""),
            lambda: rows.update(signed_by=made.author),
            rows.delete,
            lambda: Party.objects.filter(pk=unsigned.pk).update(
                signed_at=NOON, signed_by=made.author, signed_sha256="0" * 64
            ),
        ):
            with pytest.raises(DatabaseError, match="signature"), transaction.atomic():
                change()


@pytest.mark.django_db(transaction=True)
def test_of_six_who_sign_for_one_agency_at_once_one_does():
    made = board()
    out = version(made, S.SIGNING)

    assert race(6, lambda: sign_as(made, out, made.fire)) == {"moved": 1, "refused": 5}


@pytest.mark.django_db(transaction=True)
def test_two_last_signatures_at_once_bring_it_into_force_once():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council,))
    waiting = [made.police, made.fire]

    told = race(2, lambda: sign_as(made, out, waiting.pop(), at=ON_THE_DAY))

    assert told == {"moved": 2}
    with acting_as(made.registrar):
        assert out.changes.filter(verb="bring_into_force").count() == 1
        assert out.parties.signed().count() == 3
