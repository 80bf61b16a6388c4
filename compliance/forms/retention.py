"""What is asked of whoever looks at a copy whose day has come, and of whoever approves the schedule?"""

from datetime import timedelta

from django import forms

from compliance.forms.reporting import long
from compliance.models import CopyReview
from compliance.rules.retention import DESPITE, METHODS, QUESTIONS
from protocols.catalogue.retention import default_rules
from protocols.fields import GovDateField
from protocols.models import RetentionRule
from sharing.actions.keeping import LONGEST
from sharing.rules import Line, default_lines

YES_NO = [("yes", "Yes"), ("no", "No")]
ASKED = {
    "needed": ("Is the copy still needed?", "For the purpose it was kept for, or another that the law allows."),
    "accurate": ("Is it accurate?", "If not, and it is kept, it is put right first."),
    "request": (
        "Is any request, complaint, case, claim or inquiry open that touches it?",
        "An access request is enough. To destroy what somebody has asked for is an offence.",
    ),
    "archive": ("Has it lasting value for an archive?", "If so, the archive is offered it before it goes."),
    "told": ("Have the other agencies that hold it been told?", "They decide about their own copies."),
}
YEARS = 100


class ProposeDisposalForm(forms.Form):
    """The questions of a review, what the copy is on, and how it should go."""

    asset_form = forms.ChoiceField(
        label="What is the copy on?", choices=CopyReview.AssetForm.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say what the copy is on"},
    )  # fmt: skip
    method = forms.ChoiceField(
        label="How should it be disposed of?", choices=CopyReview.Method.choices, widget=forms.RadioSelect,
        help_text="An ordinary bin is never enough.", error_messages={"required": "Say how it should be disposed of"},
    )  # fmt: skip
    reason = long(
        "Is there anything the second person should know?", "Do not name the person it is about.", required=""
    )

    def __init__(self, *args, objections=(), matters=(), **kwargs):
        """`matters`: what is open about the record; with something, the copy can go for a reason only."""
        super().__init__(*args, **kwargs)
        self.objections, self.matters = objections, matters
        asked = {
            name: forms.ChoiceField(
                label=label, help_text=hint, choices=YES_NO, widget=forms.RadioSelect,
                error_messages={"required": f"Answer: {label[:1].lower()}{label[1:]}"},
            )
            for name, (label, hint) in ASKED.items()
        }  # fmt: skip
        self.fields = {**asked, **self.fields}
        if matters:
            asked["request"].initial = "yes"
            why = self.fields["reason"]
            why.label, why.required = "Why can the copy go although that is open?", True
            why.help_text = "The second person reads this. Do not name the person it is about."
            why.error_messages["required"] = DESPITE

    def clean(self):
        said = super().clean()
        for sentence in self.objections:
            self.add_error(None, sentence)
        form, method = said.get("asset_form"), said.get("method")
        if form and method and method not in METHODS[form]:
            self.add_error("method", "Choose a way that does for what the copy is on")
        if said.get("needed") == "yes":
            self.add_error("needed", "A copy that is still needed is kept for longer, not disposed of")
        if self.matters:
            # What is known to be open is not denied, and is a reason to stop unless there is a better one to go on.
            if said.get("request") == "no":
                self.add_error("request", f"Answer yes: {self.matters[0]}")
        elif said.get("request") == "yes":
            self.add_error("request", "Place a hold: what is asked for or looked into is not disposed of")
        return said

    def proposal(self) -> dict:
        """What the action takes."""
        said = self.cleaned_data
        return {
            "answers": {name: said[name] for name in QUESTIONS}, "asset_form": said["asset_form"],
            "method": said["method"], "reason": said["reason"],
        }  # fmt: skip


