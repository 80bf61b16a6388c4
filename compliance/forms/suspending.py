"""What is asked of whoever pauses their agency's sharing with another?"""

from django import forms

from compliance.forms.reporting import long


class SuspendForm(forms.Form):
    """Towards whom, what, and on what evidence."""

    towards = forms.ChoiceField(
        label="With which agency does yours stop sharing?", error_messages={"required": "Choose the agency"}
    )
    protocol = forms.ChoiceField(label="Under which protocol?", required=False)
    scope = forms.CharField(
        label="What do you stop sharing?", max_length=300, help_text="For example: extracts for case conferences. The other "
        "agency reads this. Do not name people.",
        error_messages={"required": "Say what you stop sharing"},
    )  # fmt: skip
    evidence = long(
        "What shows that they clearly do not keep to what was agreed?", "Only your own agency reads this.",
        required="Say on what evidence you stop sharing",
    )  # fmt: skip
    case = forms.CharField(label="Is there a case about it?", required=False, max_length=30, help_text="Its reference.")
    confirm = forms.BooleanField(
        label="My agency pauses this sharing", error_messages={"required": "Tick the box to pause this sharing"}
    )

    def __init__(self, *args, agencies, protocols, cases, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {one.code: one for one in agencies}
        self.protocols = {one.reference: one for one in protocols}
        self.cases = cases
        self.fields["towards"].choices = [
            ("", "Choose an agency"),
            *((code, one.name) for code, one in self.agencies.items()),
        ]
        named = [(reference, one.title) for reference, one in self.protocols.items()]
        self.fields["protocol"].choices = [("", "Under any, or under none"), *named]

    def clean_towards(self):
        return self.agencies[self.cleaned_data["towards"]]

    def clean_protocol(self):
        return self.protocols.get(self.cleaned_data["protocol"])

    def clean_case(self):
        reference = self.cleaned_data["case"].strip().upper()
        found = self.cases.filter(reference=reference).first() if reference else None
        if reference and found is None:
            raise forms.ValidationError(f"Your agency has no case {reference}")
        return found

    def pause(self) -> dict:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("towards", "protocol", "scope", "evidence", "case")}


class RenewForm(forms.Form):
    """It stays paused, with what has become known since."""

    evidence = long("What has become known since?", "Only your own agency reads this.")
    confirm = forms.BooleanField(
        label="We have looked at it again, and it stays paused",
        error_messages={"required": "Tick the box if it stays paused"},
    )
