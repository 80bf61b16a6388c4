"""From a program's answers to a filled checklist: begun, its choices held against the lists, and saved, in one go."""

from datetime import datetime

from rest_framework.serializers import ValidationError

from agencies.models import Membership
from protocols.catalogue.clocks import as_day
from sharing import actions, rules
from sharing import checklist as questions
from sharing.api.answers import not_offered, stored
from sharing.models import Checklist

FIRST = ("S5",)  # which agreement it is decides what can be chosen on the other pages


def fill(
    said: dict, *, by: Membership, at: datetime, voice: str, tense: str, request=None, procedure=None
) -> Checklist:
    """A checklist with these answers. Raises ValidationError for what cannot be chosen here, and for somebody in
    danger: that is recorded in another way, and at once."""
    answers = stored(said)
    made = actions.start_checklist(by=by, at=at, voice=voice, tense=tense, request=request, procedure=procedure)
    made.agency = by.agency
    for part in (
        {code: data for code, data in answers.items() if code in FIRST},
        {code: data for code, data in answers.items() if code not in FIRST},
    ):
        if not part:
            continue
        found = rules.with_lists(rules.situation(made), by, as_day(at))
        if wrong := not_offered(found, part):
            raise ValidationError({"answers": wrong})
        made = actions.save_page(made, next(iter(part)), part, by=by, at=at, revision=made.revision)
    if questions.settle(rules.situation(made), made.answers).route is questions.Route.EMERGENCY:
        raise ValidationError({"answers": {"S2": {"danger": ["Share first, and then use record_emergency."]}}})
    return made
