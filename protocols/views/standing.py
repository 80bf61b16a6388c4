"""How does a version stand: who has signed, what happened to it, who can see it, and what may this member do?"""

from agencies.access import may
from protocols import lifecycle
from protocols.models import ImportedText, Party, Protocol, Version
from protocols.rules import said
from protocols.views.finding import address, version_address

S = Version.Status
P = Party.Part

# What each verb is called on a button or a link, and in the sentence of a timeline.
BUTTONS = {
    "edit_details": "Change the details",
    "name_parties": "Name the agencies",
    "name_facts": "Name what may be shared",
    "add_section": "Add a section",
    "add_draft_reader": "Let somebody read the draft",
    "consult": "Ask for views",
    "submit": "Send for approval",
    "send_back": "Send back to the author",
    "approve": "Approve",
    "sign": "Read and sign",
    "refuse": "Refuse to sign",
    "amend": "Amend",
    "withdraw": "Withdraw",
}
SENTENCES = {
    "draft_protocol": "{who} began the protocol",
    "start_version": "{who} began this version",
    "amend": "{who} began an amendment",
    "edit_details": "{who} changed the details",
    "name_parties": "{who} named the agencies",
    "edit_protocol": "{who} changed what the protocol stands under, or how many signatures it needs",
    "name_facts": "{who} changed what may be shared",
    "edit_section": "{who} changed the text",
    "add_section": "{who} added a section",
    "remove_section": "{who} took out a section",
    "save_reading": "{who} saved it from a file that was read",
    "consult": "{who} asked for views",
    "submit": "{who} sent it for approval",
    "send_back": "{who} sent it back to the author",
    "approve": "{who} approved it, and it went out for signing",
    "sign": "{who} signed",
    "refuse": "{who} refused to sign",
    "bring_into_force": "It came into force",
    "supersede": "A later version replaced it",
    "withdraw": "{who} withdrew it",
    "add_draft_reader": "{who} let a reader in to the draft",
}
DRAFTING = ("edit_details", "name_parties", "name_facts", "add_section")
# At which states an act is offered; the action decides again, with the record locked.
OFFERED = {
    **dict.fromkeys(DRAFTING, lifecycle.GROWING),
    "add_draft_reader": lifecycle.GROWING,
    # Agencies can still be added when it is out for signing or in force; none can be taken out.
    "name_parties": (*lifecycle.GROWING, *lifecycle.OPEN_TO_SIGNATURE),
    "amend": (S.IN_FORCE, S.WITHDRAWN),
    **{move.verb: move.sources for move in lifecycle.MOVES},
}


def who(member) -> str:
    """A person with their part and agency, as pages name people."""
    return f"{member.named}, {member.agency}"


def signatories(parties) -> list[dict]:
    """Each agency asked to sign, and how that stands. A missing signature is told, and never coloured as a fault."""
    return [_signatory(party) for party in parties if party.part == P.SIGNATORY]


def _signatory(party) -> dict:
    said = {"agency": party.agency, "capacity": party.capacity, "interpretation": party.interpretation, "detail": ""}
    if party.signed_at:
        status = "acceded" if party.acceded_on else "signed"
        return said | {"status": status, "at": party.signed_at, "detail": who(party.signed_by)}
    if party.refused_at:
        return said | {"status": "refused", "at": party.refused_at, "detail": party.refusal_reason}
    return said | {"status": "not_signed" if party.is_required else "", "at": None}


def signed_count(parties) -> tuple[int, int]:
    """How many of those asked have signed."""
    asked = [party for party in parties if party.part == P.SIGNATORY]
    return sum(party.signed_at is not None for party in asked), len(asked)


def in_whose_court(version, parties) -> str:
    """One sentence for lists: who must act for this version to go on; from rows already read."""
    if version.status == S.DRAFT:
        return f"With {version.agency} to finish"
    if version.status == S.CONSULTATION:
        return "With the agencies asked for their views"
    if version.status == S.APPROVAL:
        return "With the board to approve"
    if version.status == S.SIGNING:
        signed, asked = signed_count(parties)
        return f"With the heads of agency: {signed} of {asked} have signed"
    return ""


def timeline(version) -> list[dict]:
    """What happened to a version, newest first, in sentences; the last fifty."""
    found = version.changes.select_related("by__person", "by__agency")[:50]
    return [
        {
            "sentence": SENTENCES.get(change.verb, "{who}: " + change.verb.replace("_", " ")).format(
                who=f"{change.by.agency} ({change.by.named})"
            ),
            "at": change.at,
            "recorded_at": change.recorded_at,
            "detail": change.reason,
        }
        for change in found
    ]


def readers(version, parties, on) -> list[dict]:
    """Which agencies and which people can open this version on a day, and why each."""
    if version.partnership_id in version.party_ids:
        return [{"who": "Everyone who acts for an agency of the partnership", "why": "it is, or has been, in force"}]
    why = {
        P.DRAFTER: "it keeps the pen",
        P.CONSULTEE: "it was asked for its view",
        P.SIGNATORY: "it is asked to sign",
    }
    told = [{"who": "Board administrators", "why": "they see every protocol of the partnership"}]
    told += [{"who": party.agency.name, "why": why[P(party.part)]} for party in parties if party.part != P.READER]
    let_in = version.draft_grants.filter(ends_on__gte=on).select_related("member__person", "member__agency")
    told += [{"who": who(one.member), "why": f"let in to read it until {said(one.ends_on)}"} for one in let_in]
    return told


def own_place(parties, member):
    """The place of one's own agency among those asked to sign, or None."""
    return next((one for one in parties if one.part == P.SIGNATORY and one.agency_id == member.agency_id), None)


def doings(version, parties, member) -> list[tuple[str, str, str]]:
    """(verb, words, address) of everything this member may do with this version now, in the order of its life."""
    place = own_place(parties, member)
    if place is not None:
        place.version = version
    offered = []
    for verb, words in BUTTONS.items():
        if verb in ("sign", "refuse"):
            open_to = version.status in lifecycle.OPEN_TO_SIGNATURE and place is not None and place.signed_at is None
            open_to = open_to and not (verb == "refuse" and place.refused_at)
            allowed = open_to and may(member, verb, place)
        else:
            allowed = version.status in OFFERED[verb] and may(member, verb, version)
            # A signature binds to the text, so it cannot be opened again.
            allowed = allowed and not (verb == "send_back" and signed_count(parties)[0])
        if allowed:
            offered.append((verb, words, version_address(member, version, verb)))
    return offered


def beginnings(member) -> list[tuple[str, str]]:
    """(words, address) of the ways in which this member may begin a protocol."""
    ways = (
        ("draft_protocol", Protocol, "Draft a protocol", "new"),
        ("read_file", ImportedText, "Bring in a protocol from a file", "read_file"),
    )
    return [(words, address(member, name)) for verb, model, words, name in ways if may(member, verb, model)]
