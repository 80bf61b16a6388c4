"""Who may read a draft besides the agencies named in it, why, and until when?"""

from datetime import timedelta

from django import forms

from protocols.fields import GovDateField

LONGEST = timedelta(days=366)


class AddDraftReaderForm(forms.Form):
    """One person, until a day. `people` are the memberships that can be chosen, with person and agency."""

    member = forms.ChoiceField(
        label="Who should read the draft?", error_messages={"required": "Choose who should read it"}
    )
    reason = forms.CharField(
        label="Why should they read it?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone who can see the draft can read this reason.",
        error_messages={"required": "Say why they should read it"},
    )  # fmt: skip
    ends_on = GovDateField(
        label="Until which day?",
        help_text="For example, 27 3 2026",
        missing="Enter the last day on which they can read it",
    )

    def __init__(self, *args, people, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, f"{one.agency}: {one.named}") for key, one in self.people.items()]
        self.fields["member"].choices = [("", "Choose a person"), *named]
        self.fields["ends_on"].earliest, self.fields["ends_on"].latest = on, on + LONGEST

    def clean_member(self):
        return self.people[self.cleaned_data["member"]]
