"""In which ways may information be given, and does the marking allow this one?

The answer informs: where the rule says no, the page names the nearest way that is allowed, and the person
may go on with a reason.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue import markings
from protocols.catalogue.dated import Dated, by_code, in_force, load

_NO_RULE = "The source sets no handling rule for {level}. Follow the giver's own instruction."
_AGENCY_DEFAULT = "No national marking: handle as the giving agency's own default says."
_PERSONAL_NEEDS_SECURE = (
    "Information about people goes by a secure route: secure e-mail, courier or a shared secure system."
)
_REFUSED = "This level does not belong in this service. Use the reporting route that your organisation has for it."
_UNKNOWN_WAY = "The handling rules do not know this way."


class UnknownChannel(LookupError):
    """The catalogue holds no channel of that code."""


@dataclass(frozen=True)
class Channel:
    """A way of giving information; `action` is the handling rule that governs it."""

    code: str
    label: str
    action: str
    nearest: tuple[str, ...]
    secure: bool = True
    offered: bool = True  # False: kept for old records only
    asks: str = ""


@dataclass(frozen=True)
class SecureDomain(Dated):
    """A family of e-mail addresses that counted as secure, from and to given days."""

    domain: str
    family: str


@dataclass(frozen=True)
class ChannelCheck:
    """Whether the way is allowed, the rule that says so, what to confirm, and the nearest way if it is not.

    `nearest_allowed` is the code of a channel, or None where nothing here is allowed or nothing is needed.
    """

    allowed: bool
    rule_text: str
    nearest_allowed: str | None = None
    checks: tuple[str, ...] = ()


@cache
def channels() -> dict[str, Channel]:
    """Every channel by its code, safest first."""
    return by_code(load(Channel, "channels.toml", "channel"))


def channels_offered() -> list[Channel]:
    """The channels to offer for a new record, safest first."""
    return [row for row in channels().values() if row.offered]


def channel(code: str) -> Channel:
    """The channel of that code. Raises UnknownChannel."""
    try:
        return channels()[code]
    except KeyError:
        raise UnknownChannel(f"{code} is not a channel in the catalogue") from None


@cache
def secure_domains() -> tuple[SecureDomain, ...]:
    """The e-mail domains that are or were secure."""
    return load(SecureDomain, "channels.toml", "domain")


def secure_domain(address: str, on: date) -> SecureDomain | None:
    """The secure family that the address belonged to on that day, the most particular first, or None."""
    host = address.rpartition("@")[2].strip().strip(".").casefold()
    found = [
        row for row in secure_domains() if in_force(row, on) and (host == row.domain or host.endswith(f".{row.domain}"))
    ]
    return max(found, key=lambda row: len(row.domain), default=None)


def channel_check(
    scheme: str,
    level: str,
    channel: str,
    personal: bool = True,
    *,
    urgent: bool = False,
    encrypted: bool = False,
) -> ChannelCheck:
    """Whether information so marked may be given that way.

    `urgent` is operational urgency and `encrypted` the message's own encryption: old rules turn on them.
    Raises UnknownMarking and UnknownChannel.
    """
    way = _channel(channel)
    allowed, text, checks = _verdict(scheme, level, way, personal, urgent, encrypted)
    if allowed:
        return ChannelCheck(True, text, None, checks)
    for code in way.nearest:
        if _verdict(scheme, level, _channel(code), personal, urgent, encrypted)[0]:
            return ChannelCheck(False, text, code, checks)
    return ChannelCheck(False, text, None, checks)


_channel = channel  # the argument of `channel_check` bears the same name


def _verdict(scheme, level, way, personal, urgent, encrypted):
    found = markings.level(scheme, level)
    if found.in_service == markings.REFUSE:
        return False, _REFUSED, ()
    rule = markings.handling(scheme, level, way.action) if way.action else None
    if rule is None and way.action == "VIDEO":
        rule = markings.handling(scheme, level, "INTERNET")  # rules older than video calls still bind their line
    if rule is None:
        return _without_rule(found, way, personal)
    if scheme == "GPMS-2013":
        return _gpms_allows(level, way, urgent, encrypted), rule.text, rule.checks
    if way.secure or (level == "OFFICIAL" and not personal):
        return True, rule.text, rule.checks
    if personal and level == "OFFICIAL":
        return False, f"{rule.text} {_PERSONAL_NEEDS_SECURE}", rule.checks
    return False, rule.text, rule.checks


def _without_rule(level, way, personal):
    if not way.action:
        text = _UNKNOWN_WAY
    elif level.scheme == "UNMARKED":
        text = _AGENCY_DEFAULT
    else:
        text = _NO_RULE.format(level=level.code)
    if personal and not way.secure:
        return False, f"{text} {_PERSONAL_NEEDS_SECURE}", ()
    return True, text, ()


def _gpms_allows(level, way, urgent, encrypted):
    if level == "CONFIDENTIAL" and way.secure:
        return {"EMAIL": encrypted, "PHONE": urgent, "MOVE": True, "SPOKEN": True}.get(way.action, False)
    return way.secure
