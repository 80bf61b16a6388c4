"""The copies that holders keep: made, brought in line with the schedule, and emptied when they are disposed of."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from agencies.locked import LockedAnswers, locked_fields
from agencies.moves import locked
from agencies.questions import asked
from agencies.sweeps import registrar
from agencies.tenancy import acting_as
from agencies.walls import OfParties
from protocols.catalogue.clocks import as_day
from sharing import rules
from sharing.models import Advice, Checklist, Disclosure, DisclosureParty, Hold, Holding, OnwardChange, OnwardRequest

S = Holding.Status


def new_copy(disclosure: Disclosure, agency_id, on: date) -> None:
    """A holder's copy begins, under its own schedule; a hold on its topic covers it from the first day."""
    copy = first_copy(disclosure, agency_id, on)
    # One may have begun without a receipt: see remove_copy.
    Holding.objects.bulk_create([copy], ignore_conflicts=True)
    hold_on_topic(copy)


def first_copy(disclosure: Disclosure, agency_id, on: date) -> Holding:
    """The same for whoever writes it with other rows, and then asks whether a hold covers it."""
    code, until = rules.keep_until(disclosure, agency_id, on)
    return Holding(
        partnership_id=disclosure.partnership_id, disclosure=disclosure, agency_id=agency_id, began_on=on, rule_code=code,
        retain_until_on=until,
    )  # fmt: skip


def hold_on_topic(copy: Holding) -> None:
    """A hold on its topic covers a new copy from the first day."""
    for hold in asked(_on_topics, copy.agency_id):
        Holding.objects.filter(hold.covered(), pk=copy.pk).update(status=S.ON_HOLD)


def _on_topics(agency):
    return Hold.objects.standing().filter(agency_id=agency, holding=None)


def renew_copy(disclosure: Disclosure, agency_id, on: date) -> None:
    """The copy falls under another line, or counts from another day, since a fact of the record changed.

    A day that people have decided upon stands.
    """
    copy = Holding.objects.filter(disclosure=disclosure, agency_id=agency_id, status__in=rules.UNDECIDED).first()
    if copy is None or copy.retained_at:
        return
    code, until = rules.keep_until(disclosure, agency_id, copy.began_on, copy.closed_on)
    status = copy.status
    copy.retain_until_on = until
    if status != S.ON_HOLD:
        status = rules.standing(copy, on)
    Holding.objects.filter(pk=copy.pk).exclude(rule_code=code, retain_until_on=until, status=status).update(
        rule_code=code, retain_until_on=until, status=status
    )


def remove_copy(copy: Holding, *, certificate: str, at: datetime) -> bool:
    """One holder's copy goes: its own reasoning is emptied and the others are told that it went; the copy comes locked.

    With the last copy the personal content of the record goes too. True when it was the last.
    """
    disclosure = locked(Disclosure(pk=copy.disclosure_id))
    own = Checklist.objects.filter(disclosure=disclosure, agency_id=copy.agency_id)
    own.filter(status=Checklist.Status.OWED).update(status=Checklist.Status.FINISHED)
    own.update(answers={})
    for about in ({"disclosure": disclosure}, {"checklist__disclosure": disclosure}):
        theirs = {"agency_id": copy.agency_id, **about}
        _empty(Advice, **theirs)
        Advice.objects.filter(**theirs).going_on().update(status=Advice.Status.TAKEN_BACK, closed_at=at)
    copy.status, copy.disposed_at, copy.certificate, copy.keep_reason = S.DISPOSED, at, certificate, ""
    copy.save(update_fields=["status", "disposed_at", "certificate", "keep_reason"])
    DisclosureParty.objects.filter(disclosure=disclosure, agency_id=copy.agency_id).update(disposed_at=at)
    left = list(DisclosureParty.objects.filter(disclosure=disclosure, disposed_at=None))
    _begin_unconfirmed(disclosure, [party for party in left if party.received_at is None], at)
    last = not left
    if last:
        _empty(Disclosure, pk=disclosure.pk)
        for relation in Disclosure._meta.related_objects:
            if getattr(relation.related_model, "wall", None) == OfParties(parent=relation.field.name):
                _empty(relation.related_model, **{relation.field.name: disclosure})
        _end_onward(disclosure, at)
    return last


def _end_onward(disclosure, at) -> None:
    """What was asked or told of passing it on goes with the later of two records: the one received, and the one that came
    of it (RET-ONWARD); as the registrar, since whoever is last need be a party to neither question nor the other record."""
    kept = DisclosureParty.objects.filter(disposed_at=None)
    clock = registrar(as_day(at))
    with acting_as(clock, "dispose"):
        about = OnwardRequest.objects.filter(Q(disclosure=disclosure) | Q(checklist__disclosure=disclosure))
        first, later = (
            Exists(kept.filter(disclosure=OuterRef(one))) for one in ("disclosure", "checklist__disclosure")
        )
        keys = list(about.exclude(first).exclude(later).values_list("pk", flat=True))
        waiting = OnwardRequest.objects.filter(pk__in=keys).waiting()
        withdrawn = OnwardRequest.Status.WITHDRAWN
        OnwardChange.objects.bulk_create(
            OnwardChange(
                partnership_id=one.partnership_id, onward=one, verb="withdraw_onward", source=one.status, target=withdrawn,
                by=clock, at=at, reason="The record is disposed of.",
            )
            for one in waiting
        )  # fmt: skip
        waiting.update(status=withdrawn, remind_at=None)
        _empty(OnwardRequest, pk__in=keys)


def _begin_unconfirmed(disclosure, parties, at) -> None:
    """Whoever never confirmed receipt can read the record all the same, so its own clock runs from the sharing on; as
    the registrar, since one agency does not write for another."""
    unconfirmed = [party for party in parties if party.part == DisclosureParty.Part.RECIPIENT]
    if unconfirmed:
        with acting_as(registrar(as_day(at)), "begin_copy"):
            for party in unconfirmed:
                new_copy(disclosure, party.agency_id, as_day(party.created_at))


def _empty(model, **which) -> None:
    """Empty the personal fields of the rows, whatever they are: they are declared on the model."""
    fields = {
        name: {} if isinstance(model._meta.get_field(name), LockedAnswers) else "" for name in locked_fields(model)
    }
    if fields and not getattr(model, "append_only", False):
        model.objects.filter(**which).update(**fields)
