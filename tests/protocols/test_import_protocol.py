"""The command that brings in a protocol from a file."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from agencies.tenancy import acting_as
from protocols.models import ImportedText, Version
from tests import samples
from tests.protocols.factories import board

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "harbour.docx"
    path.write_bytes(samples.protocol_docx())
    return path


def run(file, *options, made=None):
    printed = io.StringIO()
    who = ()
    if made is not None:
        who = ("--partnership", made.registrar.partnership.slug, "--by", made.author.person.email)
    call_command("import_protocol", str(file), *who, *options, stdout=printed)
    return printed.getvalue()


def test_json_is_one_object_and_a_dry_run_saves_nothing(file):
    made = board()

    told = json.loads(run(file, "--dry-run", "--json"))

    assert list(told) == ["title", "sections", "appendices", "effective_date", "review_months", "warnings"]
    assert (len(told["sections"]), len(told["appendices"])) == (17, 3)
    assert (told["effective_date"], told["review_months"]) == ("2022-03-03", 24)
    assert {"number", "heading", "clauses", "tables"} <= set(told["sections"][0])
    with acting_as(made.author):
        assert not Version.objects.exists()
        assert not ImportedText.objects.exists()


def test_it_saves_a_draft_under_the_reference_and_the_tier(file):
    made = board()

    told = json.loads(run(file, "--json", "--reference", "NM-T3-HS", "--tier", "3", made=made))

    with acting_as(made.author):
        version = Version.objects.select_related("protocol").get()
        assert (version.protocol.title, version.protocol.reference, version.protocol.tier) == (
            told["title"],
            "NM-T3-HS",
            3,
        )
        assert version.status == Version.Status.DRAFT
        assert version.sections.count() == 20
        assert version.history.get(history_type="+").history_verb == "save_reading"


def test_without_json_it_says_what_was_recognised_and_where_it_went(file):
    made = board()

    told = run(file, "--reference", "NM-T2-HS", made=made)

    assert told.splitlines()[0] == samples.TITLE
    assert "17 sections, 3 appendices" in told
    assert told.splitlines()[-1] == "Saved as a draft: NM-T2-HS, version 1.0."


def test_it_says_in_words_why_it_cannot(file, tmp_path):
    made = board()
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match="Upload a Word document"):
        run(scan, "--dry-run")
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "absent.docx", "--dry-run")
    with pytest.raises(CommandError, match="Say which partnership"):
        run(file)
    with pytest.raises(CommandError, match="Nobody signs in"):
        run(file, "--partnership", made.registrar.partnership.slug, "--by", "nobody@example.org")
    with pytest.raises(CommandError, match="not a board administrator"):
        run(file, "--partnership", made.registrar.partnership.slug, "--by", made.head(made.fire).person.email)
    run(file, "--reference", "NM-T2-HS", made=made)
    with pytest.raises(CommandError, match=r"There is a version 1\.0 already"):
        run(file, "--reference", "NM-T2-HS", made=made)
