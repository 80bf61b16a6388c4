"""What was shared: the list, one record, confirming receipt, the recipient's law, and letting a colleague in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.moves import MoveRefused
from agencies.questions import asked
from agencies.readings import seat_at, withholds
from sharing import actions, feeds, rules
from sharing import checklist as questions
from sharing.filters import DisclosureFilter
from sharing.forms.let_in import LetInForm
from sharing.forms.receipt import ConfirmReceiptForm, StateLawForm
from sharing.models import Advice, Checklist, Disclosure, DisclosureParty, Holding
from sharing.views import wording
from sharing.views.finding import address, find_disclosure, find_disclosure_or_what_is_left, opened
from sharing.views.listing import listed
from sharing.views.onward_shown import onward_of

GET_OR_POST = ["GET", "POST"]
CLOSABLE = (Holding.Status.ACTIVE, Holding.Status.DUE, Holding.Status.RETAINED)
NEXT_PAGES = {
    "complete": ("owed", "Answer what is still owed"),
    "confirm_receipt": ("confirm_receipt", "Confirm receipt"),
}


@require_safe
def disclosures(request):
    """What was given and received, newest first."""
    member, at = request.seat, timezone.now()
    chosen = DisclosureFilter(request.GET, member=member, at=at)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    feed = feeds.disclosure_lines(member, chosen, after=after, before=before)
    here = address(member, "disclosures")
    return render(
        request,
        "sharing/disclosures.html",
        {
            **listed(request, feed, chosen, "disclosure", "disclosures"),
            "rows": [_row(member, here, line, at) for line in feed.rows],
            "may_record": may(member, "start_checklist", Checklist),
        },
    )


def _row(member, here, line, at) -> dict:
    given, due = line.agency_id == member.agency_id, line.receipt_due_at
    status = "awaiting_receipt" if due else "received" if line.received else ""
    if line.disposed_at:
        status, due = "disposed", None
    elif given and line.status == Disclosure.Status.RECORDED:
        status, due = "recorded", min((moment for moment in (due, line.complete_by) if moment), default=None)
    giver = "Given by us" if given else f"From {line.agency}"
    why = [wording.purpose_words(line.purpose), f"under {line.agreement}" if line.agreement else ""]
    return {
        "href": f"{here}{line.reference}/",
        "title": wording.title_of(line.data_items, line.recipients or ()),
        "facts": [
            f"{line.reference}, shared {wording.day(line.shared_at)}. {giver}.",
            capfirst(", ".join(part for part in why if part)),
        ],
        "status": status,
        "due": due,
        "late": due is not None and due < at,
    }


@require_safe
def disclosure(request, reference):
    """The record: what happens next, what was shared and on what terms, who can see it, and what has happened.

    The giver's reasoning is on the giver's page alone; everybody else is shown the recipient's copy.
    """
    found = find_disclosure_or_what_is_left(request, reference)
    member, at = seat_at(request, found.party_ids), timezone.now()
    if found.disposed_at:
        return render(request, "sharing/disposed.html", {"disclosure": found})
    opened(request, found)
    given = found.agency_id == member.agency_id
    checklist = _reasoning(member, found) if given else None
    sentence, verb, due = rules.what_happens_next(found, member, timezone.localdate())
    page, words = NEXT_PAGES.get(verb or "", ("", ""))
    parties = list(found.parties.all())
    own = next((one for one in parties if one.agency_id == member.agency_id), None)
    return render(
        request,
        "sharing/disclosure.html",
        {
            "disclosure": found,
            "given": given,
            "withheld": withholds(member),
            "title": wording.title(found),
            "marked": wording.marking_words(found),
            "at": at,
            "next": {
                "sentence": sentence, "due": due, "late": due is not None and due < at, "action": words,
                "href": address(member, page, reference=reference) if page and not withholds(member) else "",
            },
            "own": own,
            "own_use": wording.personal(member, own.use) if own else "",
            "recipients": [_party(member, one, given) for one in parties if one.part == DisclosureParty.Part.RECIPIENT],
            "outside": _outside(member, found) if given else [],
            "terms": _terms(member, found, given),
            "law": wording.law_rows(found, parties, own, given),
            "citation": wording.citation(member, found),
            "channel": wording.channel(found),
            "owed": wording.owed(rules.gaps(found, checklist) if found.status == Disclosure.Status.RECORDED else []),
            "reasoning": _answers(member, checklist),
            "paused": rules.shared_while_paused(found, parties) if given else [],
            "may_let_in": may(member, "let_in", found),
            "may_ask_adviser": may(member, "ask_adviser", Advice),
            "may_state_law": _states_law(member, found, own),
            "may_close": found.kept_status in CLOSABLE and may(member, "close_matter", found),
            "onward": onward_of(member, found, checklist, own),
            "readers": wording.readers(found, parties),
            "timeline": wording.timeline(member, found),
        },
    )  # fmt: skip


def _reasoning(member, disclosure):
    """The giver's answers with everything that their wording needs; None for who may not read them."""
    found = next(iter(asked(_answers_behind, member, disclosure.pk)), None)
    if found is not None:
        found.agency = disclosure.agency
    return found


def _answers_behind(member, disclosure):
    found = Checklist.objects.visible_to(member).filter(disclosure=disclosure).order_by("pk")
    found = found.select_related("request__asking_agency", "procedure__protocol")
    return found.prefetch_related("procedure__data_items", "procedure__purposes")[:1]


def _answers(member, checklist) -> list:
    """Every answered question with its answers; for an auditor which were answered, and no more."""
    if checklist is None:
        return []
    situation = rules.situation(checklist)
    told = [
        (wording.question(page, situation), lines)
        for page, lines in questions.summary(situation, checklist.answers)
        if lines
    ]
    if withholds(member):
        return [(name, [("", wording.WITHHELD)]) for name, _ in told]
    return told


