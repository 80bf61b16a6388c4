"""What is asked in the room: the level, who came, what the items are, and what each agency brought to a case?"""

from django import forms
from django.conf import settings
from django.utils.text import capfirst

from sharing.checklist.questions.lists import KINDS
from sharing.models import Attendance, CaseLine
from sharing.rules import meetings as rules
from sharing.rules.scans import MOST_BYTES, TOO_BIG, NotAScan, kind_of

ONESELF = "oneself"


class LevelForm(forms.Form):
    """Set A is the test, set B what the sheet prints; where they point apart, the chair's reason is asked."""

    points_to_a = forms.ChoiceField(label="What would follow if it got out?", required=False, widget=forms.RadioSelect)
    points_to_b = forms.ChoiceField(label="Which note fits what is on the list?", required=False, widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label="Which level do you set?", widget=forms.RadioSelect, error_messages={"required": "Choose the level"}
    )
    instruction = forms.CharField(
        label="How is it to be handled?", required=False, max_length=200,
        help_text="One line that stands beside the level, for example RECIPIENTS ONLY.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why this level?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when you change it, or when the two definitions point apart. Do not name people.",
    )  # fmt: skip

    def __init__(self, *args, points, before, **kwargs):
        super().__init__(*args, **kwargs)
        self.points, self.before = {point.code: point for point in points}, before
        self.fields["level"].choices = [(point.code, point.code) for point in points]
        for name in ("points_to_a", "points_to_b"):
            words = {point.code: getattr(point, f"definition_{name[-1]}") for point in points}
            self.fields[name].choices = [(code, said) for code, said in words.items() if said]
            if not self.fields[name].choices:
                del self.fields[name]
        self.meanings = {point.code: point.meaning for point in points if point.meaning}

    def clean(self):
        cleaned = super().clean()
        point, reason = self.points.get(cleaned.get("level", "")), cleaned.get("reason", "").strip()
        apart = rules.two_levels(cleaned.get("points_to_a", ""), cleaned.get("points_to_b", ""))
        if apart and not reason:
            self.add_error("reason", f"{apart} Say why you set the level that you set")
        elif point and self.before and point.code != self.before and not reason:
            self.add_error("reason", f"Say why you change it from {self.before}")
        if point and rules.needs_instruction(point) and not cleaned.get("instruction", "").strip():
            self.add_error("instruction", f"There are no handling rules for {point.code}: say how it is to be handled")
        return cleaned


class GuestForm(forms.Form):
    """Somebody in the room who does not sign in here."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter their name"})
    body = forms.CharField(label="The body they come from", required=False, max_length=120)
    status = forms.ChoiceField(
        label="In which way are they here?", widget=forms.RadioSelect, initial=Attendance.Status.NON_SIGNATORY,
        choices=[(value, capfirst(label)) for value, label in Attendance.Status.choices
                 if value != Attendance.Status.SIGNATORY],
        error_messages={"required": "Choose in which way they are here"},
    )  # fmt: skip


class PassForm(forms.Form):
    """A guest's link is shown here, and goes by e-mail only where an address is given."""

    email = forms.EmailField(
        label="Their e-mail address, if the link should be sent", required=False,
        help_text="The address is forgotten when the e-mail has gone.",
        error_messages={"invalid": "Enter an e-mail address in the right form, like name@example.org"},
    )  # fmt: skip


class TellGuestsForm(forms.Form):
    """Which of the guests that nothing else reaches one has told."""

    guests = forms.MultipleChoiceField(
        label="Which of them have you told?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the guests that you have told"},
    )  # fmt: skip

    def __init__(self, *args, guests, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(one.pk): one for one in guests}
        self.fields["guests"].choices = _named(self.rows)

    def told(self) -> list[Attendance]:
        return [self.rows[key] for key in self.cleaned_data["guests"]]


class ScanForm(forms.Form):
    """The scan or photograph of a signed sheet."""

    file = forms.FileField(
        label="The scan or photograph", max_length=255, help_text="A PDF, a JPEG or a PNG, up to 10 MB.",
        error_messages={"required": "Choose the file", "empty": "The file is empty. Choose another"},
    )  # fmt: skip

    def __init__(self, *args, sent_bytes=0, **kwargs):
        """`sent_bytes` is how much came with the request; a file beyond the limit never reaches the form."""
        super().__init__(*args, **kwargs)
        if sent_bytes > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.fields["file"].error_messages["required"] = TOO_BIG

    def clean_file(self):
        data = self.cleaned_data["file"].read(MOST_BYTES + 1)
        try:
            kind_of(data)
        except NotAScan as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return data


