"""Check your answers, record or send, and what happens next: the end of the questions."""

from datetime import date

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.models import Agency
from agencies.moves import MoveRefused
from agencies.readings import log_reading, withholds
from protocols.catalogue.clocks import LONDON
from sharing import actions, rules
from sharing import checklist as questions
from sharing.checklist import Voice, book
from sharing.forms.recording import RecordForm, SendForm
from sharing.models import Checklist, Disclosure, DisclosureParty, Request
from sharing.naming import in_list
from sharing.views.asking import SECTIONS, worded
from sharing.views.onward_shown import asked_from, shown
from sharing.views.opening import (
    WITH,
    address,
    closing_address,
    find_checklist,
    is_open,
    may_answer,
    outcome_address,
    page_address,
    situation_of,
    started_by_whom,
    words_for,
)  # fmt: skip

GET_OR_POST = ["GET", "POST"]
WITHHELD = "Withheld from auditors"
ASKERS = ("S4", "1a", "1b", "2b")
OWN = "heads and designated officers, and auditors without personal content"


@require_http_methods(GET_OR_POST)
def check(request, key):
    """Who will receive it, what they will see, who else can see it, what is missing; then one button."""
    member, checklist = request.member, find_checklist(request, key)
    if withholds(member) and checklist.started_by_id != member.pk:
        return _withheld(request, checklist)
    if checklist.status == Checklist.Status.OWED:
        return redirect(closing_address(member, checklist))
    if not is_open(checklist):
        return redirect(outcome_address(member, checklist))
    found = situation_of(member, checklist)
    settled = questions.settle(found, checklist.answers)
    if settled.route is questions.Route.EMERGENCY:
        return redirect(page_address(member, checklist, book.page("EM")))
    asking = settled.voice is Voice.ASKER
    require(member, "send_request" if asking else "record_disclosure", checklist)
    at = timezone.now()
    data = request.POST if request.method == "POST" else None
    form = _send_form(member, checklist, at, data) if asking else _record_form(checklist, settled, at, data)
    if form.is_valid():
        if request.POST.get("revision") != str(checklist.revision):
            raise MoveRefused("Somebody saved these answers after you opened the page. Check them again.")
        return _send(request, checklist, form, at) if asking else _record(request, checklist, form, at)
    if data is None and checklist.started_by_id != member.pk:
        log_reading(checklist, by=member, at=at)
    context = {
        "form": form, "checklist": checklist, "asking": asking, "after": settled.tense is questions.Tense.AFTER,
        "sections": _sections(member, checklist, found), "missing": _missing(member, checklist, found, at),
        "words": words_for(checklist), "started_by": started_by_whom(member, checklist),
        "owners": [shown(member, one) for one in ([] if asking else asked_from(member, checklist))],
        "revision": request.POST.get("revision", checklist.revision), "back": _last_page(member, checklist, found),
        **(_seen_by_asked(member) if asking else _seen_by_recipients(member, checklist, found, at)),
    }  # fmt: skip
    return render(request, "sharing/checklist/check.html", context)


def _record_form(checklist, settled, at, data):
    version = checklist.procedure
    note = (checklist.answers.get("check") or {}).get("note", "")
    return RecordForm(
        data, at=at, after=settled.tense is questions.Tense.AFTER, clauses=_clauses(version), named=version is not None,
        initial={"note": note},
    )  # fmt: skip


def _clauses(version) -> list[tuple[str, str]]:
    """The numbered clauses of the agreement in use, each with its first words."""
    if version is None:
        return []
    sections = version.sections.prefetch_related("clauses")
    return [
        (str(one.pk), f"{one.number} {' '.join(one.text.split()[:9])}…")
        for section in sections for one in section.clauses.all() if one.number and one.text
    ]  # fmt: skip


def _send_form(member, checklist, at, data):
    agencies = Agency.objects.visible_to(member).on(timezone.localdate(at)).exclude(pk=member.agency_id)
    needed_by = (checklist.answers.get("1a") or {}).get("needed_by")
    initial = {"needed_by": date.fromisoformat(needed_by)} if needed_by else {}
    return SendForm(data, agencies=agencies, initial=initial)


def _record(request, checklist, form, at):
    given = form.cleaned_data
    clause = next(
        (one for section in checklist.procedure.sections.prefetch_related("clauses") for one in section.clauses.all()
         if str(one.pk) == given.get("clause")), None,
    ) if given.get("clause") else None  # fmt: skip
    made = actions.record_disclosure(
        checklist, by=request.member, at=at, shared_at=form.shared_at(), note=given["note"], clause=clause,
        no_protocol_reason=given.get("no_protocol_reason", ""),
    )  # fmt: skip
    return redirect(address(request.member, "done", reference=made.reference))


def _send(request, checklist, form, at):
    made = actions.send_request(checklist, by=request.member, at=at, **form.cleaned_data)
    return redirect(address(request.member, "sent", reference=made.reference))


def _sections(member, checklist, found) -> list[dict]:
    """The answers under the headings of the questions, each with the way to change it."""
    answers = checklist.answers
    walked = {page.code for page in questions.pages(found, answers)}
    settled = questions.settle(found, answers)
    rows = {}
    for page, lines in questions.summary(found, answers):
        if page.code == "check":
            continue
        on = page if page.code in walked else book.page("standing") if "standing" in walked else None
        if settled.voice is Voice.SHARER and page.code in ASKERS and page.code not in walked:
            on = None  # what the asker said is theirs, and cannot be changed here
        rows[page.code] = {
            "key": page.title_in(settled), "lines": worded(page, settled, lines),
            "href": page_address(member, checklist, on, change=1) if on else "",
        }  # fmt: skip
    named = [(name, [rows[code] for code in codes if code in rows]) for name, codes in SECTIONS]
    return [{"name": name, "rows": found} for name, found in named if found]


