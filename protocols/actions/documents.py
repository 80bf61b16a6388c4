"""A document of a record is asked for here; a job makes it, and whoever asked is told."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from agencies.access import require
from agencies.models import Membership
from agencies.tenancy import say_verb, verb_said
from protocols.models import Document

# Which template draws which kind of document. Apps add theirs when they start.
TEMPLATES: dict[str, str] = {}


# Kinds that say nothing of anybody whom a record is about: numbers, dates and those who acted. Auditors are given them.
FORMAL: set[str] = set()
# Kinds of which the record itself says who reads them, and not only for which agencies they are.
READ_BY: dict[str, Callable[[Membership, Document], bool]] = {}


def templates(
    *, formal: Sequence[str] = (), read_by: Mapping[str, Callable[[Membership, Document], bool]] | None = None, **names: str
) -> None:  # fmt: skip
    """Declare kinds of document: kind="pdf/kind.html"; `formal` names those without personal content, `read_by` asks
    for some kinds whether a member of an agency that they are for may read one."""
    TEMPLATES.update(names)
    FORMAL.update(formal)
    READ_BY.update(read_by or {})


@transaction.atomic
def ask_for_document(
    kind: str,
    *,
    record: models.Model,
    title: str,
    context: Mapping[str, Any],
    party_ids: Sequence[UUID],
    by: Membership,
    at: datetime,
) -> Document:
    """Have a document made of a record; the agencies in `party_ids` may read it. Returns at once.

    `context` is everything that the template needs, as JSON knows it; nothing else is looked up later, so the
    document says what was so now. Raises KeyError for a kind without a template.
    """
    require(by, "ask_for_document", Document)
    if kind not in TEMPLATES:
        raise KeyError(f"No template is declared for documents of the kind {kind}.")
    document = Document(
        partnership_id=by.partnership_id, party_ids=list(dict.fromkeys(party_ids)), kind=kind, title=title[:200],
        subject_id=record.pk, subject_label=str(record)[:200], context=dict(context), asked_by=by,
        asked_at=at,
    )  # fmt: skip
    # Often asked for in the middle of another act, whose verb goes on being said afterwards.
    before = verb_said()
    say_verb("ask_for_document")
    document.save(force_insert=True)
    say_verb(before)
    return document
