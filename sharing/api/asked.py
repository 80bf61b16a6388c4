"""What does each act of a program ask for? Names and shapes; what is true of them is said where the act is."""

from rest_framework import serializers

from agencies.api.fields import Asked, Day, Flag, Moment, OneOf, Whole, Words
from sharing import rules
from sharing.api.answers import DisclosureAnswers, EmergencyAnswers, OwedAnswers, RequestAnswers
from sharing.checklist.questions.lists import KINDS, KNEW, PURPOSES
from sharing.models import Decision, DisclosureParty, Request, RequestParty

CURSOR = r"^[0-9]{1,17}-[0-9a-f]{32}$"
_PURPOSES = [(choice.value, choice.label) for choice in PURPOSES]


class RequestQuery(Asked):
    """Which part of the list of requests is wanted."""

    after = serializers.RegexField(CURSOR, required=False)
    part = OneOf(RequestParty.Part.choices, required=False)
    show = OneOf(["waiting", "overdue", "answered"], required=False)
    purpose = OneOf(_PURPOSES, required=False)
    other = Words(max_length=8, required=False, help_text="The code of the other agency.")


class DisclosureQuery(Asked):
    """Which part of the list of disclosures is wanted."""

    after = serializers.RegexField(CURSOR, required=False)
    part = OneOf(DisclosureParty.Part.choices, required=False)
    show = OneOf(["waiting", "owed", "overdue"], required=False)
    purpose = OneOf(_PURPOSES, required=False)
    other = Words(max_length=8, required=False, help_text="The code of the other agency.")


class SendRequest(Asked):
    """The asker's answers, whom it is put to, and how soon."""

    asked_agency = Words(max_length=8, help_text="The code of the agency that is asked.")
    urgency = OneOf(Request.Urgency.choices)
    needed_by = Day(required=False)
    note = Words(max_length=500, required=False)
    procedure = Words(max_length=30, required=False, help_text="The reference of a protocol or procedure in force.")
    answers = RequestAnswers()


class TakeDownRequest(Asked):
    """What another agency asks by telephone, written down by whoever answered."""

    asking_agency = Words(max_length=8, help_text="The code of the agency that asks.")
    caller = Words(max_length=200, help_text="Name, role or number, and how to reach them.")
    caller_check = OneOf([(choice.value, choice.label) for choice in KNEW])
    purpose = OneOf(_PURPOSES)
    wanted = serializers.ListField(
        child=OneOf([(choice.value, choice.label) for choice in KINDS]), min_length=1, max_length=40
    )
    about = Words(max_length=60, required=False, help_text="Your reference, initials, or “not known yet”.")
    urgency = OneOf(Request.Urgency.choices)
    needed_by = Day(required=False)


class Decide(Asked):
    """All, part or none of it. Part and none need a coded reason, and part what is not given."""

    outcome = OneOf(Decision.Outcome.choices)
    not_given = Words(max_length=500, required=False)
    reason_code = OneOf(list(rules.REFUSAL_REASONS.items()), required=False)
    reason = Words(max_length=1000, required=False)
    effect_of_not_sharing = Words(max_length=1000, required=False)
    offered_instead = Words(max_length=1000, required=False)
    whom_to_ring = Words(max_length=200, required=False)


class WithdrawRequest(Asked):
    """Why it is no longer needed, if anybody should know; the agency that was asked reads it."""

    reason = Words(max_length=500, required=False)


class Recipient(Asked):
    """An agency of the partnership, or somebody outside every agency; never both."""

    agency = Words(max_length=120, required=False, help_text="The code of an agency.")
    outside = Words(max_length=120, required=False, help_text="Who they are to the person.")
    role = Words(max_length=120, required=False, help_text="Name, role or duty desk.")
    use = Words(max_length=200, required=False, help_text="What they will do with it.")

    def validate(self, said):
        if ("agency" in said) == ("outside" in said):
            raise serializers.ValidationError("Name an agency, or somebody outside every agency.")
        return said


class RecordDisclosure(Asked):
    """The sharer's answers and the recipients. What is missing does not stop it: it is listed as owed."""

    recipients = Recipient(many=True, max_length=12)
    answers = DisclosureAnswers()
    shared_at = Moment(required=False, help_text="When it was shared, if that is not now.")
    request = Words(max_length=30, required=False, help_text="The reference of the request that it answers.")
    procedure = Words(max_length=30, required=False, help_text="The reference of a protocol or procedure in force.")
    clause = Words(max_length=160, required=False, help_text="The slug of a clause of that procedure.")
    note = Words(max_length=500, required=False, help_text="Everyone who receives it sees this.")
    no_protocol_reason = Words(max_length=200, required=False)


class RecordEmergency(EmergencyAnswers):  # type: ignore[misc,valid-type]
    """Why it was needed and who was told; all else may follow within a day. `told` is an agency's code or name, or
    with `told_outside` somebody outside every agency."""


class SaveOwed(Asked):
    """Answers that were still owed, under the codes of their questions."""

    revision = Whole(
        min_value=0, max_value=10**6, help_text="As `owed` told it: refused when somebody has saved since."
    )
    answers = OwedAnswers()

    def validate_answers(self, said):
        if not said:
            raise serializers.ValidationError("Send the answers of one question at least.")
        return said


class LetIn(Asked):
    """One colleague of one's own agency, why, and until when."""

    colleague = Words(max_length=254, help_text="The e-mail address with which they sign in.")
    reason = Words(max_length=300, help_text="Your agency keeps it. Do not name the person it is about.")
    ends_on = Day(help_text="The last day on which they can read it, within a year.")


class StateLaw(Asked):
    """The law on which one's own agency relies for what it received."""

    provisions = serializers.ListField(
        child=Words(max_length=20), min_length=1, max_length=20, help_text="Codes of the law that lets you hold and use it."
    )


class ConfirmReceipt(Asked):
    """It arrived, and its conditions are accepted or not; who does not accept them says what stands in the way."""

    accepts_conditions = Flag()
    storage = Words(max_length=200, required=False, help_text="Where it is kept.")
    provisions = serializers.ListField(
        child=Words(max_length=20), required=False, max_length=20, help_text="Codes of the law that lets you hold it."
    )
    note = Words(max_length=1000, required=False)
