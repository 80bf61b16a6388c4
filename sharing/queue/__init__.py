"""What of requests and records waits for this member, for others, and comes up? Parts of the home page (pages 3.1)."""

from datetime import date

from agencies.queue import QueueItem
from sharing.queue import advice, disputes, meetings, onward, records, requests
from sharing.queue.lines import LEADS, MOST, urgency


def waiting_for(member, on: date) -> list[QueueItem]:
    """What this member could do now: answer, confirm, finish, share what was granted; overdue first."""
    found = [
        *requests.to_answer(member, on), *requests.to_confirm(member, on), *requests.granted(member, on),
        *records.to_confirm(member, on), *records.owed(member, on), *records.unfinished(member, on),
        *disputes.ours(member, on), *meetings.waiting(member, on),
        *advice.waiting(member, on), *onward.to_answer(member, on), *onward.answered(member, on),
    ]  # fmt: skip
    return sorted(found, key=urgency)[:MOST]


def waiting_elsewhere(member, on: date) -> list[QueueItem]:
    """In whose court things are: requests not answered yet, and what was given and not confirmed yet."""
    found = [
        *requests.unanswered(member, on), *records.unconfirmed(member, on), *disputes.theirs(member, on),
        *advice.asked_for(member, on), *onward.unanswered(member, on),
    ]  # fmt: skip
    return sorted(found, key=urgency)[:MOST]


def coming_up(member, on: date) -> list[QueueItem]:
    """Meetings to which one comes, and for those who lead the agency its copies whose time in its schedule ends; both
    within ninety days."""
    found = [*meetings.ahead(member, on), *(records.ending(member, on) if member.has(*LEADS) else ())]
    return sorted(found, key=urgency)[:MOST]
