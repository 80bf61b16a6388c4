"""How do requests and disclosures look to a program? In a list without personal content; in full as this member may see it."""

from rest_framework import serializers

from agencies.api.shapes import AgencyShape, PersonShape, agency, page_of, person
from agencies.readings import withholds
from sharing import rules
from sharing.models import Decision, Disclosure, DisclosureParty, Request

WITHHELD = "True for an auditor: personal content is null."


def _code(choices):
    return serializers.ChoiceField(choices)


class RequestShape(serializers.Serializer):
    reference = serializers.CharField()
    status = _code(Request.Status.choices)
    urgency = _code(Request.Urgency.choices)
    asking_agency = AgencyShape()
    asked_agency = AgencyShape()
    sent_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    needed_by = serializers.DateField(allow_null=True)
    purpose = serializers.CharField(help_text="A code of the questions, or of a procedure.")
    wanted = serializers.ListField(child=serializers.CharField())
    confirmed = serializers.BooleanField(help_text="False while a call that was taken down waits for its asker.")


class DecisionShape(serializers.Serializer):
    outcome = _code(Decision.Outcome.choices)
    not_given = serializers.CharField()
    reason_code = serializers.CharField()
    reason = serializers.CharField(allow_null=True)
    effect_of_not_sharing = serializers.CharField(allow_null=True)
    offered_instead = serializers.CharField(allow_null=True)
    whom_to_ring = serializers.CharField()
    by = PersonShape()
    at = serializers.DateTimeField()


class RequestInFullShape(RequestShape):
    data_kinds = serializers.ListField(child=serializers.CharField())
    asked_by = PersonShape(allow_null=True)
    taken_by = PersonShape(allow_null=True)
    claimed_by = PersonShape(allow_null=True)
    caller = serializers.CharField(allow_null=True)
    caller_check = serializers.CharField()
    answers = serializers.DictField(
        allow_null=True, help_text="The asker's own answers, by the codes of the questions."
    )
    decision = DecisionShape(allow_null=True)
    disclosures = serializers.ListField(
        child=serializers.CharField(), help_text="References of what was shared upon it."
    )
    withheld = serializers.BooleanField(help_text=WITHHELD)


class AgreementShape(serializers.Serializer):
    protocol = serializers.CharField()
    number = serializers.CharField()


