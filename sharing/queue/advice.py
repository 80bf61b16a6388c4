"""Advice that this member is asked for, advice they were given, and what they still wait for."""

from agencies.questions import asked
from sharing.models import Advice
from sharing.queue.lines import MOST, line

S = Advice.Status


def waiting(member, on):
    """What one is asked to advise on, and advice of which one has not yet said what was made of it."""
    for one in asked(_to_give, member):
        yield line(f"Advise on {one.about}", one.asked_by.named, one.asked_at, None, on, "Advise", one.get_absolute_url())
    for one in asked(_given, member):
        yield line(f"Say what you made of the advice on {one.about}", one.adviser.named, one.given_at, None, on, "Read it",
                   one.get_absolute_url())  # fmt: skip


def asked_for(member, on):
    """What one asked and has not been answered."""
    for one in asked(_unanswered, member):
        yield line(f"Advice on {one.about}", one.adviser.named, one.asked_at, None, on, "See the question",
                   one.get_absolute_url())  # fmt: skip


def _to_give(member):
    return _those(member).filter(adviser=member, status=S.ASKED)[:MOST]


def _given(member):
    return _those(member).filter(asked_by=member, status=S.GIVEN)[:MOST]


def _unanswered(member):
    return _those(member).filter(asked_by=member, status=S.ASKED)[:MOST]


def _those(member):
    return Advice.objects.visible_to(member).with_subject().order_by("asked_at")
