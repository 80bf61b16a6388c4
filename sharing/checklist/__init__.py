"""The questions of Appendix 1, page by page: data and pure routing. Nothing here touches a model."""

from sharing.checklist.book import page, page_at
from sharing.checklist.carrying import known, proposals
from sharing.checklist.copies import asker_answers, recipient_copy, senders_note, sharer_answers
from sharing.checklist.facts import facts
from sharing.checklist.gaps import gaps, reasons_needed
from sharing.checklist.routing import next_page, owed, pages, previous_page, settle, unanswered
from sharing.checklist.shapes import (
    TEMPLATE,
    Choice,
    Due,
    Gap,
    Owner,
    Page,
    Procedure,
    Route,
    Situation,
    Tense,
    Voice,
)  # fmt: skip
from sharing.checklist.summary import printed, recorded_sentence, summary

__all__ = [
    "TEMPLATE", "Choice", "Due", "Gap", "Owner", "Page", "Procedure", "Route", "Situation", "Tense", "Voice",
    "asker_answers", "facts", "gaps", "known", "next_page", "owed", "page", "page_at", "pages", "previous_page",
    "printed", "proposals", "reasons_needed", "recipient_copy", "recorded_sentence", "senders_note", "settle",
    "sharer_answers", "summary", "unanswered",
]  # fmt: skip
