"""Writing a record of sharing from its answers: columns, agencies, people outside, and later changes to them."""

from collections.abc import Callable, Iterable
from datetime import datetime

from agencies.models import Agency, Membership
from agencies.moves import MoveRefused
from agencies.notices import notices, officers_of, tell
from agencies.references import next_reference
from agencies.writing import write
from protocols.catalogue.clocks import as_day
from sharing import rules
from sharing.actions.copies import first_copy, hold_on_topic, renew_copy
from sharing.models import (
    Checklist,
    Disclosure,
    DisclosureChange,
    DisclosureParty,
    DisclosureReader,
    OutsideRecipient,
)  # fmt: skip

GIVER, RECIPIENT = DisclosureParty.Part.GIVER, DisclosureParty.Part.RECIPIENT
REFUSED = (
    "Information marked SECRET or above does not belong in this service. Use your organisation's own reporting route."
)
# What a recipient acts on: when one of these changes after recording, the recipients are told.
_ACTED_ON = ("restrictions", "onward", "warnings", "handling_instruction", "note", "about_a_child")


def place(
    checklist: Checklist, said: rules.Told | None = None, *, by: Membership, at: datetime, shared_at: datetime, verb: str,
    besides: Callable[[Disclosure], Iterable] = lambda disclosure: (), told_together: bool = False, **facts,
) -> Disclosure:  # fmt: skip
    """Write the record with its parties, readers, the giver's copy, the first line of its timeline and the notices.

    `said` is what the answers amount to, where it is at hand; `besides` what the act writes after them and with them;
    `told_together` that the act makes several records and tells of them in one notice of its own. Raises MoveRefused for
    SECRET and above, and for nothing else (ruling 1).
    """
    said = said or rules.told(checklist)
    _refuse_secret(checklist)
    columns = rules.shared_columns(checklist, said, shared_at)
    who = rules.recipients_of(checklist, said, as_day(at))
    law = rules.law_of(checklist, said, as_day(shared_at), columns["data_kinds"], who.agencies)
    asked = checklist.request if checklist.voice == Checklist.Voice.SHARER else None
    disclosure = Disclosure(
        partnership_id=by.partnership_id, reference=next_reference(by.partnership, "D", as_day(at).year),
        agency_id=by.agency_id, recorded_by=by, shared_at=shared_at, recorded_at=at, request=asked,
        version=checklist.procedure, party_ids=[by.agency_id, *(agency.pk for agency in who.agencies)],
        **{**columns, **facts},
    )  # fmt: skip
    common = {"partnership_id": by.partnership_id, "disclosure": disclosure}
    giver = DisclosureParty(
        **common, agency_id=by.agency_id, part=GIVER, created_at=at, recipient=who.own[0], use=who.own[1],
        provisions=law.giver,
    )  # fmt: skip
    copy = first_copy(disclosure, by.agency_id, as_day(at))
    write([
        disclosure, giver, *_recipients(common, who.agencies, disclosure, at, law),
        *_readers(common, checklist, disclosure, by, at), *_outside(common, who.outside, checklist.answers), copy,
        DisclosureChange(**common, verb=verb, target=disclosure.status, by=by, at=at),
        *([] if told_together else _told(disclosure, list(who.agencies), by, at)), *besides(disclosure),
    ])  # fmt: skip
    hold_on_topic(copy)
    return disclosure


def refresh(
    disclosure: Disclosure, checklist: Checklist, *, by: Membership, at: datetime, corrected: bool = False
) -> Disclosure:
    """Bring what other agencies may read in line with the answers given since. The disclosure comes locked.

    `corrected` says that what was told has to be corrected or taken back. The list of agencies closed when it was
    recorded: adding one later is a new sharing. Only where nobody of any agency was known, as after a call at night,
    is the agency that was told put in now.
    """
    said = rules.told(checklist)
    _refuse_secret(checklist)
    before = {name: getattr(disclosure, name) for name in _ACTED_ON}
    columns = rules.shared_columns(checklist, said, disclosure.shared_at)
    for name, value in columns.items():
        setattr(disclosure, name, value)
    disclosure.version = checklist.procedure
    disclosure.save(update_fields=[*columns, "version"])
    parties = list(DisclosureParty.objects.filter(disclosure=disclosure, part=RECIPIENT).select_related("agency"))
    who = rules.recipients_of(checklist, said, as_day(at))
    receiving = [party.agency for party in parties] or who.agencies
    law = rules.law_of(checklist, said, as_day(disclosure.shared_at), disclosure.data_kinds, receiving)
    if not parties and who.agencies:
        _add_agencies(disclosure, who.agencies, by, at, law)
    _fill_lines(parties, who.agencies, law)
    own = DisclosureParty.objects.filter(disclosure=disclosure, part=GIVER)
    own.exclude(provisions=law.giver).update(provisions=law.giver)
    # Another line of the schedule counts when a child turns out to be concerned.
    renew_copy(disclosure, disclosure.agency_id, as_day(at))
    if corrected or any(before[name] != getattr(disclosure, name) for name in _ACTED_ON):
        tell(
            officers_of([party.agency_id for party in parties], as_day(at)),
            "disclosure_changed", at=at, link=disclosure.get_absolute_url(), reference=disclosure.reference,
            agency=str(by.agency),
        )  # fmt: skip
    return disclosure


