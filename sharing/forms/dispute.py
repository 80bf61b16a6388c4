"""What is asked when an answer is not accepted, a discussion is written down, or a dispute goes to the heads or ends?"""

from django import forms

from protocols.fields import GovDateField
from sharing.models import Dispute

S, W = Dispute.Status, Dispute.Why
OFFICERS_FIRST = "officers"
ACCEPT = "accept"


def _text(label, rows=4, **kwargs):
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class OpenDisputeForm(forms.Form):
    """Why the answer does not do, what would, and who talks about it first."""

    why = _text(
        "Why does their answer not do?", error_messages={"required": "Say why their answer does not do"},
        help_text="What you cannot do without it, and what could happen. Both agencies read this.",
    )  # fmt: skip
    would_do = _text(
        "What would do instead?", 3, required=False,
        help_text="Less information, or in another form, or given to fewer people.",
    )  # fmt: skip
    first = forms.ChoiceField(
        label="Who should talk about it first?", widget=forms.RadioSelect, initial=OFFICERS_FIRST,
        error_messages={"required": "Choose who should talk about it first"},
    )  # fmt: skip
    reason = forms.CharField(
        label="Is there more to say about why the heads should take it?", required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args, codes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = [
            (OFFICERS_FIRST, "The designated officers of both agencies"),
            *((code, f"The heads of both agencies: {_lower(W(code).label)}") for code in codes),
        ]

    def dispute(self) -> dict:
        """What the action is given."""
        data = self.cleaned_data
        at_once = data["first"] != OFFICERS_FIRST
        return {
            "why": data["why"], "would_do": data["would_do"], "heads_code": data["first"] if at_once else "",
            "heads_reason": data["reason"] if at_once else "",
        }  # fmt: skip


class LogDiscussionForm(forms.Form):
    """One discussion."""

    talked_on = GovDateField(label="When did you talk?", help_text="For example, 27 3 2026")
    who = forms.CharField(
        label="Who took part?", max_length=300, error_messages={"required": "Say who took part"},
        help_text="Names and the agency of each.",
    )  # fmt: skip
    said = _text(
        "What was said?", error_messages={"required": "Write down what was said"}, help_text="Both agencies read this."
    )
    offered = _text("What was offered, and by whom?", 3, required=False)

    def __init__(self, *args, asked_on, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["talked_on"].earliest, self.fields["talked_on"].latest = asked_on, on


class EscalateForm(forms.Form):
    """Why the heads should take it."""

    code = forms.ChoiceField(
        label="Why should the heads of agency take it?", widget=forms.RadioSelect,
        error_messages={"required": "Choose why the heads should take it"},
    )  # fmt: skip
    reason = _text(
        "What stands between you?", 3, required=False,
        help_text="The heads read this first. Two or three sentences are enough.",
    )  # fmt: skip

    def __init__(self, *args, codes, talked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(code, W(code).label) for code in [*([W.NOT_AGREED] if talked else []), *codes]]

    def clean(self):
        data = super().clean()
        if data.get("code") == W.NOT_AGREED and not data.get("reason"):
            self.add_error("reason", "Say what stands between you")
        return data


class ProposeTermsForm(forms.Form):
    """An end that the other side can accept."""

    outcome = forms.ChoiceField(
        label="What would this settle?", widget=forms.RadioSelect,
        choices=[(S.AGREED, "All of it: we would agree"), (S.PART, "Part of it: the rest stays as it is")],
        error_messages={"required": "Choose what this would settle"},
    )  # fmt: skip
    terms = _text(
        "What do you offer?", error_messages={"required": "Say what you offer"},
        help_text="What each agency would do, and from when. If the other accepts, these words are kept as what was agreed.",
    )  # fmt: skip


class SettleForm(forms.Form):
    """Accept what the other side offers, or say that each agency decides for itself."""

    choice = forms.ChoiceField(
        label="How does it end?", widget=forms.RadioSelect, error_messages={"required": "Choose how it ends"}
    )
    reason = forms.CharField(
        label="Is there anything to keep with it?", required=False, max_length=500,
        help_text="Both agencies read this. Do not name people here.", widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    confirm = forms.BooleanField(label="I close this for my agency", error_messages={"required": "Tick the box to close it"})
    # The offer that is on the page: another may take its place while the page is open.
    offered_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, offer, offered_at, other, talked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offered_at"].initial = offered_at and offered_at.isoformat()
        self.offer = offer
        accept = [(ACCEPT, f"We accept what {other} offers")] if offer else []
        own = [(S.OWN, "We do not agree: each agency decides for itself")] if talked else []
        self.fields["choice"].choices = [*accept, *own]

    def outcome(self) -> str:
        """The status that it ends in."""
        return self.offer if self.cleaned_data["choice"] == ACCEPT else self.cleaned_data["choice"]


class WithdrawDisputeForm(forms.Form):
    """No longer pursued, and why."""

    reason = forms.CharField(
        label="Why do you no longer pursue it?", required=False, max_length=500,
        help_text="Both agencies read this. Do not name people here.", widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    confirm = forms.BooleanField(
        label="We accept their answer as it is", error_messages={"required": "Tick the box to withdraw it"}
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
