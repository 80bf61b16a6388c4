"""What is asked when a record is closed: nothing, or why the rest of it can never be answered."""

from django import forms

from sharing.checklist.forms import Words


class CompleteForm(forms.Form):
    """The reason, asked for only while something is missing; the record stands either way."""

    reason = Words(
        label="It cannot be completed, because", max_length=300, required=False, help_text="Do not put names here.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = missing
        self.fields["reason"].error_messages["required"] = "Say why the rest cannot be answered"
