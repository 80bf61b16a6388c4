"""How is what stands in a record said on a page: people, law, agreement, marking, timeline, who can see it?"""

from datetime import time

from django.utils.timezone import localdate

from agencies.questions import asked
from agencies.readings import withholds
from protocols.catalogue import clocks, law
from protocols.views.finding import version_address
from sharing import checklist as questions
from sharing import rules
from sharing.checklist.questions.lists import KNEW, PURPOSES
from sharing.naming import in_short

WITHHELD = "Withheld: personal content is not shown to auditors."
PURPOSE_WORDS = {choice.value: choice.label for choice in PURPOSES}
KNEW_WORDS = {choice.value: choice.label for choice in KNEW}
CONSENT_WORDS = {choice.value: choice.label for choice in questions.page("6a").field("agreed").choices} | {
    "not_applicable": "Does not apply: it does not rest on anybody's agreement",
    "unknown": "Not known",
}  # fmt: skip
LIVE_CASE_WORDS = {"yes": "There is one", "no": "There is none", "unknown": "Still to be found out"}
WARNING_WORDS = {
    "not_checked": "Not checked.",
    "identity_not_confirmed": "Identity not confirmed: make sure that it is the same person before you act.",
    "reveals_source": "It could reveal who told the sender. Do not show or describe it to anybody it is about.",
    "do_not_reveal": "Do not mention this to the person it is about, and do not confirm it if they ask.",
    "not_all_fact": "Not all of it is fact: some is opinion, or what someone said.",
}
SENTENCES = {
    "record_disclosure": "{who} recorded that it was shared",
    "record_emergency": "{who} recorded what was said",
    "record_in_meeting": "{who} recorded what was shared in a meeting",
    "complete": "{who} completed the record",
    "confirm_receipt": "{who} confirmed receipt",
    "state_law": "{who} said which law allows it to hold and use this",
    "let_in": "{who} let a colleague in to this record",
    "place_hold": "{who} is holding its copy",
    "dispose": "{who} disposed of its copy",
    "send_request": "{who} sent the request",
    "take_down_request": "{who} took the request down by telephone",
    "confirm_request": "{who} confirmed what was asked by telephone",
    "claim": "{who} is dealing with it",
    "decide": "{who} answered it",
    "withdraw_request": "{who} withdrew it",
    "plan_meeting": "{who} planned the meeting",
    "invite": "{who} asked further agencies to it",
    "reply_invitation": "{who} answered the invitation",
    "name_part": "{who} gave somebody a part",
    "end_part": "{who} ended a part",
    "withdraw_invitation": "{who} withdrew an invitation",
    "cancel_meeting": "{who} cancelled the meeting",
    "move_meeting": "{who} moved the meeting",
    "set_level": "{who} set the level",
    "open_meeting": "{who} opened the meeting",
    "sign_in": "{who} signed in",
    "admit": "{who} let somebody in",
    "take_declaration": "{who} took somebody's agreement to the terms",
    "decline_sheet": "{who} wrote down that somebody did not agree to the terms",
    "mark_left": "{who} wrote down that somebody left",
    "expect_guest": "{who} put a guest on the sheet",
    "strike_guest": "{who} struck a guest off the sheet",
    "give_pass": "{who} made a link for the telephone of a guest",
    "take_back_pass": "{who} took back the link of a guest",
    "tell_guests": "{who} told guests that it was moved",
    "sign_by_pass": "A guest agreed to the terms on their own telephone",
    "decline_by_pass": "A guest did not agree to the terms, on their own telephone",
    "add_item": "{who} put an item on the agenda",
    "take_off_item": "{who} took an item off the agenda",
    "send_research": "{who} asked agencies what they hold",
    "answer_research": "{who} answered what it holds",
    "open_item": "{who} opened an item",
    "ask_for_sheet": "{who} had the signing-in sheet made",
    "keep_scan": "{who} kept a scan of the signed sheet",
    "close_meeting": "{who} closed the meeting",
    "agree_minutes": "{who} agreed the minutes",
    "send_minutes": "{who} sent the minutes",
    "hand_over_custody": "{who} wrote down who keeps the sheet",
    "open_dispute": "{who} did not accept the answer",
    "log_discussion": "{who} wrote down a discussion",
    "escalate": "{who} put it to the heads of both agencies",
    "propose_terms": "{who} offered a way to settle it",
    "settle": "{who} closed it",
    "withdraw_dispute": "{who} no longer pursued it",
    "ask_owner": "{who} asked the agency that it belongs to",
    "answer_onward": "{who} answered",
    "withdraw_onward": "{who} withdrew the question",
    "tell_owner": "{who} told the agency that it belongs to",
    "lapse_onward": "Nobody had answered when the time ran out",
}
# Told to both sides; the reasons of every other act are for the agency whose act it was.
REASONS_FOR_ALL = frozenset({
    "cancel_meeting", "close_meeting", "decline_by_pass", "end_part", "expect_guest", "give_pass",
    "hand_over_custody", "move_meeting", "name_part", "open_item", "set_level", "settle", "sign_by_pass",
    "strike_guest", "take_back_pass", "take_off_item", "tell_guests", "withdraw_dispute", "withdraw_invitation",
    "withdraw_onward", "withdraw_request",
})  # fmt: skip


