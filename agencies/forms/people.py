"""Who acts for an agency, in which parts and until when, and what may they decide for it?"""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.text import capfirst

from agencies.fields import GovDateField
from agencies.roles import ADVISERS, Role
from agencies.supplied import supplied

# What each part is for, in a line under its name.
HINTS = {
    Role.BOARD_ADMINISTRATOR: "Takes agencies in, invites people, drafts and publishes protocols",
    Role.HEAD: "Signs or refuses for the agency, and says who may decide requests",
    Role.OFFICER: "Helps sharing along: the agency's queue, chasing, disputes, meetings",
    Role.PRACTITIONER: "Asks for and records sharing",
    Role.DATA_PROTECTION_OFFICER: "Advises in writing when asked, and never decides",
    Role.SENIOR_RISK_OWNER: "Accepts a risk in writing, with an end date",
    Role.CALDICOTT_GUARDIAN: "Advises on confidential patient or service-user information",
    Role.ASSET_OWNER: "Answers whether information may be passed on",
    Role.AUDITOR: "Reads the agency's records with personal content withheld",
}


def named(role: str) -> str:
    """A role as it begins a line."""
    label = Role(role).label
    return capfirst(label)


class PartForm(forms.Form):
    """The parts that one person plays for one agency. `may_give` are the roles that can be given or taken away."""

    job_title = forms.CharField(
        label="Job title", max_length=120, help_text="As colleagues know it, for example ASB Officer",
        error_messages={"required": "Enter their job title"},
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label="What do they do here?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one part"},
    )  # fmt: skip
    is_volunteer = forms.BooleanField(label="They are a volunteer", required=False)
    ends_on = GovDateField(label="Last day", help_text="Leave empty if there is no end date", required=False)

    def __init__(self, *args, may_give, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.value, named(role)) for role in Role if role in may_give]
        self.fields["ends_on"].earliest = on


class InviteForm(PartForm):
    """One person to be invited. `standing(email, on)` says what is against an address, or nothing."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, help_text="Their own at work. They sign in with it.",
        error_messages={
            "required": "Enter their e-mail address", "invalid": "Enter an e-mail address, such as name@example.org.uk",
        },
    )  # fmt: skip
    name = forms.CharField(
        label="Full name", max_length=200, error_messages={"required": "Enter their full name"},
        help_text="They can put it right when they accept.",
    )  # fmt: skip
    starts_on = GovDateField(label="First day", help_text="For example, 27 3 2026", missing="Enter their first day")

    field_order = ("name", "email", "job_title", "roles", "is_volunteer", "starts_on", "ends_on")

    def __init__(self, *args, standing, on, **kwargs):
        super().__init__(*args, on=on, **kwargs)
        self.standing, self.on = standing, on
        self.fields["starts_on"].earliest = on

    def clean(self):
        typed = self.cleaned_data
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be the first day or later")
        if "email" in typed and (against := self.standing(typed["email"], first or self.on)):
            self.add_error("email", against)


class EndMembershipForm(forms.Form):
    """When does somebody stop?"""

    when = forms.ChoiceField(
        label="When do they stop?", widget=forms.RadioSelect,
        choices=[("now", "Now: the next page they ask for is refused"), ("day", "At the end of a day")],
        error_messages={"required": "Choose when they stop"},
    )  # fmt: skip
    ends_on = GovDateField(
        label="Their last day", required=False, help_text="Only for the end of a day. For example, 27 3 2026"
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].earliest = on

    def clean(self):
        if self.cleaned_data.get("when") == "day" and "ends_on" not in self.errors and not self.cleaned_data["ends_on"]:
            self.add_error("ends_on", "Enter their last day")


class NameDecisionMakerForm(forms.Form):
    """Who may decide what. `people` are those of the agency who do not advise: an adviser never decides."""

    member = forms.ChoiceField(
        label="Who may decide?", error_messages={"required": "Choose who may decide"},
        help_text="Advisers are not in the list: they advise and never decide.",
    )  # fmt: skip
    data_kinds = forms.MultipleChoiceField(
        label="Which kinds of information?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Leave all of them empty for every kind.",
    )  # fmt: skip
    urgencies = forms.MultipleChoiceField(
        label="Which requests?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Leave all of them empty for every urgency.",
    )  # fmt: skip
    highest_marking = forms.ChoiceField(
        label="Up to which marking?", widget=forms.RadioSelect, initial="OFFICIAL-SENSITIVE",
        error_messages={"required": "Choose the highest marking"},
    )  # fmt: skip
    ends_on = GovDateField(label="Until which day?", help_text="Leave empty if there is no end date", required=False)

    def __init__(self, *args, people, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people if not one.has(*ADVISERS, Role.AUDITOR)}
        listed = [(key, one.named) for key, one in self.people.items()]
        self.fields["member"].choices = [("", "Choose a person"), *listed]
        for name in ("data_kinds", "urgencies"):
            choices = supplied(name)
            self.fields[name].choices = [(value, capfirst(label)) for value, label in choices]
        self.fields["highest_marking"].choices = supplied("markings")
        self.fields["ends_on"].earliest = on

    def clean_member(self):
        return self.people[self.cleaned_data["member"]]


class AcceptForm(forms.Form):
    """The name and password of somebody who signs in here for the first time; `invited` is who they will be."""

    name = forms.CharField(
        label="Your full name", max_length=200, error_messages={"required": "Enter your full name"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False,
        help_text="12 characters or more. Three random words make one that is long and can be remembered.",
        error_messages={"required": "Choose a password"},
    )  # fmt: skip
    again = forms.CharField(
        label="Password again", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False,
        error_messages={"required": "Type the password again"},
    )  # fmt: skip

    def __init__(self, *args, invited, **kwargs):
        super().__init__(*args, **kwargs)
        self.invited = invited

    def clean(self):
        typed = self.cleaned_data
        if {"password", "again"} <= typed.keys() and typed["password"] != typed["again"]:
            self.add_error("again", "The two passwords must be the same")
        elif "password" in typed:
            try:
                validate_password(typed["password"], self.invited)
            except forms.ValidationError as wrong:
                self.add_error("password", wrong)
