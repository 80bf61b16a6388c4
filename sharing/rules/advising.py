"""Whom can one ask for advice, and what happens next with it? (practice 11)"""

from datetime import date

from agencies.models import Membership
from agencies.roles import ADVISERS, Role
from sharing.models import Advice

S = Advice.Status


def advisers(member, on: date):
    """The advisers and designated officers of the member's own agency on a day; not whoever asks, under any of their parts."""
    found = Membership.objects.active(on).filter(partnership_id=member.partnership_id, agency_id=member.agency_id)
    found = found.filter(person__is_active=True).exclude(person_id=member.person_id)
    return found.with_role(*ADVISERS, Role.OFFICER).select_related("person", "agency").order_by("job_title", "pk")


def advises_as(member) -> str:
    """In which part somebody can be asked, unless what they are called says it already."""
    parts = [Role(role).label for role in member.roles if role in ADVISERS or role == Role.OFFICER]
    return ", ".join(part for part in parts if part.lower() not in member.job_title.lower())


def advice_next(advice: Advice, member) -> tuple[str, str | None]:
    """What happens next, in a sentence, and the verb with which this member could do it now."""
    if advice.status == S.ASKED:
        if advice.adviser_id == member.pk:
            return "Write down what you advise. You advise, and whoever asked decides.", "advise"
        return f"{advice.adviser.named} has been asked and will answer in writing.", None
    if advice.status == S.GIVEN:
        if advice.asked_by_id == member.pk:
            return "You decide. Then say here whether the advice was followed.", "say_followed"
        return f"{advice.asked_by.named} decides, and says here whether the advice was followed.", "say_followed"
    if advice.status == S.TAKEN_BACK:
        return "Nothing more. The advice is no longer needed.", None
    return "Nothing more. What was made of the advice is written down.", None