def who(member) -> str:
    """A person with their part and agency, as pages name people."""
    return f"{member.named}, {member.agency}"


def personal(member, words):
    """What is said of personal content: the words, or for an auditor that they are withheld."""
    return WITHHELD if words and withholds(member) else words


def purpose_words(code: str, agreed: str | None = "") -> str:
    """A purpose as people chose it. One of an agreement's own is in the agreement's words, `agreed`, where they are at
    hand, and otherwise (a list has no time to ask) spelt out from its short name."""
    return PURPOSE_WORDS.get(code) or agreed or code.replace("_", " ").replace("-", " ").capitalize()


def when(moment) -> str:
    """A moment as people told it; the start of a day is how a day without a time was kept, and is said as the day."""
    local = moment.astimezone(clocks.LONDON)
    if local.time() == time.min:
        return day(moment)
    return f"{day(moment)}, {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def day(moment) -> str:
    """The day of a moment."""
    local = moment.astimezone(clocks.LONDON)
    return f"{local.day} {local:%B %Y}"


def law_words(codes) -> list[str]:
    """Provisions as people cite them; a code that the catalogue does not hold is shown as it is."""
    found = [(code, law.catalogue().get(code)) for code in codes]
    return [f"{row.label} ({row.citation})" if row else f"{code} (not in the catalogue of law)" for code, row in found]


def law_rows(disclosure, parties, own, given: bool) -> list[dict]:
    """Whose law, towards whom, and which: each party reads its own, and the agency that shared it reads everybody's."""
    rows = []
    for party in parties:
        if not given and party is not own:
            continue
        mine = party is own and party.part == party.Part.RECIPIENT
        rows.append({"agency": party.agency, "towards": "", "law": law_words(party.provisions), "mine": mine})
        if party.part == party.Part.GIVER:
            rows += [
                {"agency": party.agency, "towards": in_short(agencies), "law": law_words(codes), "mine": False}
                for codes, agencies in _besides(party, parties).items()
            ]
    if disclosure.data_kinds == ["depersonalised"]:
        # Nobody can be identified from it: only a duty to give it is worth naming.
        return [row for row in rows if row["law"]]
    return rows


def _besides(giver, parties) -> dict[tuple, list]:
    """What the giver relies on towards some of the recipients only, since a power may reach one and not the next."""
    found: dict = {}
    for party in parties:
        if codes := tuple(code for code in party.given_under if code not in giver.provisions):
            found.setdefault(codes, []).append(party.agency)
    return found


def question(page, situation) -> str:
    """A question as it was asked; the note at the end is not a question, and has words of its own."""
    return "Anything the reader should know" if page.code == "check" else page.title_in(situation)


def kinds(disclosure) -> list[str]:
    """The kinds of information, never the information."""
    return _labels(disclosure.data_items)


def _labels(data_items) -> list[str]:
    return [item.get("label") or item.get("slug", "") for item in data_items]