def _party(member, party, given) -> dict:
    """One recipient; what each will do with it is told to the giver, and to itself."""
    mine = party.agency_id == member.agency_id
    return {
        "agency": party.agency,
        "recipient": party.recipient,
        "use": wording.personal(member, party.use) if given or mine else "",
        "received_at": party.received_at,
        "received_by": wording.who(party.received_by) if party.received_by else "",
        "accepted": party.conditions_accepted_at is not None,
        "disposed_at": party.disposed_at,
        "due": party.receipt_due_at,
        "note": wording.personal(member, party.receipt_note) if given or mine else "",
    }


def _states_law(member, disclosure, own) -> bool:
    """Once receipt is confirmed, of what needs law, while the copy of one's agency may be changed."""
    received = own is not None and own.part == DisclosureParty.Part.RECIPIENT and own.received_at is not None
    wanted = disclosure.data_kinds != ["depersonalised"] and disclosure.kept_status != Holding.Status.ON_HOLD
    return received and wanted and may(member, "state_law", disclosure)


def _outside(member, disclosure) -> list[dict]:
    said = {"signed": "undertaking read out and signed", "refused": "they did not want to sign an undertaking"}
    return [
        {
            "who": wording.personal(member, row["who"]),
            "use": wording.personal(member, row["use"]),
            "undertaking": said.get(row["undertaking"], ""),
        }
        for row in disclosure.outside
    ]


def _terms(member, disclosure, given) -> dict:
    """The personal content, each part as this member may read it."""
    shared = ("purpose_words", "about", "restrictions", "note")
    own = ("no_protocol_reason", "channel_reason")
    said = {name: wording.personal(member, getattr(disclosure, name)) for name in shared}
    said |= {name: wording.personal(member, getattr(disclosure, name)) if given else "" for name in own}
    return {
        **said,
        "purpose": wording.purpose_words(disclosure.purpose, disclosure.agreed_purpose),
        "kinds": wording.kinds(disclosure),
        "when": wording.when(disclosure.shared_at),
        "warnings": [wording.WARNING_WORDS[code] for code in disclosure.warnings if code in wording.WARNING_WORDS],
        "consent": wording.CONSENT_WORDS.get(disclosure.consent, "") if given else "",
        "live_case": wording.LIVE_CASE_WORDS.get(disclosure.sub_judice, "") if given else "",
    }


@require_http_methods(GET_OR_POST)
def confirm_receipt(request, reference):
    """Confirm that it arrived, and whether its conditions are accepted."""
    found = find_disclosure(request, reference)
    member = request.member
    require(member, "confirm_receipt", found)
    own = next(one for one in found.parties.all() if one.agency_id == member.agency_id)
    if own.part != DisclosureParty.Part.RECIPIENT:
        # Somebody let in to what their own agency gave.
        raise PermissionDenied("Only an agency that received it can confirm receipt.")
    if request.method == "GET" and own.received_at:
        raise MoveRefused("Receipt was already confirmed for your agency.")
    codes = rules.hold_choices(found, member.agency, timezone.localdate())
    known = [code for code in own.provisions if code in codes]
    law = list(zip(codes, wording.law_words(codes), strict=True))
    form = ConfirmReceiptForm(request.POST or None, law=law, initial={"provisions": known})
    if form.is_valid():
        actions.confirm_receipt(found, by=member, at=timezone.now(), **form.receipt())
        messages.success(request, f"Receipt of {found} is confirmed. {found.agency} has been told.")
        return redirect(found)
    opened(request, found)
    context = {
        "disclosure": found, "own": own, "terms": _terms(member, found, given=False), "title": wording.title(found),
        "marked": wording.marking_words(found), "form": form,
    }  # fmt: skip
    return render(request, "sharing/confirm_receipt.html", context)


@require_http_methods(GET_OR_POST)
def state_law(request, reference):
    """On which law does one's own agency rely to hold and use it? Asked after receipt, and as often as it changes."""
    found = find_disclosure(request, reference)
    member = request.member
    require(member, "state_law", found)
    own = next(one for one in found.parties.all() if one.agency_id == member.agency_id)
    if own.received_at is None:
        return redirect(address(member, "confirm_receipt", reference=reference))
    if found.kept_status == Holding.Status.ON_HOLD and request.method == "GET":
        raise MoveRefused(rules.HELD)
    codes = rules.law_to_state(own, member.agency)
    if not codes:
        raise MoveRefused("Nobody can be identified from it, so nothing more is needed in law.")
    law = list(zip(codes, wording.law_words(codes), strict=True))
    form = StateLawForm(request.POST or None, law=law, initial={"provisions": own.provisions})
    if form.is_valid():
        actions.state_law(found, by=member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"The law that your agency relies on for {found} is saved.")
        return redirect(found)
    return render(request, "sharing/state_law.html", {"disclosure": found, "title": wording.title(found), "form": form})


@require_http_methods(GET_OR_POST)
def let_in(request, reference):
    """Let one colleague read this record until a day."""
    found = find_disclosure(request, reference)
    member, today = request.member, timezone.localdate()
    require(member, "let_in", found)
    form = LetInForm(request.POST or None, colleagues=rules.still_outside(found, member.agency_id, today), on=today)
    if form.is_valid():
        said = form.cleaned_data
        actions.let_in(
            found, said["member"], by=member, at=timezone.now(), reason=said["reason"], ends_on=said["ends_on"]
        )
        messages.success(request, f"{said['member'].person} can read {found}, and has been told.")
        return redirect(found)
    context = {"disclosure": found, "title": wording.title(found), "form": form, "anybody": bool(form.colleagues)}
    return render(request, "sharing/let_in.html", context)