class KeepCopyForm(forms.Form):
    """Until when, and why."""

    until = GovDateField(
        label="Until which day is it kept?", help_text="It is looked at again on that day. For example, 27 3 2030",
        missing="Enter the day until which it is kept",
    )  # fmt: skip
    reason = long(
        "Why is it kept for longer?", "Do not name the person it is about.", required="Say why it is kept for longer"
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        day = self.fields["until"]
        day.earliest, day.latest = on + timedelta(days=1), on + timedelta(days=366 * YEARS)


class SendBackDisposalForm(forms.Form):
    """Why it should not go, or not in this way."""

    reason = long(
        "Why should it not go, or not in this way?",
        "Whoever proposed it reads this.",
        required="Say why you send it back",
    )


class OfOneReview(forms.Form):
    """The disposal that is on the page: another may be proposed in its place while the page is open."""

    review = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def read_another(self, review: CopyReview) -> bool:
        """Was the page about another disposal than the one that is under way now?"""
        seen = self.cleaned_data["review"]
        return seen is not None and seen != review.pk


class ApproveDisposalForm(OfOneReview):
    """A second person has looked."""

    confirm = forms.BooleanField(
        label="I have looked at this copy, and agree that it is disposed of",
        error_messages={"required": "Tick the box to go on"},
    )


class DisposeForm(OfOneReview):
    """How it was done; the certificate says it."""

    standard = forms.CharField(
        label="To which standard?",
        required=False,
        max_length=120,
        help_text="For example: DIN 66399 level 4, or EN 15713.",
    )
    place = forms.CharField(label="Where?", required=False, max_length=120)
    contractor = forms.CharField(label="Which contractor?", required=False, max_length=120)
    contractor_certificate = forms.CharField(
        label="Number of the contractor's certificate", required=False, max_length=60
    )
    witness = forms.CharField(
        label="Who watched?", required=False, max_length=120, help_text="Their job title. Some markings need a witness."
    )
    backups_lapse_on = GovDateField(
        label="When is the last backup that holds it overwritten?", missing="Enter the day when the last backup lapses"
    )
    confirm = forms.BooleanField(
        label="It has been disposed of in this way, or is by pressing the button",
        error_messages={"required": "Tick the box when it is disposed of"},
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["backups_lapse_on"].earliest = on

    def done(self) -> dict:
        """What the action takes."""
        names = ("standard", "place", "contractor", "contractor_certificate", "witness")
        return {
            "done": {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]},
            "backups_lapse_on": self.cleaned_data["backups_lapse_on"],
        }


class ApproveScheduleForm(forms.Form):
    """The lines of the catalogue with the agency's own months; a head says that these are the agency's."""

    confirm = forms.BooleanField(
        label="This is how long my agency keeps its own copies",
        error_messages={"required": "Tick the box to approve the schedule"},
    )

    def __init__(self, *args, rules: dict[str, RetentionRule], **kwargs):
        """`rules`: the agency's lines so far, by code; none before the first approval, when the catalogue's are offered."""
        super().__init__(*args, **kwargs)
        self.lines = {line.code: line for line in default_lines()}
        types = {rule.code: rule for rule in default_rules()}
        asked = {}
        for code, line in self.lines.items():
            months = rules[code].months if code in rules else line.months
            empty = bool(rules) and code not in rules
            asked[code] = forms.IntegerField(
                label=types[code].record_type, required=False, min_value=0, max_value=LONGEST,
                initial=None if empty else months or 0,
                help_text=f"Counts from: {types[code].trigger[:1].lower()}{types[code].trigger[1:]}. "
                f"Then: {RetentionRule.Then(line.then).label}. Offered: {_offered(line)}.",
                error_messages={
                    "invalid": f"{types[code].record_type}: enter a whole number of months",
                    "min_value": f"{types[code].record_type}: months cannot be fewer than none",
                    "max_value": f"{types[code].record_type}: months cannot be more than {LONGEST}",
                },
            )  # fmt: skip
        self.fields = {**asked, **self.fields}

    def schedule(self) -> list[Line]:
        """What the action takes: nought is no date, and an empty box no line."""
        return [
            Line(code, self.cleaned_data[code] or None, line.then)
            for code, line in self.lines.items()
            if self.cleaned_data[code] is not None
        ]


def _offered(line: Line) -> str:
    return f"{line.months} months" if line.months else "no date, looked at by people (0)"
