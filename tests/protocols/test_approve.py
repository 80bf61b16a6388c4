"""The board's approval, which freezes the text."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from agencies.models import Notice
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols import actions, rules
from protocols.models import Version
from tests.agencies import factories as agencies
from tests.protocols.factories import NOON, board, do, draft, force, see, version

pytestmark = pytest.mark.django_db
S = Version.Status


def test_the_text_is_frozen_by_its_hash_and_the_heads_are_asked_to_sign():
    made = board()
    submitted = version(made, S.APPROVAL)

    out = do(actions.approve, submitted, by=made.approver)

    with acting_as(made.author):
        assert out.content_sha256 == rules.content_digest(out)
        assert (out.frozen_at, out.approved_by_id) == (NOON, made.approver.pk)
        assert Notice.objects.get().kind == "protocol_approved"
    with acting_as(made.head(made.fire)):
        assert Notice.objects.get().kind == "protocol_to_sign"


def test_the_hash_is_of_the_words_the_facts_and_the_dates():
    made = board()
    found = draft(made)
    with acting_as(made.author):
        section = found.sections.first()
    changes = (
        (actions.edit_section, section, {"heading": "Other", "clauses": []}),
        (actions.name_facts, found, {"purposes": ["Another"]}),
        (actions.edit_details, found, {"review_months": 36}),
    )
    seen = set()
    for action, record, words in changes:
        do(action, record, by=made.author, **words)
        now = see(made, found)
        with acting_as(made.author):
            seen.add(rules.content_digest(now))

    assert len(seen) == 3


def test_the_author_does_not_approve_their_own_draft():
    made = board()
    submitted = version(made, S.APPROVAL)

    with pytest.raises(PermissionDenied):
        do(actions.approve, submitted, by=made.author)


def test_nor_does_whoever_submitted_it():
    made = board()
    found = draft(made)
    do(actions.submit, found, by=made.approver)

    with pytest.raises(PermissionDenied):
        do(actions.approve, found, by=made.approver)


def test_nor_the_same_person_under_another_membership():
    made = board()
    submitted = version(made, S.APPROVAL)
    second = agencies.member(made.registrar, made.fire, Role.BOARD_ADMINISTRATOR, email=made.author.person.email)

    assert second.person_id == made.author.person_id
    with pytest.raises(PermissionDenied):
        do(actions.approve, submitted, by=second)


def test_the_database_says_so_again():
    made = board()
    submitted = version(made, S.APPROVAL)
    rows = Version.objects.filter(pk=submitted.pk)

    with pytest.raises(IntegrityError, match="nobody_approves_their_own"):
        force(made.author, lambda: rows.update(approved_by=made.author, approved_at=NOON))


def test_the_database_lets_nothing_out_for_signing_that_is_not_frozen():
    made = board()
    submitted = version(made, S.APPROVAL)
    rows = Version.objects.filter(pk=submitted.pk)

    with pytest.raises(IntegrityError, match="signed_text_is_frozen"):
        force(made.approver, lambda: rows.update(status=S.SIGNING))
