"""What is asked of whoever received it: did it arrive, are its conditions accepted, where is it kept, under which law?"""

from django import forms

YES, NO = "yes", "no"


class ConfirmReceiptForm(forms.Form):
    """Receipt at the other end. Not accepting the conditions is an answer too: the sender is told at once."""

    accepts = forms.ChoiceField(
        label="Does your agency accept the conditions?",
        choices=[(YES, "Yes, we accept them"), (NO, "No, we do not accept them")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether your agency accepts the conditions"},
    )
    storage = forms.CharField(
        label="Where will your agency keep it?", max_length=200, required=False,
        help_text="For example: case file in the housing system. Do not name people here.",
    )  # fmt: skip
    provisions = forms.MultipleChoiceField(
        label="What allows your agency to hold this?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Your own agency's law, which may differ from the sender's. Leave it empty if you do not know.",
    )  # fmt: skip
    note = forms.CharField(
        label="Is there anything the sender should know?", max_length=1000, required=False,
        help_text="If you do not accept the conditions, say what stands in the way.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args, law, **kwargs):
        """`law`: the (code, words) among which the agency may choose; none where it needs none."""
        super().__init__(*args, **kwargs)
        self.fields["provisions"].choices = law
        if not law:
            del self.fields["provisions"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("accepts") == NO and not cleaned.get("note"):
            self.add_error("note", "Say what stands in the way, so that the sender can put it right")
        return cleaned

    def receipt(self) -> dict:
        """What the action takes: whether they are accepted, the note with the place in front of it, and the law."""
        place, note = self.cleaned_data["storage"], self.cleaned_data["note"]
        told = [f"Kept in: {place}" if place else "", note]
        return {
            "accepts_conditions": self.cleaned_data["accepts"] == YES, "note": "\n".join(filter(None, told)),
            "provisions": self.cleaned_data.get("provisions"),
        }  # fmt: skip


class StateLawForm(forms.Form):
    """The law of one's own agency, once it has it."""

    provisions = forms.MultipleChoiceField(
        label="What allows your agency to hold and use this?", widget=forms.CheckboxSelectMultiple,
        help_text="Your own agency's law, which may differ from the sender's. Choose all that apply.",
        error_messages={"required": "Choose the law that your agency relies on"},
    )  # fmt: skip

    def __init__(self, *args, law, **kwargs):
        """`law`: the (code, words) among which the agency may choose."""
        super().__init__(*args, **kwargs)
        self.fields["provisions"].choices = law
