"""What is asked of whoever runs a case: who looks into it, what was found, what is done, and who is told?"""

from datetime import timedelta

from django import forms

from compliance.forms.reporting import CitingForm, long
from compliance.models import NonComplianceCase
from protocols.fields import GovDateField
from protocols.models import Protocol

F = NonComplianceCase.Finding
LONGEST = timedelta(days=366)


class WhichCasesForm(forms.Form):
    """Which part of the list, and about which agreement, from the query string."""

    SHOWN = {"": "Everything", "open": "Not finished", "ours": "Our own", "written": "Written by us"}
    show = forms.ChoiceField(
        choices=list(SHOWN.items()), required=False, widget=forms.TextInput,
        error_messages={"invalid_choice": "There is no such part of this list: choose one of those below"},
    )  # fmt: skip
    protocol = forms.CharField(required=False)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_protocol(self):
        """The agreement of that reference; None where none is named."""
        reference = self.cleaned_data["protocol"]
        found = Protocol.objects.visible_to(self.member).filter(reference=reference).first() if reference else None
        if reference and found is None:
            raise forms.ValidationError("There is no agreement of that reference that you can see: show everything instead")
        return found


class TakeUpForm(CitingForm):
    """Who looks into it, and into what. `people` may be named, `records` may be linked."""

    about = forms.CharField(
        label="What is it about, in a few words?", max_length=120, help_text="Your own lists show this. Do not name people.",
        error_messages={"required": "Say in a few words what it is about"},
    )  # fmt: skip
    investigator = forms.ChoiceField(
        label="Who looks into it?", error_messages={"required": "Choose who looks into it"},
        help_text="Somebody who leads nobody is let in to this one case, until 90 days after the finding is due.",
    )  # fmt: skip
    scope = long("What exactly is to be looked into?", required="Say what is to be looked into")
    records = forms.CharField(
        label="Which records of sharing is it about?", required=False, max_length=400,
        help_text="Their references, with a comma between them. The agencies on them are suggested when people are told.",
    )  # fmt: skip

    field_order = ("about", "investigator", "scope", "records", "version", "clause")

    def __init__(self, *args, people, records, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.linkable = {str(one.pk): one for one in people}, records
        named = [(key, one.named) for key, one in self.people.items()]
        self.fields["investigator"].choices = [("", "Choose a colleague"), *named]

    def clean_investigator(self):
        return self.people[self.cleaned_data["investigator"]]

    def clean_records(self):
        wanted = [word.strip().upper() for word in self.cleaned_data["records"].split(",") if word.strip()]
        found = {one.reference: one for one in self.linkable.filter(reference__in=wanted)}
        if unknown := [word for word in wanted if word not in found]:
            raise forms.ValidationError(f"Your agency has no record {', '.join(unknown)}")
        return list(found.values())

    def taken_up(self) -> dict:
        """What the action takes."""
        said = {name: self.cleaned_data[name] for name in ("about", "investigator", "scope")}
        return {**said, **self.cited, "disclosures": self.cleaned_data["records"]}


class SetAsideForm(forms.Form):
    """Why it is not taken up."""

    reason = long("Why is it not taken up?", "Whoever reported it reads this.", required="Say why it is not taken up")


class JoinForm(forms.Form):
    """The other case about the same matter."""

    into = forms.ChoiceField(
        label="Which case is it joined to?", widget=forms.RadioSelect,
        error_messages={"required": "Choose the case that it is joined to"},
    )  # fmt: skip

    def __init__(self, *args, cases, **kwargs):
        super().__init__(*args, **kwargs)
        self.cases = {str(one.pk): one for one in cases}
        self.fields["into"].choices = [(key, one.named) for key, one in self.cases.items()]

    def clean_into(self):
        return self.cases[self.cleaned_data["into"]]


class EvidenceForm(forms.Form):
    """One line for the log."""

    words = long(
        "Add to the log", "What was seen, said or found, by whom, and when.", required="Write what the evidence is"
    )


class ExtendForm(forms.Form):
    """A later day, and why."""

    until = GovDateField(
        label="By when will there be a finding?", help_text="For example, 27 3 2026", missing="Enter the new day"
    )
    reason = long(
        "Why does it take longer?", "Your own agency reads this; whoever wrote to you is told the new day alone.",
        required="Say why it takes longer",
    )  # fmt: skip

    def __init__(self, *args, after, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].earliest, self.fields["until"].latest = after + timedelta(days=1), after + LONGEST


class FindingForm(forms.Form):
    """What was found, and for whom the reasons are written."""

    finding = forms.ChoiceField(
        label="What was found?", choices=F.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what was found"},
    )  # fmt: skip
    findings = long(
        "What did you find, and on what evidence?", "Your own agency reads this.", required="Say what you found", rows=6
    )
    reasons = long(
        "Your reasons, for whoever raised it", "Needed where no failure was found, or it could not be determined. They "
        "are sent as a formal notice.",
    )  # fmt: skip
    confirm = forms.BooleanField(
        label="This is our finding. It cannot be changed afterwards",
        error_messages={"required": "Tick the box if this is your finding"},
    )

    def clean(self):
        cleaned = super().clean() or {}
        if cleaned.get("finding") and cleaned["finding"] != F.FAILURE and not cleaned.get("reasons"):
            self.add_error("reasons", "Give the reasons that whoever raised it will read")
        return cleaned

    def made(self) -> dict:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("finding", "findings", "reasons")}