def kinds_in_short(disclosure) -> str:
    """The first kinds of information, and how many more."""
    return _in_short(kinds(disclosure))


def title(disclosure) -> str:
    """A disclosure in a few words: kinds of information and to whom."""
    to = [str(party.agency) for party in disclosure.parties.all() if party.part == party.Part.RECIPIENT]
    return title_of(disclosure.data_items, to)


def title_of(data_items, recipients) -> str:
    """The same from the kinds of information and the names of the agencies."""
    return f"{_in_short(_labels(data_items))}, to {in_short(recipients) or 'somebody outside every agency'}"


def asked_for(request) -> str:
    """A request in a few words."""
    return _in_short(request.wanted)


def _in_short(labels) -> str:
    """The first two kinds of information without their explanations, and how many more: "A place; what worries us"."""
    short = [label.partition(":")[0] for label in labels]
    if not short:
        return "Information"
    first, rest = short[0], [words[:1].lower() + words[1:] for words in short[1:2]]
    more = f" and {len(short) - 2} more" if len(short) > 2 else ""
    return "; ".join([first, *rest]) + more


def marking_words(disclosure) -> str:
    """The level as its scheme writes it; an agency that does not mark says so in words."""
    return "No marking: the sender's usual care" if disclosure.marking == "UNMARKED" else disclosure.marking


def citation(member, disclosure) -> dict | None:
    """The agreement that it was made under, with its clause when one was named; None for none."""
    version, clause = disclosure.version, disclosure.clause
    if version is None:
        return None
    href = version_address(member, version)
    return {
        "protocol": version.protocol.title,
        "version": version.number,
        "number": clause.number if clause else "",
        "words": " ".join(clause.text.split()[:8]) if clause else "",
        "href": f"{href}#clause-{clause.slug}" if clause else href,
        "on": disclosure.shared_at,
    }


def channel(disclosure) -> dict:
    """How it went, and what the handling rules say of that way at its marking."""
    facts = rules.channel_facts(
        disclosure.marking_scheme, disclosure.marking, disclosure.channel,
        personal=disclosure.data_kinds != ["depersonalised"],
    )  # fmt: skip
    if not disclosure.channel:
        # Nobody has said yet which way it went: there is nothing for the rules to be held against.
        return {"way": "Not recorded", "detail": "", "verdict": "", "rule": "", "nearest": ""}
    said = {True: "The handling rules allow this way.", False: "The handling rules point to another way."}
    return {
        "way": rules.channel_label(disclosure.channel),
        "detail": disclosure.channel_detail,
        "verdict": said.get(disclosure.channel_allowed, "The handling rules say nothing about this way."),
        "rule": facts.rule,
        "nearest": facts.nearest if disclosure.channel_allowed is False else "",
    }


def timeline(member, record) -> list[dict]:
    """What happened, newest first, in sentences; the last fifty."""
    withheld = withholds(member)
    return [
        {
            "sentence": SENTENCES.get(change.verb, "{who}: " + change.verb.replace("_", " ")).format(
                who=f"{change.by.agency} ({change.by.named})"
            ),
            "at": change.at,
            "recorded_at": change.recorded_at,
            "detail": change.reason
            if not withheld and (change.by.agency_id == member.agency_id or change.verb in REASONS_FOR_ALL)
            else "",
        }
        for change in asked(_happened, type(record), record.pk)
    ]


def _happened(kind, key):
    return kind(pk=key).changes.select_related("by__person", "by__agency")[:50]


def readers(record, parties=None) -> list[dict]:
    """Which agencies can open this record today, who in each, and why."""
    seen = rules.who_can_see(record, localdate(), parties)
    return [{"who": seer.agency, "why": f"{seer.roles}. {seer.why}"} for seer in seen]


def owed(gaps) -> list[dict]:
    """What is still missing, together where the same person is asked for it by the same moment."""
    told: dict = {}
    for gap in gaps:
        told.setdefault((gap.owner, gap.due), []).append(gap.sentence)
    return [{"owner": owner, "due": due, "sentences": sentences} for (owner, due), sentences in told.items()]
