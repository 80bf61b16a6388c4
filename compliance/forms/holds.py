"""What is asked of whoever places a hold, or says that one is no longer needed?"""

from django import forms

from compliance.forms.reporting import long
from protocols.fields import GovDateField
from sharing.models import Hold


class PlaceHoldForm(forms.Form):
    """Why; and where it is not on one record, on which topic."""

    reason = forms.ChoiceField(
        label="Why must nothing be changed or disposed of?", choices=Hold.Reason.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is held"},
    )  # fmt: skip
    note = long("Is there anything your colleagues should know?", "Only your own agency reads this.", required="")
    topic = forms.CharField(
        label="What is the topic?", max_length=200, help_text="For example: the inquiry into group-based exploitation.",
        error_messages={"required": "Say what the topic is"},
    )  # fmt: skip
    purpose = forms.ChoiceField(label="Shared for which purpose?", required=False)
    about_a_child = forms.BooleanField(label="Only records about children", required=False)
    other_agency = forms.ChoiceField(label="Shared with which agency?", required=False)
    shared_from = GovDateField(label="Shared on or after", required=False, help_text="For example, 27 3 2020")
    shared_until = GovDateField(label="Shared on or before", required=False, help_text="For example, 27 3 2026")

    TOPIC = ("topic", "purpose", "about_a_child", "other_agency", "shared_from", "shared_until")

    def __init__(self, *args, on_one_record: bool, agencies=(), purposes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {one.code: one for one in agencies}
        if on_one_record:
            for name in self.TOPIC:
                del self.fields[name]
            return
        self.fields["purpose"].choices = [("", "Any purpose"), *purposes]
        self.fields["other_agency"].choices = [
            ("", "Any agency"), *((code, one.name) for code, one in self.agencies.items())
        ]  # fmt: skip

    def clean_other_agency(self):
        return self.agencies.get(self.cleaned_data["other_agency"])

    def clean(self):
        said = super().clean()
        if "topic" in self.fields and not self.errors:
            if not any(said.get(name) for name in self.TOPIC[1:]):
                self.add_error(None, "Say which records the topic covers: a purpose, children, an agency, or days")
            begins, ends = said.get("shared_from"), said.get("shared_until")
            if begins and ends and ends < begins:
                self.add_error("shared_until", "The last day must not be before the first")
        return said

    def hold(self) -> dict:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class AskToLiftForm(forms.Form):
    """Why it is no longer needed."""

    reason = long(
        "Why is the hold no longer needed?", "A second person of your agency reads this and decides.",
        required="Say why it is no longer needed",
    )  # fmt: skip
