"""Does the history speak to people? Every detail of every record by a plain name, every code in words, no machinery."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models

from agencies.tenancy import acting_as
from compliance.history.codes import answered, coded
from compliance.history.kinds import kinds
from compliance.history.labels import is_named, label
from compliance.history.shown import plain
from compliance.history.words import VERBS, kind_words, several
from sharing.checklist import book
from sharing.models import CaseParty, CasePresence, Dispute
from tests.compliance import copies
from tests.compliance.past import auditor, opened
from tests.sharing import factories as sharing
from tests.sharing import meetings
from tests.sharing.visiting import text

SHOWN = [(kind, field) for kind in kinds() for field in kind.shown]
# What a person at a desk does not say: how a program stores, claims, counts and finds again.
TECHNICAL = re.compile(
    r"_|\b(id|ids|uuid|pk|key|keys|lease|leased|slug|sha256|hash|digest|json|mime|revision|attempts?|txid|enum|boolean|null"
    r"|index|queue|payload|token|cron|retry|fk|subject label|at|on|by)$|\b(lease|slug|sha256|mime|uuid|json|subject id)\b", re.I
)
# These end as people do: "Approved by", "Kept until", "Ends on".
PLAIN_ENDS = re.compile(r"\b(by|on)$", re.I)


def named(pair):
    return f"{pair[0].label}.{pair[1].name}"


@pytest.mark.parametrize("pair", SHOWN, ids=named)
def test_every_detail_that_is_shown_has_a_plain_name(pair):
    _, field = pair
    said = label(field)

    assert is_named(field), f"say in compliance/history/labels.py what {named(pair)} is called, or that it is machinery"
    assert not TECHNICAL.search(PLAIN_ENDS.sub("", said)), said
    assert said[:1].isupper() and said == said.strip()


def test_how_the_service_keeps_its_work_is_not_shown():
    machinery = re.compile(r"^lease|^attempts$|^revision$|^slug$|_slug$|^mime$|_id$|^remind_at$|^failure$")

    assert not [
        named(pair) for pair in SHOWN if machinery.search(pair[1].name) or isinstance(pair[1], models.UUIDField)
    ]


@pytest.mark.parametrize("name", ["Lease until", "asked_by", "Subject id", "Clause slug", "Sha256", "Revision", "Mime"])
def test_a_technical_word_would_be_refused(name):
    assert TECHNICAL.search(PLAIN_ENDS.sub("", name))


def test_two_details_of_one_record_are_not_called_the_same():
    for kind in kinds():
        said = [label(field) for field in kind.shown]
        twice = {one for one in said if said.count(one) > 1}
        assert not twice, (kind.label, twice)


def test_every_choice_is_told_by_its_label():
    for kind, field in SHOWN:
        for code, words in getattr(field, "base_field", field).flatchoices or ():
            said = coded(kind, field.name, code) or str(words)
            assert said and "_" not in said, (named((kind, field)), code)


def test_an_offer_in_a_dispute_is_told_in_words():
    kind = next(one for one in kinds() if one.label == "sharing.dispute")

    assert coded(kind, "offer", "partly_agreed") == Dispute.Status.PART.label


def test_answers_are_told_with_their_questions():
    field = book.page("1a").field("why")

    assert answered({"1a": {"why": "She is not safe"}}).startswith(field.label)
    assert "She is not safe" in answered({"1a": {"why": "She is not safe"}})
    assert answered({"needed": "no", "matters": ["NM-C-1"]}) == "Still needed: no; What was open about it: NM-C-1"
    assert answered({"anything": "else"}) == ""


def test_several_sentences_are_told_one_after_the_other():
    kind = next(one for one in kinds() if one.label == "sharing.disclosure")
    warned = coded(kind, "warnings", ["not_checked", "identity_not_confirmed"])

    assert warned.startswith("Not checked. Identity")
    assert several(["Ordinary, ten working days", "Urgent"]) == "Ordinary, ten working days; Urgent"
    told = answered({"1a": {"why": "She is not safe."}, "9": {"marking": "GSC-2024:OFFICIAL-SENSITIVE"}})
    assert "GSC" not in told and ".;" not in told and "OFFICIAL-SENSITIVE" in told


@pytest.mark.parametrize("label", ["sharing.research", "sharing.minutescopy"])
def test_what_belongs_to_a_meeting_says_so(label):
    assert "meeting" in kind_words(next(one for one in kinds() if one.label == label))


def test_a_table_is_told_row_by_row():
    assert plain({"header": ["Version", "When"], "rows": [["1.0", "May"]]}) == "Version, When; 1.0, May"


SAID = re.compile(r"""(?:say_verb\(|acting(?:_as)?\([^"\n]*)"([a-z_]+)"\)""")


def test_every_verb_that_the_service_says_by_itself_has_words():
    said = {
        verb
        for app in ("agencies", "protocols", "sharing", "compliance")
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
        for verb in SAID.findall(path.read_text())
    }

    assert {"make_document", "remind"} <= said
    assert not said - set(VERBS), "say in compliance/history/words.py what is done there"


@pytest.mark.django_db
def test_what_is_part_of_a_case_of_a_meeting_is_called_by_its_item():
    made = meetings.table()
    [row] = meetings.begun(made, made.officer)
    item = meetings.case(made)
    line = meetings.line(made, item, made.housing)
    with acting_as(made.registrar):
        party = CaseParty.objects.get(case__item=item, agency=made.housing)
        present = CasePresence.objects.get(case__item=item, attendance=row)

    for one, kind in ((party, "sharing-caseparty"), (line, "sharing-caseline"), (present, "sharing-casepresence")):
        said = text(opened(made.officer, "history_record", kind=kind, key=one.pk))
        assert f"History of {made.meeting}, {item.title}" in said, kind
        assert f"Case {made.meeting}, {item.title}" in said, kind


def test_a_part_of_a_value_that_is_machinery_is_left_out():
    assert plain({"slug": "a-b", "text": "A clause"}) == "text: A clause"


@pytest.mark.django_db
def test_no_page_of_a_record_shows_an_underscore_or_how_it_is_kept():
    world = sharing.world()
    dispute = sharing.dispute(world)
    review = copies.disposed_of(world)
    with acting_as(world.officer):
        asked, record, document = dispute.request, review.holding.disclosure, review.document

    for row, kind in (
        (dispute, "sharing-dispute"), (asked, "sharing-request"), (record, "sharing-disclosure"),
        (review, "compliance-copyreview"), (document, "protocols-document"),
    ):  # fmt: skip
        for reader in (world.officer, auditor(world)):
            said = text(opened(reader, "history_record", kind=kind, key=row.pk))
            assert not re.findall(r"\b[a-z]+_[a-z_]+\b", said), kind
            assert "Lease until" not in said and "Subject id" not in said


def test_a_file_that_is_taken_away_keeps_the_machines_names():
    kind = next(one for one in kinds() if one.label == "sharing.checklist")

    assert "revision" in {field.name for field in kind.fields}
    assert "revision" not in {field.name for field in kind.shown}