def _refuse_secret(checklist):
    answer = (checklist.answers.get("9") or {}).get("marking")
    if rules.is_refused(answer) or (checklist.procedure and rules.is_refused(checklist.procedure.marking)):
        raise MoveRefused(REFUSED)


def _recipients(common, agencies, disclosure, at, law):
    given = disclosure.manner == Disclosure.Manner.GIVEN
    return [
        DisclosureParty(
            **common, agency=agency, part=RECIPIENT, created_at=at, recipient=who, use=use,
            receipt_due_at=rules.receipt_due(at) if given else None, given_under=law.towards.get(agency, []),
            provisions=law.recipients.get(agency, []),
        )
        for agency, (who, use) in agencies.items()
    ]  # fmt: skip


def _readers(common, checklist, disclosure, by, at):
    """Whoever recorded or began it, and whoever asked for it."""
    readers = {by.pk: DisclosureReader.Why.MADE}
    if checklist.started_by_id:
        readers.setdefault(checklist.started_by_id, DisclosureReader.Why.MADE)
    asked = disclosure.request
    if asked and asked.asked_by_id and asked.asking_agency_id in disclosure.party_ids:
        readers.setdefault(asked.asked_by_id, DisclosureReader.Why.SENT)
    return [DisclosureReader(**common, member_id=member, why=why, created_at=at) for member, why in readers.items()]


def _outside(common, outside, answers):
    undertaking = (answers.get("2a") or {}).get("undertaking") or ""
    return [OutsideRecipient(**common, who=who, use=use, undertaking=undertaking[:30]) for who, use in outside]


def _add_agencies(disclosure, agencies: dict[Agency, tuple[str, str]], by, at, law):
    disclosure.party_ids = [*disclosure.party_ids, *(agency.pk for agency in agencies)]
    disclosure.save(update_fields=["party_ids"])
    common = {"partnership_id": disclosure.partnership_id, "disclosure": disclosure}
    DisclosureParty.objects.bulk_create(_recipients(common, agencies, disclosure, at, law))
    write(_told(disclosure, list(agencies), by, at))


def _fill_lines(parties, agencies, law):
    """What each agency was to do with it and the law towards it, where that was not known when it was recorded."""
    for party in parties:
        who, use = agencies.get(party.agency, ("", ""))
        line = {"use": use or party.use, "recipient": who or party.recipient, "given_under": law.towards[party.agency]}
        changed = [name for name, value in line.items() if getattr(party, name) != value]
        for name in changed:
            setattr(party, name, line[name])
        if changed:
            party.save(update_fields=changed)


def _told(disclosure, agencies, by, at):
    """Each agency's officers, with no content; whoever asked for it is told as well."""
    if not agencies:
        return []
    told = officers_of([agency.pk for agency in agencies], as_day(at))
    asked = disclosure.request
    if asked and asked.asked_by_id and asked.asking_agency_id in disclosure.party_ids:
        told.append(asked.asked_by)
    context = {"reference": disclosure.reference, "agency": str(by.agency)}
    link, urgent = disclosure.get_absolute_url(), disclosure.route == Disclosure.Route.EMERGENCY
    if disclosure.manner == Disclosure.Manner.GIVEN:
        due = rules.in_words(rules.receipt_due(at))
        return notices(told, "disclosure_received", at=at, link=link, urgent=urgent, due=due, **context)
    return notices(told, "disclosure_told", at=at, link=link, urgent=urgent, **context)
