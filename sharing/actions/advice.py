"""Asking an adviser of one's own agency, advising, and saying what was made of it. Nobody decides here (practice 11)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out
from agencies.notices import tell
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing import lifecycle, rules
from sharing.models import Advice, Checklist, Disclosure, Request


@transaction.atomic
def ask_adviser(
    adviser: Membership, *, by: Membership, at: datetime, question: str, about: Checklist | Request | Disclosure | None = None
) -> Advice:  # fmt: skip
    """Ask an adviser or designated officer of one's own agency in writing; they are told.

    Being asked opens no record. Raises PermissionDenied about what one does not see, MoveRefused about what the agency
    has disposed of, and ValueError without a question, and for somebody who does not advise here.
    """
    require(by, "ask_adviser", Advice)
    if about is not None and not type(about).objects.visible_to(by).filter(pk=about.pk).exists():
        raise PermissionDenied("Advice is asked about what one sees.")
    if not question.strip():
        raise ValueError("Say what you want advice on.")
    if not rules.advisers(by, as_day(at)).filter(pk=adviser.pk).exists():
        raise ValueError("Advice is asked of an adviser or designated officer of one's own agency.")
    say_verb("ask_adviser")
    made = Advice.on(
        about, partnership_id=by.partnership_id, agency_id=by.agency_id, asked_by=by, asked_at=at, adviser=adviser,
        question=question,
    )  # fmt: skip
    if isinstance(made.subject, Disclosure) and rules.disposed(by.agency_id, [made.subject.pk]):
        raise MoveRefused("Your agency has disposed of its copy of this record.")
    made.save(force_insert=True)
    tell([adviser], "advice_asked", at=at, link=made.get_absolute_url(), about=made.about)
    return made


@transaction.atomic
def advise(advice: Advice, *, by: Membership, at: datetime, words: str) -> Advice:
    """Write down what one advises; whoever asked is told. Raises ValueError without words."""
    if not words.strip():
        raise ValueError("Advice is given in writing.")
    advice = carry_out(lifecycle.ADVISE, advice, by=by, at=at, advice=words, given_at=at)
    tell([advice.asked_by], "advice_given", at=at, link=advice.get_absolute_url(), about=advice.about)
    return advice


@transaction.atomic
def say_followed(advice: Advice, *, by: Membership, at: datetime, followed: str, why: str = "") -> Advice:
    """Say whether it was followed. Raises ValueError when it was not, or in part, and nothing says why."""
    if Advice.Followed(followed) != Advice.Followed.YES and not why.strip():
        raise ValueError("Whoever decides otherwise says why.")
    advice = carry_out(
        lifecycle.SAY_FOLLOWED, advice, by=by, at=at, followed=followed, followed_why=why, followed_by=by, closed_at=at
    )
    tell([advice.adviser], "advice_closed", at=at, link=advice.get_absolute_url(), about=advice.about)
    return advice


@transaction.atomic
def take_back_question(advice: Advice, *, by: Membership, at: datetime) -> Advice:
    """The advice is no longer needed; the adviser is told."""
    advice = carry_out(lifecycle.TAKE_BACK_QUESTION, advice, by=by, at=at, closed_at=at)
    tell([advice.adviser], "advice_not_needed", at=at, link=advice.get_absolute_url(), about=advice.about)
    return advice
