"""Holds: nothing of what they cover is changed or disposed of until a second person lifts them (TR-23)."""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Case, Value, When
from django.urls import reverse

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.models.partnership import slug_of
from agencies.moves import MoveRefused, carry_out, trace
from agencies.notices import officers_of, tell
from agencies.references import next_reference
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing import lifecycle, rules
from sharing.models import Disclosure, DisclosureParty, Hold, Holding

S = Holding.Status


@transaction.atomic
def place_hold(
    *, by: Membership, at: datetime, reason: str, note: str = "", disclosure: Disclosure | None = None, topic: str = "",
    purpose: str = "", about_a_child: bool = False, other_agency: Agency | None = None, shared_from: date | None = None,
    shared_until: date | None = None,
) -> Hold:  # fmt: skip
    """Hold the agency's copy of one record, or its copies on a topic; the other holders are invited to hold theirs.

    A disposal that was proposed or approved does not go on: what is held is looked at again when the hold is lifted.
    Raises ValueError for a reason that is none, and for a topic that nothing narrows.
    """
    require(by, "place_hold", Hold)
    if reason not in Hold.Reason.values:
        raise ValueError("A hold has one of the listed reasons.")
    _one_at_a_time(by.agency_id)
    copy = _own_copy(disclosure, by) if disclosure else None
    if copy is None and not (
        topic.strip() and (purpose or about_a_child or other_agency or shared_from or shared_until)
    ):
        raise ValueError("A hold is on one record, or on a topic that something narrows.")
    say_verb("place_hold")
    hold = Hold(
        partnership_id=by.partnership_id, reference=next_reference(by.partnership, "H", as_day(at).year),
        agency_id=by.agency_id, reason=reason, note=note, holding=copy, placed_by=by, placed_at=at,
        review_on=rules.hold_review_on(at),
    )  # fmt: skip
    if copy is None:
        hold.topic, hold.purpose, hold.about_a_child = topic.strip(), purpose, about_a_child
        hold.other_agency, hold.shared_from, hold.shared_until = other_agency, shared_from, shared_until
    hold.save(force_insert=True)
    covered = Holding.objects.filter(hold.covered()).exclude(status=S.DISPOSED)
    covered.exclude(status=S.ON_HOLD).update(status=S.ON_HOLD)
    if disclosure:
        # That it holds its copy, the others may know; why, is its own.
        trace(disclosure, "place_hold", by=by, at=at)
    _invite(hold, disclosure, covered, by, at)
    return hold


@transaction.atomic
def review_hold(hold: Hold, *, by: Membership, at: datetime) -> Hold:
    """It is still needed: it stands, and is looked at again in six months. Lifting that was asked for is declined."""
    return carry_out(
        lifecycle.REVIEW_HOLD, hold, by=by, at=at, review_on=rules.hold_review_on(at), lift_asked_by=None,
        lift_asked_at=None, lift_reason="",
    )  # fmt: skip


@transaction.atomic
def ask_to_lift(hold: Hold, *, by: Membership, at: datetime, reason: str) -> Hold:
    """One person says why it is no longer needed; a second one lifts it. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("Lifting a hold needs a reason.")
    hold = carry_out(
        lifecycle.ASK_TO_LIFT, hold, by=by, at=at, lift_asked_by=by, lift_asked_at=at, lift_reason=reason.strip()
    )
    others = [officer for officer in officers_of(by.agency_id, as_day(at)) if officer.pk != by.pk]
    heads = Membership.objects.active(as_day(at)).filter(agency_id=by.agency_id).with_role("head").exclude(pk=by.pk)
    tell(others or heads.select_related("person"), "hold_lifting_asked", at=at, reference=hold.reference)
    return hold


@transaction.atomic
def lift_hold(hold: Hold, *, by: Membership, at: datetime) -> Hold:
    """A second person lifts it. Each copy stands where its own clock, which never stopped, has brought it."""
    _one_at_a_time(by.agency_id)
    hold = carry_out(lifecycle.LIFT_HOLD, hold, by=by, at=at, lifted_by=by, lifted_at=at)
    free = Holding.objects.filter(hold.covered(), status=S.ON_HOLD)
    for other in Hold.objects.standing().filter(agency_id=hold.agency_id):
        free = free.exclude(pk__in=Holding.objects.filter(other.covered()).values("pk"))
    free.update(
        status=Case(
            When(retain_until_on__lte=as_day(at), then=Value(S.DUE)),
            When(retained_at__isnull=False, then=Value(S.RETAINED)),
            default=Value(S.ACTIVE),
        )
    )
    return hold


def _one_at_a_time(agency_id) -> None:
    """Two acts on an agency's holds would each not see the other's, and leave a copy held by none or by one unseen."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"holds of {agency_id}"])


def _own_copy(disclosure: Disclosure, by: Membership) -> Holding:
    copy = Holding.objects.select_for_update().filter(disclosure=disclosure, agency_id=by.agency_id).first()
    if copy is None:
        raise MoveRefused("Your agency has no copy yet: confirm receipt first.")
    if copy.status == S.DISPOSED:
        raise MoveRefused("Your agency has disposed of its copy.")
    return copy


def _invite(hold: Hold, disclosure: Disclosure | None, covered, by: Membership, at: datetime) -> None:
    """The officers of every other holder, once each, without the reason and without the topic's words."""
    parties = DisclosureParty.objects.filter(disclosure__in=covered.values("disclosure"))
    others = parties.exclude(agency_id=by.agency_id).order_by().values_list("agency", flat=True).distinct()
    told = [officer for agency in others for officer in officers_of(agency, as_day(at))]
    if disclosure:
        tell(
            told, "hold_placed", at=at, link=disclosure.get_absolute_url(), reference=disclosure.reference,
            agency=str(by.agency),
        )  # fmt: skip
    else:
        link = reverse("sharing:disclosures", kwargs={"partnership": slug_of(by.partnership_id)})
        tell(told, "topic_hold_placed", at=at, link=link, agency=str(by.agency))
