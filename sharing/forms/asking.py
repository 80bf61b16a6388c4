"""What is asked when a request is taken down by telephone, confirmed, or withdrawn?"""

from django import forms
from django.utils.text import capfirst

from protocols.fields import GovDateField
from sharing.checklist.questions.lists import KINDS, KNEW, PURPOSES
from sharing.models import Request


class TakeDownForm(forms.Form):
    """What another agency asked by telephone, written down by whoever answered: their six fields (practice 21)."""

    asking_agency = forms.ChoiceField(
        label="Which agency is asking?", error_messages={"required": "Choose the agency that is asking"}
    )
    caller = forms.CharField(
        label="Who is asking?", max_length=200, help_text="Name, role or number, and how to reach them.",
        error_messages={"required": "Say who is asking"},
    )  # fmt: skip
    caller_check = forms.ChoiceField(
        label="How do you know it is them?", choices=[(choice.value, choice.label) for choice in KNEW],
        widget=forms.RadioSelect, error_messages={"required": "Say how you know it is them, or that you could not check"},
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label="What do they need it for?",
        choices=[("", "Choose a purpose"), *((choice.value, choice.label) for choice in PURPOSES)],
        error_messages={"required": "Choose what they need it for"},
    )
    wanted = forms.MultipleChoiceField(
        label="What do they ask for?", choices=[(choice.value, choice.label) for choice in KINDS],
        widget=forms.CheckboxSelectMultiple, help_text="Tick kinds of information, not details.",
        error_messages={"required": "Tick what they ask for"},
    )  # fmt: skip
    about = forms.CharField(
        label="Who is it about?", max_length=60, required=False,
        help_text="Your reference, initials, or “not known yet”.",
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label="How soon do they need an answer?", choices=Request.Urgency.choices, widget=forms.RadioSelect,
        initial=Request.Urgency.ORDINARY, error_messages={"required": "Choose how soon they need an answer"},
    )  # fmt: skip
    needed_by = GovDateField(
        label="Is there a day by which they need it?", required=False, help_text="For example, 27 3 2026"
    )

    def __init__(self, *args, agencies, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {one.code: one for one in agencies}
        named = [(code, one.name) for code, one in self.agencies.items()]
        self.fields["asking_agency"].choices = [("", "Choose an agency"), *named]
        self.fields["urgency"].choices = [
            (value, capfirst(label)) for value, label in Request.Urgency.choices
        ]
        self.fields["needed_by"].earliest = on

    def clean_asking_agency(self):
        return self.agencies[self.cleaned_data["asking_agency"]]


class ConfirmRequestForm(forms.Form):
    """The asking agency's word that this is what it asked."""

    confirm = forms.BooleanField(
        label="This is what my agency asked for",
        error_messages={"required": "Tick the box if this is what your agency asked for"},
    )


class WithdrawRequestForm(forms.Form):
    """No longer needed, and why."""

    reason = forms.CharField(
        label="Why is it no longer needed?", required=False, max_length=500,
        help_text="The agency that was asked reads this. Do not name people here.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    confirm = forms.BooleanField(
        label="I withdraw this request", error_messages={"required": "Tick the box to withdraw the request"}
    )
