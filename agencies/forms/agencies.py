"""Which body is it, under what name and in which capacities does it take part?"""

from django import forms
from django.utils.text import capfirst

from agencies.fields import GovDateField
from agencies.models import Agency
from agencies.models.agency import SERVICE_CODE
from agencies.supplied import supplied

KINDS = [(value, capfirst(label)) for value, label in Agency.Kind.choices if value != Agency.Kind.SERVICE]
NEW = "new"


def offered(on) -> dict[str, tuple[str, str, str]]:
    """The capacities that can be chosen on a day, by the key of the choice."""
    return {str(place): row for place, row in enumerate(supplied("capacities", on))}


def words(row: tuple[str, str, str]) -> str:
    """A capacity as it can be chosen: what it is, of which bodies, and under what."""
    capacity, provision, body = row
    return f"{capfirst(capacity)}: {body} ({provision})"


class AddAgencyForm(forms.Form):
    """An agency. `taken` are codes in use, `organisations` the bodies that take part already, `on` the day it is asked."""

    name = forms.CharField(
        label="Name of the agency", max_length=200, help_text="As people here call it, for example Northmere County Council",
        error_messages={"required": "Enter the name of the agency"},
    )  # fmt: skip
    code = forms.RegexField(
        r"^[A-Za-z0-9]{2,8}$", label="Short code", max_length=8, help_text="2 to 8 letters or numbers, for example NCC",
        error_messages={
            "required": "Enter a short code", "invalid": "The short code must be 2 to 8 letters or numbers",
            "max_length": "The short code must be 8 characters or fewer",
        },
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What kind of body is it?", choices=[("", "Choose the kind"), *KINDS],
        error_messages={"required": "Choose what kind of body it is"},
    )  # fmt: skip
    organisation = forms.ChoiceField(
        label="Which organisation is it?",
        help_text="One organisation can take part as several agencies, for example a council's youth justice team.",
        error_messages={"required": "Choose the organisation, or that it is a new one"},
    )
    controller = forms.CharField(
        label="Controller in law", max_length=200, required=False,
        help_text="For a new organisation: its full legal name, for example the Chief Constable of Northmere. "
        "The agency's name is taken if you leave this empty.",
    )  # fmt: skip
    registration = forms.CharField(
        label="Registration number with the regulator", max_length=20, required=False,
        help_text="An organisation that is on this service under the same number already is recognised.",
    )  # fmt: skip
    starts_on = GovDateField(
        label="In the partnership since", help_text="For example, 27 3 2026", missing="Enter the day on which it joined"
    )
    capacities = forms.MultipleChoiceField(
        label="In what capacities does it take part?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="From the day it joined. Leave all of them empty for a body that takes part by its signature only.",
    )  # fmt: skip

    def __init__(self, *args, taken, organisations, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = {code.upper() for code in taken} | {SERVICE_CODE}
        self.organisations = {str(one.pk): one for one in organisations}
        listed = [(key, one.controller_legal_name) for key, one in self.organisations.items()]
        self.fields["organisation"].choices = [(NEW, "A new one"), *listed]
        self.offered = offered(on)
        self.fields["capacities"].choices = [(key, words(row)) for key, row in self.offered.items()]

    def clean_code(self):
        code = self.cleaned_data["code"].upper()
        if code in self.taken:
            raise forms.ValidationError("Another agency of this partnership has this code")
        return code

    def clean_capacities(self):
        chosen = self.cleaned_data["capacities"]
        names = [self.offered[key][0] for key in chosen]
        if twice := next((name for name in names if names.count(name) > 1), ""):
            raise forms.ValidationError(f"Choose one line of “{twice}”: the one that names this kind of body")
        return chosen

    def said(self) -> dict:
        """What was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        typed["organisation"] = self.organisations.get(typed["organisation"])
        typed["capacities"] = tuple(self.offered[key][:2] for key in typed["capacities"])
        return typed


class AddCapacityForm(forms.Form):
    """One further capacity of one agency, and its days."""

    capacity = forms.ChoiceField(
        label="In what capacity?", widget=forms.RadioSelect, error_messages={"required": "Choose the capacity"}
    )
    starts_on = GovDateField(label="First day", help_text="For example, 27 3 2026", missing="Enter the first day")
    ends_on = GovDateField(label="Last day", help_text="Leave empty if it goes on", required=False)

    def __init__(self, *args, agency, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = offered(on)
        self.fields["capacity"].choices = [(key, words(row)) for key, row in self.offered.items()]
        self.fields["starts_on"].earliest = agency.starts_on

    def clean(self):
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be the first day or later")

    def said(self) -> dict:
        """What was typed, as the action takes it."""
        capacity, provision, _ = self.offered[self.cleaned_data["capacity"]]
        days = {name: self.cleaned_data[name] for name in ("starts_on", "ends_on")}
        return {"capacity": capacity, "provision": provision, **days}


class EndCapacityForm(forms.Form):
    """The last day of a capacity."""

    ends_on = GovDateField(
        label="What was, or will be, its last day?", help_text="For example, 27 3 2026", missing="Enter the last day"
    )

    def __init__(self, *args, capacity, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].earliest = capacity.starts_on