class RemedyForm(forms.Form):
    """What is done about it, by when."""

    what = long("What will be done?", required="Say what will be done", rows=3)
    due_on = GovDateField(
        label="By when?", help_text="For example, 27 3 2026", missing="Enter the day by which it is done"
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].earliest, self.fields["due_on"].latest = on, on + LONGEST


class NoRemedyForm(forms.Form):
    """Why nothing has to be put right."""

    reason = long("Why is no remedy needed?", required="Say why no remedy is needed")


class DropRemedyForm(forms.Form):
    """Why a remedy that was planned is no longer needed."""

    reason = long(
        "Why is it no longer needed?", "Only your own agency reads this.", required="Say why it is no longer needed"
    )


PEOPLE = "people"


class ToWhomForm(forms.Form):
    """An agency that the failure touched, or people; `agencies` are those without a notice or a reason."""

    to = forms.ChoiceField(label="Who was affected?", widget=forms.RadioSelect, error_messages={"required": "Choose whom"})
    people = forms.CharField(
        label="Which people?", required=False, max_length=300,
        help_text="As you would write it on an envelope, or in words: the two tenants. Only your agency reads this.",
    )  # fmt: skip

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {one.code: one for one in agencies}
        self.fields["to"].choices = [
            *((code, one.name) for code, one in self.agencies.items()),
            (PEOPLE, "People affected"),
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") == PEOPLE and not cleaned.get("people"):
            self.add_error("people", "Say which people")
        return cleaned

    def whom(self) -> dict:
        """The agency or the people, as the actions take them."""
        to = self.cleaned_data["to"]
        return {"people": self.cleaned_data["people"]} if to == PEOPLE else {"to_agency": self.agencies[to]}


class NoticeForm(ToWhomForm):
    """The three parts that a notice must have (P-12.1c)."""

    what_failed = long("What failed?", required="Say what failed")
    consequences = long("What may follow from it for them?", required="Say what may follow from it")
    remedy = long("What is being done about it?", required="Say what is being done about it")

    def notice(self) -> dict:
        """What the action takes."""
        return {**self.whom(), **{name: self.cleaned_data[name] for name in ("what_failed", "consequences", "remedy")}}


class UntoldForm(ToWhomForm):
    """Why they are not told, for example because it would put somebody at risk."""

    reason = long("Why are they not told?", "Only your own agency reads this.", required="Say why they are not told")


class ConfirmForm(forms.Form):
    """One box to tick; `words` is what it says."""

    confirm = forms.BooleanField(error_messages={"required": "Tick the box to go on"})

    def __init__(self, *args, words, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["confirm"].label = words