def _missing(member, checklist, found, at) -> list[dict]:
    """What is still missing, who will be asked for it and by when; with the page on which it can be given now."""
    walked = {page.code for page in questions.pages(found, checklist.answers)}
    return [
        {"sentence": gap.sentence, "owner": gap.owner, "due": gap.due,
         "href": page_address(member, checklist, book.page(gap.code), change=1) if gap.code in walked else ""}
        for gap in rules.gaps(None, checklist, at)
    ]  # fmt: skip


def _seen_by_recipients(member, checklist, found, at) -> dict:
    said = rules.told(checklist, found)
    who = rules.recipients_of(checklist, said, timezone.localdate(at))
    given = rules.manner_of(rules.channel_of(said.facts["channel"])) == Disclosure.Manner.GIVEN
    readers = [
        {"who": str(member.agency), "why": f"it shared it. Whoever recorded it, colleagues in the same job, {OWN}. Your "
         "reasons stay here."},
        *({"who": str(agency), "why": f"it received it. Its {OWN}, and whoever they let in"} for agency in who.agencies),
    ]  # fmt: skip
    asked = checklist.request
    left_out = asked and asked.asking_agency_id not in {agency.pk for agency in who.agencies}
    return {
        "asker_left_out": asked.asking_agency if left_out else None,
        "recipients": [{"agency": str(agency), "who": line[0], "use": line[1]} for agency, line in who.agencies.items()],
        "paused": rules.pauses_in_words(member.agency_id, at, who.agencies, checklist.procedure),
        "outside": [{"who": line[0], "use": line[1]} for line in who.outside], "told": in_list(who.agencies),
        "copy": questions.recipient_copy(found, checklist.answers), "given": given, "readers": readers, "at": at,
        "receipt_due": rules.receipt_due(at) if given and who.agencies else None,
        "not_here": questions.facts(found, checklist.answers)["not_for_this_service"],
    }  # fmt: skip


def _seen_by_asked(member) -> dict:
    return {
        "asker_left_out": None,
        "paused": [], "recipients": [], "outside": [], "told": "", "copy": [], "given": False, "receipt_due": None,
        "not_here": False,
        "readers": [
            {"who": str(member.agency), "why": f"it asks. You, {OWN}"},
            {"who": "The agency you ask", "why": f"it is asked. Whoever may answer it, its {OWN}"},
        ],
    }  # fmt: skip


def _last_page(member, checklist, found) -> str:
    back = questions.previous_page(found, checklist.answers, "check")
    return page_address(member, checklist, back) if back else address(member, "list")


def _withheld(request, checklist):
    """What an auditor sees: which questions were asked and answered, and none of the answers."""
    log_reading(checklist, by=request.member, at=timezone.now())
    found = situation_of(request.member, checklist)
    settled = questions.settle(found, checklist.answers)
    rows = [
        {"key": page.title_in(settled), "value": WITHHELD if lines else "Not answered"}
        for page, lines in questions.summary(found, checklist.answers)
    ]
    context = {
        "checklist": checklist, "rows": rows, "words": words_for(checklist),
        "started_by": started_by_whom(request.member, checklist),
    }
    return render(request, "sharing/checklist/withheld.html", context)


@require_safe
def done(request, reference):
    """It is recorded: the reference, what happens next and by when, and who was told."""
    member = request.member
    found = Disclosure.objects.visible_to(member).select_related("recorded_by__person")
    record = get_object_or_404(found, reference=reference)
    if record.agency_id != member.agency_id:
        return redirect(record)
    parties = record.parties.filter(part=DisclosureParty.Part.RECIPIENT).select_related("agency")
    by = "you" if record.recorded_by_id == member.pk else record.recorded_by.named
    checklist = Checklist.objects.visible_to(member).select_related(*WITH).filter(disclosure=record).first()
    sentence, _verb, due = rules.what_happens_next(record, member, timezone.localdate())
    urgent = record.route in (Disclosure.Route.EMERGENCY, Disclosure.Route.QUICK)
    owed = record.status == Disclosure.Status.RECORDED
    context = {
        "record": record, "urgent": urgent, "owed": owed, "parties": parties, "sentence": sentence, "due": due,
        "recorded": questions.recorded_sentence(
            record.reference, recorded_at=record.recorded_at.astimezone(LONDON), shared_at=record.shared_at.astimezone(LONDON),
            by=by,
        ),
        "finish_by": rules.in_words(record.complete_by) if owed and record.complete_by else "",
        "outside": record.outside_recipients.exists(), "at": timezone.now(),
        "may_finish": owed and checklist is not None and may_answer(member, checklist),
    }  # fmt: skip
    return render(request, "sharing/checklist/done.html", context)


@require_safe
def sent(request, reference):
    """A request is on its way: the reference, who answers it, and by when."""
    found = Request.objects.visible_to(request.member).select_related("asked_agency", "asking_agency")
    record = get_object_or_404(found, reference=reference)
    if record.asking_agency_id != request.member.agency_id:
        return redirect(record)
    context = {"record": record, "may_ask": may(request.member, "start_checklist", Checklist)}
    return render(request, "sharing/checklist/sent.html", context)
