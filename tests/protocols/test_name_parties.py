"""Naming the agencies that sign and those asked for their view."""

import pytest

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Party, Protocol, Version
from tests.protocols.factories import ON_THE_DAY, board, do, empty, see, version

pytestmark = pytest.mark.django_db
S = Version.Status


def parts(made, found):
    with acting_as(made.registrar):
        return {party.agency_id: party.part for party in found.parties.all()}


def test_the_named_agencies_see_the_draft_and_others_do_not():
    made = board()
    draft = empty(made)

    do(actions.name_parties, draft, by=made.author, signatories=[(made.police, True, "responsible authority")],
       consultees=[made.fire])  # fmt: skip

    assert parts(made, draft) == {
        made.council.pk: Party.Part.DRAFTER, made.police.pk: Party.Part.SIGNATORY, made.fire.pk: Party.Part.CONSULTEE,
    }  # fmt: skip
    for agency in (made.police, made.fire):
        with acting_as(made.head(agency)):
            assert Version.objects.visible_to(made.head(agency)).get() == draft
            assert Protocol.objects.get() == draft.protocol
    with acting_as(made.stranger):
        assert not Version.objects.exists()
        assert not Protocol.objects.exists()


def test_the_lists_replace_those_before():
    made = board()
    draft = version(made, S.DRAFT)

    do(actions.name_parties, draft, by=made.author, signatories=[(made.council, False, ""), (made.police, False, "")])

    assert set(parts(made, draft)) == {made.council.pk, made.police.pk}
    with acting_as(made.head(made.fire)):
        assert not Version.objects.exists()


def test_an_agency_may_join_one_in_force_and_none_may_be_taken_out():
    made = board()
    live = version(made, S.IN_FORCE)

    do(actions.name_parties, live, by=made.author, at=ON_THE_DAY,
       signatories=[*made.signatories, (made.outside, False, "invited participant")])  # fmt: skip

    assert parts(made, live)[made.outside.pk] == Party.Part.SIGNATORY
    assert see(made, live).partnership_id in see(made, live).party_ids
    with acting_as(made.stranger):
        assert Notice.objects.get(kind="protocol_to_sign").to_id == made.stranger.pk
    with pytest.raises(MoveRefused, match="none can be taken out"):
        do(actions.name_parties, live, by=made.author, signatories=[(made.outside, False, "")])


def test_an_agency_named_during_a_consultation_is_asked_too():
    made = board()
    open_to_views = version(made, S.CONSULTATION)

    do(actions.name_parties, open_to_views, by=made.author, signatories=made.signatories, consultees=[made.outside])

    with acting_as(made.stranger):
        assert Notice.objects.get().kind == "protocol_consultation"


def test_only_agencies_of_the_partnership_are_named():
    made, other = board(), board()
    draft = empty(made)

    with pytest.raises(MoveRefused, match="this partnership"):
        do(actions.name_parties, draft, by=made.author, signatories=[(other.police, False, "")])


def test_nobody_is_named_while_it_waits_for_approval():
    made = board()
    submitted = version(made, S.APPROVAL)

    with pytest.raises(MoveRefused):
        do(actions.name_parties, submitted, by=made.author, signatories=made.signatories)