class KindShape(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()


class ReceiptShape(serializers.Serializer):
    agency = AgencyShape()
    receipt_due_at = serializers.DateTimeField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    conditions_accepted_at = serializers.DateTimeField(allow_null=True)


class RecipientShape(ReceiptShape):
    recipient = serializers.CharField()
    use = serializers.CharField(allow_null=True)
    receipt_note = serializers.CharField(allow_null=True)
    received_by = PersonShape(allow_null=True)
    provisions = serializers.ListField(child=serializers.CharField(), allow_null=True)
    given_under = serializers.ListField(child=serializers.CharField(), allow_null=True)


class DisclosureShape(serializers.Serializer):
    reference = serializers.CharField()
    status = _code(Disclosure.Status.choices)
    route = _code(Disclosure.Route.choices)
    giver = AgencyShape()
    recipients = ReceiptShape(many=True)
    purpose = serializers.CharField(help_text="A code of the questions, or of a procedure.")
    data_items = KindShape(many=True)
    manner = _code(Disclosure.Manner.choices)
    marking = serializers.CharField()
    shared_at = serializers.DateTimeField()
    recorded_at = serializers.DateTimeField()
    complete_by = serializers.DateTimeField(allow_null=True, help_text="Of the agency that shared it only.")
    agreement = AgreementShape(allow_null=True)


class OutsideShape(serializers.Serializer):
    who = serializers.CharField(allow_null=True)
    use = serializers.CharField(allow_null=True)
    undertaking = serializers.CharField()


class OwnShape(serializers.Serializer):
    no_protocol_reason = serializers.CharField(allow_null=True)
    channel_reason = serializers.CharField(allow_null=True)
    consent = serializers.CharField()
    sub_judice = serializers.CharField()
    decided_by = serializers.CharField()
    provisions = serializers.ListField(child=serializers.CharField())
    outside = OutsideShape(many=True)
    paused = serializers.ListField(
        child=serializers.CharField(), help_text="Where sharing with a recipient was paused when it was shared."
    )


class DisclosureInFullShape(DisclosureShape):
    recipients = RecipientShape(many=True)
    recorded_by = PersonShape()
    request = serializers.CharField(allow_null=True)
    data_kinds = serializers.ListField(child=serializers.CharField())
    subject_count = serializers.IntegerField(allow_null=True)
    about_a_child = serializers.BooleanField()
    marking_scheme = serializers.CharField()
    handling_instruction = serializers.CharField()
    channel = serializers.CharField()
    channel_allowed = serializers.BooleanField(allow_null=True)
    onward = serializers.CharField()
    warnings = serializers.ListField(child=serializers.CharField())
    purpose_words = serializers.CharField(allow_null=True)
    about = serializers.CharField(allow_null=True)
    restrictions = serializers.CharField(allow_null=True)
    note = serializers.CharField(allow_null=True)
    clause = serializers.CharField(allow_null=True, help_text="The slug of the clause it rests on.")
    own = OwnShape(allow_null=True, help_text="What only the agency that shared it reads.")
    retain_until = serializers.DateField(allow_null=True, help_text="Of your own agency's copy.")
    withheld = serializers.BooleanField(help_text=WITHHELD)


class RecordedShape(DisclosureShape):
    paused = serializers.ListField(
        child=serializers.CharField(),
        help_text="Where the agency had paused its sharing with a recipient: said, and never a block.",
    )


class GapShape(serializers.Serializer):
    code = serializers.CharField(help_text="The code of the question.")
    sentence = serializers.CharField()
    owner = serializers.CharField(help_text="Whose it is to answer.")
    due = serializers.DateTimeField()


class OwedShape(serializers.Serializer):
    reference = serializers.CharField()
    status = _code(Disclosure.Status.choices)
    complete_by = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField(help_text="Sent back with the answers.")
    can_be_answered = serializers.ListField(
        child=serializers.CharField(), help_text="The codes of the questions that are asked of this record."
    )
    owed = GapShape(many=True)


class LetInShape(serializers.Serializer):
    reference = serializers.CharField()
    colleague = PersonShape()
    ends_on = serializers.DateField()


RequestPageShape = page_of(RequestShape)
DisclosurePageShape = page_of(DisclosureShape)


def request_row(found: Request) -> dict:
    """A request as lists and acts tell it: no personal content."""
    return {
        "reference": found.reference, "status": found.status, "urgency": found.urgency, "sent_at": found.sent_at,
        "due_at": found.due_at, "needed_by": found.needed_by, "purpose": found.purpose, "wanted": found.wanted,
        "asking_agency": agency(found.asking_agency), "asked_agency": agency(found.asked_agency),
        "confirmed": found.asked_by_id is not None,
    }  # fmt: skip


def request_in_full(member, found: Request) -> dict:
    """A request with its answer, as this member may read it."""
    hidden = withholds(member)
    waits = found.status == Request.Status.SENT
    decision = None if waits else next(iter(found.decisions.all()), None)
    return {
        **request_row(found), "data_kinds": found.data_kinds, "asked_by": person(found.asked_by),
        "taken_by": person(found.taken_by), "claimed_by": person(found.claimed_by),
        "caller": None if hidden else found.caller, "caller_check": found.caller_check,
        "answers": None if hidden else found.answers, "decision": decision and _decision(decision, hidden),
        "disclosures": [] if waits else [one.reference for one in found.disclosures.all()], "withheld": hidden,
    }  # fmt: skip


def _decision(found: Decision, hidden: bool) -> dict:
    personal = ("reason", "effect_of_not_sharing", "offered_instead")
    return {
        "outcome": found.outcome, "not_given": found.not_given, "reason_code": found.reason_code, "by": person(found.by),
        "at": found.at, "whom_to_ring": found.whom_to_ring,
        **{name: None if hidden else getattr(found, name) for name in personal},
    }  # fmt: skip


def disclosure_row(member, found: Disclosure) -> dict:
    """A disclosure as lists and acts tell it: no personal content."""
    given = found.agency_id == member.agency_id
    return {
        "reference": found.reference, "status": found.status, "route": found.route, "giver": agency(found.agency),
        "recipients": [_receipt(one) for one in _receiving(found)], "purpose": found.purpose,
        "data_items": [{"slug": one.get("slug", ""), "label": one.get("label", "")} for one in found.data_items],
        "manner": found.manner, "marking": found.marking, "shared_at": found.shared_at, "recorded_at": found.recorded_at,
        "complete_by": found.complete_by if given else None, "agreement": _agreement(found),
    }  # fmt: skip


def recorded(member, found: Disclosure) -> dict:
    """What a program that has recorded it is told: how the record stands, and with which recipients sharing is paused."""
    return {**disclosure_row(member, found), "paused": rules.shared_while_paused(found, found.parties.all())}


def owed(found: Disclosure, checklist, codes) -> dict:
    """What is still owed of a record, by whom and until when; none of the answers."""
    missing = rules.gaps(found, checklist) if found.status == Disclosure.Status.RECORDED else []
    return {
        "reference": found.reference, "status": found.status, "complete_by": found.complete_by, "owed": missing,
        "revision": checklist.revision, "can_be_answered": sorted(codes),
    }  # fmt: skip


def _receiving(found):
    return [one for one in found.parties.all() if one.part == DisclosureParty.Part.RECIPIENT]


def _receipt(party) -> dict:
    return {
        "agency": agency(party.agency), "receipt_due_at": party.receipt_due_at, "received_at": party.received_at,
        "conditions_accepted_at": party.conditions_accepted_at,
    }  # fmt: skip


def _agreement(found) -> dict | None:
    if found.version is None:
        return None
    return {"protocol": found.version.protocol.reference, "number": found.version.number}


def disclosure_in_full(member, found) -> dict:
    """A `feeds.disclosure_record` as this member may read it: each party its own side, the giver every side."""
    hidden, given = withholds(member), found.agency_id == member.agency_id
    plain = (
        "data_kinds", "subject_count", "about_a_child", "marking_scheme", "handling_instruction", "channel",
        "channel_allowed", "onward", "warnings",
    )  # fmt: skip
    personal = ("purpose_words", "about", "restrictions", "note")
    return {
        **disclosure_row(member, found), **{name: getattr(found, name) for name in plain},
        **{name: None if hidden else getattr(found, name) for name in personal},
        "recipients": [_recipient(member, one, given, hidden) for one in _receiving(found)],
        "recorded_by": person(found.recorded_by), "request": found.request and found.request.reference,
        "clause": found.clause and found.clause.slug,
        "own": _own(found, hidden) if given else None, "retain_until": found.kept_until, "withheld": hidden,
    }  # fmt: skip


def _recipient(member, party, given: bool, hidden: bool) -> dict:
    """What each will do with it, and under which law, is told to the giver and to itself."""
    told = given or party.agency_id == member.agency_id
    return {
        **_receipt(party), "recipient": party.recipient, "use": party.use if told and not hidden else None,
        "receipt_note": party.receipt_note if told and not hidden else None, "received_by": person(party.received_by),
        "provisions": party.provisions if told else None, "given_under": party.given_under if given else None,
    }  # fmt: skip


def _own(found, hidden: bool) -> dict:
    outside = [{**row, "who": None, "use": None} if hidden else row for row in found.outside]
    giver = next((one for one in found.parties.all() if one.part == DisclosureParty.Part.GIVER), None)
    return {
        "no_protocol_reason": None if hidden else found.no_protocol_reason,
        "channel_reason": None if hidden else found.channel_reason, "consent": found.consent,
        "sub_judice": found.sub_judice, "decided_by": found.decided_by, "outside": outside,
        "provisions": giver.provisions if giver else [], "paused": rules.shared_while_paused(found, found.parties.all()),
    }  # fmt: skip
