"""Is a document that was asked for made once, kept with its hash, and given only to whom it is for?"""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from agencies.models import Notice, Reading
from agencies.roles import Role
from agencies.tenancy import acting_as, say_verb, verb_said
from protocols import actions, tasks
from protocols.actions.documents import READ_BY, TEMPLATES
from protocols.models import Document
from protocols.tasks import sweep_documents
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.protocols import factories
from tests.protocols.browsing import signed_in, to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board():
    return factories.board()


@pytest.fixture
def asked(board):
    """The council's officer has a paper made of a draft; the police may read it, the fire service may not."""
    draft = factories.draft(board)
    parties = [board.council.pk, board.police.pk]
    return factories.document(board.officer(board.council), draft, parties=parties)


def now(board, document):
    with acting_as(board.registrar):
        return Document.objects.get(pk=document.pk)


def notices(member):
    with acting_as(member):
        return [(one.kind, one.context, one.link) for one in Notice.objects.visible_to(member)]


def test_it_is_made_stamped_with_its_hash_and_whoever_asked_is_told(board, asked):
    sweep_documents()

    made = now(board, asked)
    content = bytes(made.content)
    assert content.startswith(b"%PDF-1.7")
    assert (made.sha256, made.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert made.progress == "ready"
    told = {"title": "Signing-in sheet", "reference": asked.subject_label}
    assert ("document_ready", told, asked.get_absolute_url()) in notices(board.officer(board.council))


def test_it_is_made_once_however_often_it_is_swept(board, asked):
    sweep_documents()
    first = now(board, asked)
    sweep_documents()
    with acting_as(board.registrar):
        assert tasks._claim_document(tasks.Who.of(board.registrar)) is None

    again = now(board, asked)
    assert (again.made_at, again.sha256, again.attempts) == (first.made_at, first.sha256, 1)
    assert len([one for one in notices(board.officer(board.council)) if one[0] == "document_ready"]) == 1


def test_whoever_stamps_second_changes_nothing_and_tells_nobody(board, asked):
    who = tasks.Who.of(board.registrar)
    tasks._stamp(who, asked, b"the first")
    tasks._stamp(who, asked, b"the second")

    assert bytes(now(board, asked).content) == b"the first"
    assert len([one for one in notices(board.officer(board.council)) if one[0] == "document_ready"]) == 1


def test_one_that_cannot_be_drawn_waits_longer_each_time_and_leaves_the_others_alone(board, asked):
    broken = factories.document(board.officer(board.council), factories.draft(board), rows=[{"nothing": "to show"}])

    sweep_documents()

    assert now(board, asked).made_at is not None
    left = now(board, broken)
    assert (left.made_at, left.attempts, left.progress) == (None, 1, "pending")
    assert "UndefinedError" in left.failure
    assert left.lease_until > timezone.now() + timedelta(seconds=50)
    with acting_as(board.registrar, "force"):
        Document.objects.filter(pk=broken.pk).update(attempts=3, lease_until=None)
    sweep_documents()
    assert now(board, broken).lease_until > timezone.now() + timedelta(minutes=7)


def test_after_twelve_tries_it_is_stuck_and_says_so(board, asked, client):
    with acting_as(board.registrar, "force"):
        Document.objects.filter(pk=asked.pk).update(attempts=12, failure="UndefinedError: a hole")

    sweep_documents()

    assert now(board, asked).progress == "failed"
    page = signed_in(client, board.officer(board.council)).get(to(board, "document", key=asked.pk))
    assert "could not be made" in page.content.decode()
    assert "UndefinedError" not in page.content.decode()


def test_what_a_worker_holds_is_left_alone_until_its_lease_runs_out(board, asked):
    held = tasks._claim_document(tasks.Who.of(board.registrar))
    assert held.pk == asked.pk
    sweep_documents()
    assert now(board, asked).made_at is None

    with acting_as(board.registrar, "force"):
        Document.objects.filter(pk=asked.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep_documents()

    assert (now(board, asked).progress, now(board, asked).attempts) == ("ready", 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"made_at": NOON},
        {"content": b"bytes without a hash"},
        {"made_at": NOON, "content": b"bytes", "size": 5, "sha256": hashlib.sha256(b"others").hexdigest()},
        {"made_at": NOON, "content": b"bytes", "size": 4, "sha256": hashlib.sha256(b"bytes").hexdigest()},
        {"sha256": hashlib.sha256(b"bytes").hexdigest()},
    ],
)
def test_the_database_takes_a_made_document_only_whole(board, asked, wrong):
    with pytest.raises(IntegrityError, match="made_with_its_bytes_and_their_hash"):
        factories.force(board.registrar, lambda: Document.objects.filter(pk=asked.pk).update(**wrong))