class AddItemForm(forms.Form):
    """One item. What is said here everybody at the meeting may read."""

    is_case = forms.ChoiceField(
        label="Is it a case about people?", choices=[("yes", "Yes"), ("no", "No")], initial="yes", widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is a case about people"},
    )  # fmt: skip
    title = forms.CharField(
        label="What stands on the agenda?", max_length=120,
        help_text="For a case its number or your reference. Do not name people: everybody at the meeting reads this.",
        error_messages={"required": "Enter what stands on the agenda"},
    )  # fmt: skip
    agency = forms.ChoiceField(label="Which agency brings it?", error_messages={"required": "Choose who brings it"})
    about = forms.CharField(
        label="For a case: whom is it about?", required=False, max_length=200,
        help_text="Your reference, initials, address. Only those present for the case, the chair and the clerk read this.",
    )  # fmt: skip

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {one.code: one for one in agencies}
        self.fields["agency"].choices = [(code, one.name) for code, one in self.agencies.items()]

    def added(self) -> dict:
        said = self.cleaned_data
        return {**said, "is_case": said["is_case"] == "yes", "agency": self.agencies[said["agency"]]}


class AboutForm(forms.Form):
    about = forms.CharField(
        label="Whom is it about?", required=False, max_length=200, help_text="Your reference, initials or an address."
    )


class LineForm(forms.Form):
    """What one agency brought: two fields, with ticks (checklist 4.1)."""

    # The line as it is on the page: the agency and whoever takes the notes may both be writing it.
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    agency = forms.ChoiceField(label="Which agency?", error_messages={"required": "Choose the agency"})
    brought = forms.ChoiceField(
        label="What did it bring?", widget=forms.RadioSelect,
        choices=[(value, capfirst(label)) for value, label in CaseLine.Brought.choices],
        error_messages={"required": "Choose what it brought"},
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="What was shared?", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(choice.value, choice.label) for choice in KINDS], help_text="Tick kinds of information, not details.",
    )  # fmt: skip
    reason = forms.CharField(
        label="If it was kept back, why?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    limits = forms.MultipleChoiceField(
        label="Are there limits on it?", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(value, capfirst(label)) for value, label in CaseLine.Limit.choices],
        help_text="Leave all unticked if there are none.",
    )  # fmt: skip
    on_paper = forms.BooleanField(label="A paper was handed to the agencies present", required=False)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {one.code: one for one in agencies}
        self.fields["agency"].choices = [(code, one.name) for code, one in self.agencies.items()]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("brought") == CaseLine.Brought.KEPT_BACK and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why it was kept back")
        return cleaned

    def written(self) -> dict:
        return {**self.cleaned_data, "agency": self.agencies[self.cleaned_data["agency"]]}


class ConfirmLinesForm(forms.Form):
    # The list that is on the page: whoever takes the notes may write a line anew while the page is open.
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    confirm = forms.BooleanField(
        label="This is what my agency brought", error_messages={"required": "Tick the box if this is what your agency brought"}
    )

    def __init__(self, *args, paused=(), **kwargs):
        """`paused`: what one's agency does not share at the moment with agencies that heard it (TR-24)."""
        super().__init__(*args, **kwargs)
        if paused:
            self.fields["confirm"].help_text = " ".join([*paused, "What was said in the room is recorded all the same."])


class InterestForm(forms.Form):
    """One's own interest; or that of a guest, who has no page to declare it on, by whoever runs the meeting."""

    who = forms.ChoiceField(
        label="Who knows somebody in this case?", widget=forms.RadioSelect, initial=ONESELF,
        error_messages={"required": "Choose who knows somebody in this case"},
    )  # fmt: skip
    confirm = forms.BooleanField(
        label="I know somebody in this case", error_messages={"required": "Tick the box to declare it"}
    )

    def __init__(self, *args, guests=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(one.pk): one for one in guests}
        if not self.rows:
            del self.fields["who"]
            return
        self.fields["who"].choices = [(ONESELF, "I do"), *_named(self.rows)]
        self.fields["confirm"].label = "Whoever is chosen here knows somebody in this case"

    def whose(self) -> Attendance | None:
        """The guest's row of the sheet; None for oneself."""
        return self.rows.get(self.cleaned_data.get("who", ""))


def _named(rows: dict[str, Attendance]) -> list[tuple[str, str]]:
    return [(key, f"{one.name}, {one.body}" if one.body else one.name) for key, one in rows.items()]
