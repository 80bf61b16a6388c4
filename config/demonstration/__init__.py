"""The demonstration: two partnerships with people, agreements and records, made by the same actions as real ones.

A record's own dates are when things happened; its history says when the loader recorded them, and by whom.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from agencies.models import Membership, Notice, Partnership
from agencies.tenancy import acting_as
from config.demonstration import fellside, keeping, passwords, people, story
from config.demonstration.calendar import Calendar
from protocols.catalogue.clocks import as_day

__all__ = ["SLUGS", "hand_out_passwords", "is_loaded", "load"]

HERE = Path(__file__).parent
SLUGS = ("northmere", fellside.SLUG)
# Older notices have been read; what is newer is there to be seen.
READ_AFTER = timedelta(days=14)


def is_loaded() -> bool:
    """Is the demonstration there?"""
    return Partnership.objects.filter(slug=SLUGS[0]).exists()


@transaction.atomic
def load(at: datetime) -> None:
    """Load everything, all or nothing.

    Nobody can sign in until `hand_out_passwords` has been called. Once only: ask `is_loaded` first.
    """
    told, facts = _read("cases.json"), _read("texts/facts.json")
    calendar = Calendar(as_day(at))
    cast = people.found(told, calendar)
    keeping.record_what_is_in_place(cast, told)
    story.tell(cast, told, facts)
    beside = fellside.found(cast, calendar)
    people.name_an_operator(cast.registrar, calendar.moment(people.FOUNDED))
    for clock in (cast.registrar, beside.registrar):
        _nobody_is_written_to(clock, at)


def hand_out_passwords(at: datetime) -> list[dict]:
    """New passwords for everybody of the demonstration, as `passwords.hand_out` tells them."""
    with transaction.atomic():
        return passwords.hand_out(SLUGS, at)


def _nobody_is_written_to(clock: Membership, at: datetime) -> None:
    """The notices of years would otherwise go out as e-mail on the first day, to addresses that do not exist."""
    with acting_as(clock):
        Notice.objects.update(sent_at=at)
        Notice.objects.filter(raised_at__lt=at - READ_AFTER).update(read_at=at - READ_AFTER)


def _read(name: str) -> dict:
    return json.loads((HERE / name).read_text(encoding="utf-8"))
