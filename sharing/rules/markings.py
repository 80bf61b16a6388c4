"""What does an answer about marking or way of sending mean in the catalogue, and do the handling rules allow it?"""

from dataclasses import dataclass
from datetime import date

from protocols.catalogue import channels, markings
from sharing.checklist import Choice
from sharing.checklist.questions.lists import CHANNELS

REFUSED = frozenset({"SECRET", "TOP SECRET"})
UNMARKED = ("UNMARKED", "UNMARKED")
# The words of the questions, and the codes of the catalogue where they differ.
_CHANNELS = {"service": "in_service", "case_system": "shared_system", "carried": "post_or_courier"}
_LEVELS = {"official": "OFFICIAL", "official_sensitive": "OFFICIAL-SENSITIVE", "unmarked": "UNMARKED"}
_MANNERS = {
    "telephone": "spoken", "face_to_face": "spoken", "meeting": "spoken", "video_call": "spoken", "shared_system": "access",
}  # fmt: skip
CHANNEL_CHOICES = (
    *CHANNELS[:-1], Choice("video_call", "Video call"), Choice("ordinary_email", "Ordinary e-mail"), CHANNELS[-1],
)  # fmt: skip


@dataclass(frozen=True)
class ChannelFacts:
    """Whether the handling rules allow a way at a marking: None where they say nothing. Informs, never stops."""

    allowed: bool | None
    rule: str = ""
    nearest: str = ""  # the label of the nearest way that is allowed
    checks: tuple[str, ...] = ()


def is_refused(answer: str | None) -> bool:
    """Is this a level that the service does not hold? The one marking that stops a record (ruling 1)."""
    return _level(answer).rpartition(":")[2].replace("-", " ") in REFUSED


def marking_of(answer: str | None, version, day: date) -> tuple[str, str]:
    """Scheme and level of an answer; without one the agreement's own, and otherwise the agency's default.

    Nothing is converted: a level keeps the scheme it was chosen in (TR-12).
    """
    if not answer:
        return (version.marking_scheme, version.marking) if version else UNMARKED
    scheme, _, level = _level(answer).rpartition(":")
    if level == "UNMARKED":
        return UNMARKED
    tried = (
        [scheme]
        if scheme
        else [*([version.marking_scheme] if version else []), markings.scheme_on(day).code, "GSC-2024"]
    )
    return next(((code, level) for code in tried if _exists(code, level)), UNMARKED)


def marking_choices(version, day: date) -> tuple[Choice, ...]:
    """The levels to offer: those of the agreement's own scheme when it is not today's, beside today's."""
    schemes = [markings.scheme_on(day).code]
    if (
        version
        and version.marking_scheme not in (*schemes, "UNMARKED")
        and not version.marking_scheme.startswith("GSC")
    ):
        schemes.insert(0, version.marking_scheme)
    offered = [Choice("unmarked", "No marking: our agency's usual care")]
    for scheme in schemes:
        for level in markings.levels_offered(scheme):
            plain = level.code.lower().replace("-", "_")
            offered.append(Choice(plain if plain in _LEVELS else f"{scheme}:{level.code}", level.code))
    return tuple(offered)


def channel_of(answer: str | None) -> str:
    """The catalogue's code of a way of sending; one it does not know is another way, and one nobody named is ""."""
    if not answer:
        return ""
    code = _CHANNELS.get(answer, answer)
    return code if code in channels.channels() else "other"


def channel_label(code: str) -> str:
    """A way of sending in words."""
    return channels.channel(channel_of(code)).label if code else "Not recorded"


def manner_of(channel: str) -> str:
    """Given, spoken or access granted; only what is given starts receipt at the other end (practice 24)."""
    return _MANNERS.get(channel, "given")


def channel_facts(scheme: str, level: str, channel: str, *, personal: bool = True) -> ChannelFacts:
    """Whether information so marked may go that way, the rule, and the nearest way if not. Of no way nothing is said."""
    if not channel:
        return ChannelFacts(None)
    try:
        found = channels.channel_check(scheme, level, channel, personal)
    except LookupError:
        return ChannelFacts(None)
    nearest = channels.channel(found.nearest_allowed).label if found.nearest_allowed else ""
    return ChannelFacts(found.allowed, found.rule_text, nearest, found.checks)


def channels_against(scheme: str, level: str) -> dict[str, str]:
    """The ways that the handling rules point away from at a marking, each with the nearest one allowed."""
    asked = {choice.value: channel_facts(scheme, level, channel_of(choice.value)) for choice in CHANNEL_CHOICES}
    return {value: facts.nearest for value, facts in asked.items() if facts.allowed is False}


def _level(answer) -> str:
    text = str(answer or "")
    if text in _LEVELS:
        return _LEVELS[text]
    return " ".join(text.upper().replace("_", " ").split())


def _exists(scheme: str, level: str) -> bool:
    try:
        return markings.level(scheme, level).in_service != markings.REFUSE
    except LookupError:
        return False