def test_an_unknown_kind_is_refused_and_the_verb_of_the_act_around_it_goes_on(board):
    draft, officer = factories.draft(board), board.officer(board.council)
    with acting_as(officer):
        say_verb("write_minutes")
        common = {"record": draft, "title": "Sheet", "party_ids": [board.council.pk], "by": officer, "at": NOON}
        made = actions.ask_for_document(factories.PAPER, context={}, **common)
        assert verb_said() == "write_minutes"
        assert made.history.get().history_verb == "ask_for_document"
        with pytest.raises(KeyError, match="unheard_of"):
            actions.ask_for_document("unheard_of", context={}, **common)


# The pages


def test_the_page_says_how_far_it_is_and_refreshes_itself_until_it_is_ready(board, asked, client):
    browser = signed_in(client, board.officer(board.council))
    address, file = to(board, "document", key=asked.pk), to(board, "document_file", key=asked.pk)

    waiting = browser.get(address).content.decode()
    assert "It waits its turn" in waiting
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in waiting
    assert f'hx-get="{address}"' in waiting
    assert browser.get(file).headers["Location"] == address

    sweep_documents()
    ready = browser.get(address).content.decode()
    assert "Download the document (PDF," in ready
    assert now(board, asked).sha256 in ready
    assert "refresh" not in ready
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert file in part
    assert "<html" not in part


def test_the_file_is_an_attachment_that_is_not_kept_and_that_it_was_taken_is_logged(board, asked, client):
    sweep_documents()
    officer = board.officer(board.council)

    given = signed_in(client, officer).get(to(board, "document_file", key=asked.pk))

    assert hashlib.sha256(given.content).hexdigest() == now(board, asked).sha256
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Content-Disposition"].startswith('attachment; filename="')
    assert given.headers["Content-Disposition"].endswith('Signing-in sheet.pdf"')
    assert "no-store" in given.headers["Cache-Control"]
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    with acting_as(officer):
        assert Reading.objects.filter(record="protocols.document", record_id=asked.pk, member=officer).count() == 1


@pytest.mark.parametrize(
    ("label", "filename"),
    [
        ("NM-M-2026-0007", 'filename="NM-M-2026-0007 Signing-in sheet.pdf"'),
        ("../../etc/passwd\r\nX-Evil: 1", 'filename=".. .. etc passwd X-Evil 1 Signing-in sheet.pdf"'),
        ("Besprechung Süd", "filename*=utf-8''Besprechung%20S%C3%BCd%20Signing-in%20sheet.pdf"),
    ],
)
def test_its_name_holds_nothing_that_a_header_or_a_folder_would_stumble_over(board, asked, client, label, filename):
    sweep_documents()
    with acting_as(board.registrar, "force"):
        Document.objects.filter(pk=asked.pk).update(subject_label=label)

    given = signed_in(client, board.officer(board.council)).get(to(board, "document_file", key=asked.pk))

    assert given.headers["Content-Disposition"] == f"attachment; {filename}"


def test_it_is_there_for_the_agencies_it_is_for_and_an_auditor_takes_a_formal_one(board, asked, client):
    sweep_documents()
    auditor = agencies.member(board.registrar, board.council, Role.AUDITOR)
    colleague = agencies.member(board.registrar, board.council)
    answers = {}
    for name, member in {
        "head": board.head(board.council),
        "other party": board.officer(board.police),
        "not a party": board.officer(board.fire),
        "colleague": colleague,
        "auditor": auditor,
    }.items():
        browser = signed_in(client, member)
        answers[name] = [
            browser.get(to(board, page, key=asked.pk)).status_code for page in ("document", "document_file")
        ]

    assert answers == {
        "head": [200, 200],
        "other party": [200, 200],
        "not a party": [404, 404],
        "colleague": [404, 404],
        "auditor": [200, 200],
    }
    with acting_as(auditor):
        assert Reading.objects.filter(record="protocols.document", record_id=asked.pk, member=auditor).count() == 1


@pytest.mark.parametrize("kind", sorted(set(TEMPLATES) - set(READ_BY)))
def test_an_auditor_is_given_what_only_says_who_acted_and_not_what_was_written_about_people(board, asked, client, kind):
    sweep_documents()
    with acting_as(board.registrar, "force"):
        Document.objects.filter(pk=asked.pk).update(kind=kind)
    browser = signed_in(client, agencies.member(board.registrar, board.council, Role.AUDITOR))

    page = browser.get(to(board, "document", key=asked.pk)).content.decode()
    file = browser.get(to(board, "document_file", key=asked.pk))

    given = kind in {factories.PAPER, "disposal_certificate"}
    assert file.status_code == (200 if given else 403)
    assert ("is personal content, so it is not given to you" in page) is not given
