"""Reminding those who keep and those who signed a version that its review comes near, or is overdue."""

from datetime import datetime

from agencies.models import Membership
from agencies.roles import Role
from agencies.sweeps import claimed
from agencies.tenancy import say_verb
from protocols.actions.telling import board, heads_and_officers, tell_about
from protocols.catalogue.clocks import as_day
from protocols.models import ReviewReminder, Version
from protocols.rules import REVIEW_OFFICERS, review_steps, said


def remind_of_reviews(clock: Membership, at: datetime) -> int:
    """One batch of versions in force: raise the newest step of each that was not raised; how many versions.

    Steps that were missed meanwhile are noted as passed over, so that a protocol that came in from 2013 is spoken of
    once and not 570 times (ruling 6). It stays in force whatever the date (P-15.0).
    """
    versions = claimed(Version, "review_reminders", at, order="review_on")
    say_verb("remind_of_reviews")
    for version in versions:
        _remind(version, at)
    return len(versions)


def _remind(version: Version, at: datetime) -> None:
    assert version.review_on is not None  # it would not be due
    known = set(version.review_reminders.filter(review_on=version.review_on).values_list("step", flat=True))
    *missed, newest = [step for step in review_steps(version.review_on, as_day(at)) if step not in known]
    ReviewReminder.objects.bulk_create(
        ReviewReminder(
            partnership_id=version.partnership_id, version=version, review_on=version.review_on, step=step, raised_at=at,
            passed_over=step != newest,
        )
        for step in (*missed, newest)
    )  # fmt: skip
    told = board(version, at)
    if newest >= REVIEW_OFFICERS:
        signed = list(version.parties.signed().values_list("agency_id", flat=True))
        told += [one for one in heads_and_officers(version, signed, at) if one.has(Role.OFFICER)]
    kind = "review_overdue" if newest > 0 else "review_due"
    tell_about(version, kind, told, at=at, due=said(version.review_on))
