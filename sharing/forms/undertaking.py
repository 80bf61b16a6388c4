"""What is asked when somebody undertakes something at a meeting, and when it is done?"""

from django import forms

from protocols.fields import GovDateField

_CHOOSE = [("", "Choose")]


class AddActionForm(forms.Form):
    words = forms.CharField(
        label="What is to be done?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only whoever owes it, and those who run the meeting, can read this.",
        error_messages={"required": "Say what is to be done"},
    )  # fmt: skip
    agency = forms.ChoiceField(label="Which agency does it?", error_messages={"required": "Choose who does it"})
    owner = forms.ChoiceField(
        label="Is it one person of it who does it?", required=False,
        help_text="Somebody at the meeting. Without a name the designated officers of the agency are told.",
    )  # fmt: skip
    due_on = GovDateField(label="By when?", help_text="For example, 27 3 2026", missing="Enter the day by which it is done")

    def __init__(self, *args, agencies, people, lending, on, **kwargs):
        """`people` may owe it by name; an agency of `lending` owes nothing but through one of them."""
        super().__init__(*args, **kwargs)
        self.agencies, self.lending = {one.code: one for one in agencies}, lending
        self.people = {str(one.pk): one for one in people}
        self.fields["agency"].choices = [*_CHOOSE, *((code, one.name) for code, one in self.agencies.items())]
        named = [(key, f"{one.named}, {one.agency}") for key, one in self.people.items()]
        self.fields["owner"].choices = [("", "Nobody by name"), *named]
        self.fields["due_on"].earliest = on

    def clean_agency(self):
        return self.agencies[self.cleaned_data["agency"]]

    def clean_owner(self):
        return self.people.get(self.cleaned_data["owner"])

    def clean(self):
        cleaned = super().clean()
        agency, owner = cleaned.get("agency"), cleaned.get("owner")
        if agency and owner and owner.agency_id != agency.pk:
            self.add_error("owner", f"{owner.named} is there for {owner.agency}. Choose somebody of {agency}, or nobody")
        elif agency and not owner and agency.pk in self.lending:
            self.add_error("owner", f"{agency} was not asked to the meeting. Choose the person of it who does it")
        return cleaned


class FinishActionForm(forms.Form):
    outcome = forms.CharField(
        label="What came of it?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
