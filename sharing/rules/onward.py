"""Who says whether something may be passed on, whose is it by the asker's words, and what happens next? (P-7.2, TR-04)"""

from collections.abc import Iterable
from datetime import date

from agencies.models import Agency, Membership
from agencies.roles import ADVISERS, Role
from sharing.models import Disclosure, DisclosureParty, OnwardRequest, Request
from sharing.rules.deciding import in_force, reaches

S = OnwardRequest.Status


def may_answer_onward(member: Membership, onward: OnwardRequest, on: date) -> bool:
    """May this member answer it on that day?"""
    return bool(answerable(member, [onward], on))


def answerable(member: Membership, onwards: Iterable[OnwardRequest], on: date) -> list[OnwardRequest]:
    """Which of these may this member answer on that day? The head and the owners of the information by their office,
    which for the owners is the exception from advising (design 2); others as far as the head's grant to them reaches."""
    put = [
        one for one in onwards if one.owner_agency_id == member.agency_id and one.asked_by.person_id != member.person_id
    ]
    if not put or member.has(Role.HEAD, Role.ASSET_OWNER):
        return put
    if member.has(*ADVISERS):
        return []
    grants = list(in_force(on).filter(member=member, agency_id=member.agency_id))
    return [one for one in put if any(_reaches(grant, one) for grant in grants)]


def answerers(onward: OnwardRequest, on: date) -> list[Membership]:
    """Who is told of it first: the owners of the information and those who may decide on it; where there is neither,
    the heads."""
    people = Membership.objects.active(on).filter(agency_id=onward.owner_agency_id).select_related("person")
    people = people.exclude(person_id=onward.asked_by.person_id)
    grants = in_force(on).filter(agency_id=onward.owner_agency_id)
    granted = {grant.member_id for grant in grants if _reaches(grant, onward)}
    found = [
        one for one in people
        if one.has(Role.ASSET_OWNER) or (one.pk in granted and not one.has(*ADVISERS))
    ]  # fmt: skip
    return found or [one for one in people if one.has(Role.HEAD)]


def _reaches(grant, onward) -> bool:
    """Its time is that of an ordinary request. What is in no record is of kinds that nobody here knows, so that a grant
    for some kinds only does not reach it."""
    if grant.urgencies and Request.Urgency.ORDINARY not in grant.urgencies:
        return False
    record = onward.disclosure
    return reaches(grant, record.data_kinds, record.marking) if record else not grant.data_kinds


def has_received(agency_id, disclosure: Disclosure) -> bool:
    """Was it shared with this agency by another one, which it therefore belongs to?"""
    parties = DisclosureParty.objects.filter(disclosure=disclosure, agency_id=agency_id)
    return parties.filter(part=DisclosureParty.Part.RECIPIENT).exists()


def owner_named(words: str, agencies: Iterable[Agency]) -> Agency | None:
    """The agency that somebody named in their own words, where it is one of these; of several the longest name."""
    said = " ".join(words.casefold().split())
    found = [one for one in agencies if one.name.casefold() in said or one.code.casefold() == said]
    return max(found, key=lambda one: len(one.name), default=None)


def onward_next(onward: OnwardRequest, member: Membership, on: date) -> tuple[str, str | None]:
    """What happens next, in a sentence, and the verb with which this member could do it now."""
    done = "passed on" if onward.kind == OnwardRequest.Kind.PASS_ON else "used in this way"
    if onward.status == S.SENT:
        if may_answer_onward(member, onward, on):
            return "Say whether you agree. No answer is not agreement.", "answer_onward"
        return f"{onward.owner_agency} says whether it agrees. Until then it is not {done}.", None
    if onward.status == S.LAPSED:
        if may_answer_onward(member, onward, on):
            return "The time has run out, which is not agreement. You can still answer.", "answer_onward"
        return f"{onward.owner_agency} did not answer in time. That is not agreement; it can still answer.", None
    asker = member.agency_id == onward.asking_agency_id
    if onward.is_agreed:
        under = ", on the conditions below" if onward.status == S.CONDITIONS else ""
        return f"It may be {done}{under}. {'Whether it is, is for your agency to decide.' if asker else ''}".strip(), None
    if onward.status == S.REFUSED:
        return f"It is not {done}, unless life, a court or the law does not wait.", None
    return "Nothing more is waiting here.", None
