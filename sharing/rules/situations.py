"""Who is answering a checklist, about what kind of sharing, and what is known before the first page?"""

from datetime import date

from agencies.models import Agency
from agencies.questions import asked
from protocols.catalogue import clocks
from protocols.models import DataItem, Protocol, Version
from sharing.checklist import Choice, Procedure, Route, Situation, Tense, Voice
from sharing.checklist.questions.lists import KIND_WORDS, PURPOSES
from sharing.models import Checklist
from sharing.rules import markings
from sharing.rules.law import LAW_ENFORCEMENT

# Agreements older than this carry the weighing of public interest in their own text (V8 as corrected).
_WEIGHED_UNTIL = date(2020, 1, 1)
_PROTECTED = frozenset({DataItem.Kind.SPECIAL, DataItem.Kind.OFFENCES})


def situation(checklist: Checklist) -> Situation:
    """What the questions need to know about this checklist; answers are passed beside it."""
    version, request = checklist.procedure, checklist.request
    answers = checklist.answers
    day = clocks.as_day(checklist.saved_at)
    scheme, level = markings.marking_of((answers.get("9") or {}).get("marking"), version, day)
    voice = Voice(checklist.voice)
    asking = checklist.agency if voice is Voice.ASKER else getattr(request, "asking_agency", None)
    return Situation(
        voice=voice,
        tense=Tense(checklist.tense),
        route=_route(checklist),
        asked=request.answers if request and voice is Voice.SHARER else None,
        procedure=_procedure(version),
        options={
            "channels": markings.CHANNEL_CHOICES,
            "markings": markings.marking_choices(version, day),
            **_lists_of(version),
        },
        law_enforcement=checklist.agency.kind in LAW_ENFORCEMENT,
        investigator=asking is not None and asking.kind == Agency.Kind.POLICE,
        weighing=bool(version and version.effective_on and version.effective_on < _WEIGHED_UNTIL),
        channels_against=markings.channels_against(scheme, level),
    )


def with_lists(found: Situation, member, on: date) -> Situation:
    """The same with what a form offers besides: the agreements in force and the agencies, as the member sees them."""
    procedures = tuple(
        Choice(version.protocol.reference, version.protocol.title, version.protocol.get_tier_display().capitalize())
        for version in asked(_offered, member, on)
    )
    agencies = tuple(Choice(agency.name, agency.name) for agency in asked(_other_agencies, member, on))
    return found.but(options={**found.options, "procedures": procedures, "agencies": agencies})


def _offered(member, on):
    return agreements(member, on).order_by("-protocol__tier", "protocol__reference")


def _other_agencies(member, on):
    return Agency.objects.visible_to(member).on(on).exclude(pk=member.agency_id)


def agreements(member, on: date):
    """The protocols and procedures under which a member may share on a day."""
    tiers = [Protocol.Tier.PROTOCOL, Protocol.Tier.PROCEDURE]
    found = Version.objects.visible_to(member).in_force_on(on).filter(protocol__tier__in=tiers)
    return found.select_related("protocol")


def kind_labels(found: Situation) -> dict[str, str]:
    """Every kind of information that can be ticked here, by its value."""
    return KIND_WORDS | {choice.value: choice.label for choice in found.options.get("kinds") or ()}


def _route(checklist) -> Route:
    if checklist.disclosure_id and "EM" in checklist.answers:
        return Route.FOLLOW_UP
    if "meeting" in checklist.answers:
        return Route.MEETING
    # Started from the procedure's own page: the questions that lead to it are not asked.
    return Route.PROCEDURE if checklist.procedure_id and "S5" not in checklist.answers else Route.FULL


def _procedure(version) -> Procedure | None:
    if version is None:
        return None
    standing = {code: data for code, data in version.standing_answers.items() if isinstance(data, dict)}
    return Procedure(version.protocol.reference, version.protocol.title, standing)


def _lists_of(version) -> dict:
    """The agreement's own purposes and kinds in place of the general ones, and itself among the procedures."""
    if version is None:
        return {}
    lists: dict[str, tuple[Choice, ...]] = {"procedures": (Choice(version.protocol.reference, version.protocol.title),)}
    items, purposes = list(version.data_items.all()), list(version.purposes.all())
    if items:
        lists["kinds"] = tuple(Choice(item.slug, item.label, protected=item.kind in _PROTECTED) for item in items)
    if purposes:
        named = {purpose.slug for purpose in purposes}
        rest = tuple(choice for choice in PURPOSES if choice.value not in named)
        lists["purposes"] = (*(Choice(purpose.slug, purpose.words) for purpose in purposes), *rest)
    return lists
