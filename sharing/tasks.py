"""Work that falls due by the clock: what waits for an answer, a receipt or the rest of a record."""

from django.utils import timezone

from agencies.sweeps import apart, each_in_turn, registrars_with_due, sweep
from sharing.actions.chasing import chase_answers, chase_receipts, chase_requests
from sharing.actions.disputes import remind_of_disputes
from sharing.actions.guest_letters import deliver_passes
from sharing.actions.meeting_reminding import remind_of_invitations, remind_of_research
from sharing.actions.onward import watch_onward


@sweep
def sweep_clocks():
    """Tell of every deadline that comes near, is today or has passed: each step once, the newest after a gap."""
    at = timezone.now()
    each_in_turn("request_clocks", at, chase_requests)
    each_in_turn("receipt_clocks", at, chase_receipts)
    each_in_turn("answer_clocks", at, chase_answers)


@sweep
def sweep_disputes():
    """Tell both sides of every dispute whose time has run out."""
    each_in_turn("disputes", timezone.now(), remind_of_disputes)


@sweep
def sweep_onward():
    """Remind owners of what they were asked, and end what nobody answered in time."""
    each_in_turn("onward_clocks", timezone.now(), watch_onward)


@sweep
def sweep_meeting_reminders():
    """Remind agencies of invitations to meetings, and of lists before them, that they have not answered."""
    at = timezone.now()
    each_in_turn("meeting_reminders", at, remind_of_invitations)
    each_in_turn("research_reminders", at, remind_of_research)


@sweep
def sweep_guest_passes():
    """Send every guest's link that goes by e-mail and has not gone yet."""
    at = timezone.now()
    for who in registrars_with_due("guest_passes", at):
        with apart("guest_passes"):
            deliver_passes(who, at)
