"""What is asked to plan a meeting, to answer an invitation to one, to give parts, and to end it?"""

from datetime import datetime

from django import forms
from django.utils.text import capfirst

from protocols.catalogue.clocks import LONDON
from protocols.fields import GovDateField
from sharing.checklist.forms import TIMES
from sharing.models import Meeting, MeetingPart, MeetingParty
from sharing.rules import meetings as rules
from sharing.rules.minutes import DAYS

_CHOOSE = [("", "Choose")]
_CONFIRM = {"required": "Tick the box to go on"}


def _day() -> GovDateField:
    return GovDateField(label="Day", help_text="For example, 27 3 2026", missing="Enter the day of the meeting")


def _time() -> forms.TimeField:
    return forms.TimeField(
        label="Time", input_formats=TIMES, help_text="For example, 10:00 or 2pm", widget=forms.TextInput,
        error_messages={"required": "Enter the time at which it begins", "invalid": "Enter a time, such as 10:00 or 2pm"},
    )  # fmt: skip


class PlanMeetingForm(forms.Form):
    """A meeting that one's agency holds. `versions` may govern it; `agencies` may be asked to it."""

    name = forms.CharField(
        label="What is the meeting called?", max_length=200, help_text="It is printed on the sheet. Do not name people.",
        error_messages={"required": "Enter what the meeting is called"},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What kind of meeting is it?", widget=forms.RadioSelect,
        choices=[(value, capfirst(label)) for value, label in Meeting.Kind.choices],
        error_messages={"required": "Choose what kind of meeting it is"},
    )  # fmt: skip
    personal = forms.ChoiceField(
        label="Will information about people be shared in it?", choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect, initial="yes", error_messages={"required": "Say whether people will be spoken of"},
    )  # fmt: skip
    held_on, held_at = _day(), _time()
    place = forms.CharField(
        label="Where is it held?", max_length=200, help_text="A room, or “video call”.",
        error_messages={"required": "Enter where it is held"},
    )  # fmt: skip
    protocol = forms.ChoiceField(label="Under which protocol?", required=False)
    procedure = forms.ChoiceField(label="Under which procedure for this kind of meeting?", required=False)
    no_protocol_reason = forms.CharField(
        label="If under none of them, why?", required=False, max_length=300,
        help_text="A meeting needs no protocol. A few words say why there is none.",
    )  # fmt: skip
    invited = forms.MultipleChoiceField(
        label="Which agencies do you ask to it?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, agencies, versions, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {one.code: one for one in agencies}
        self.versions = {str(one.pk): one for one in versions}
        self.fields["invited"].choices = [(code, one.name) for code, one in self.agencies.items()]
        for name, wanted in (("protocol", False), ("procedure", True)):
            offered = [(key, str(one)) for key, one in self.versions.items() if rules.is_procedure(one) == wanted]
            self.fields[name].choices = [("", "None"), *offered]
        self.fields["held_on"].earliest = on

    def clean(self):
        cleaned = super().clean()
        for name in ("protocol", "procedure"):
            version = self.versions.get(cleaned.get(name, ""))
            if version and not rules.may_govern(version, cleaned.get("kind", "")):
                title = version.protocol.title
                self.add_error(name, f"{title} does not cover public protection meetings. Choose another, or none")
        if not cleaned.get("protocol") and not cleaned.get("procedure") and not cleaned.get("no_protocol_reason"):
            self.add_error("no_protocol_reason", "Choose what governs it, or say why nothing does")
        return cleaned

    def planned(self) -> dict:
        """What the action takes."""
        said = dict(self.cleaned_data)
        moment = datetime.combine(said.pop("held_on"), said["held_at"], tzinfo=LONDON)
        return {
            **said, "held_at": moment, "personal": said["personal"] == "yes",
            "protocol": self.versions.get(said["protocol"]), "procedure": self.versions.get(said["procedure"]),
            "invited": [self.agencies[code] for code in said["invited"]],
        }  # fmt: skip


class InviteForm(forms.Form):
    agencies = forms.MultipleChoiceField(
        label="Which agencies do you ask to it?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the agencies that you ask to it"},
    )  # fmt: skip

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {one.code: one for one in agencies}
        self.fields["agencies"].choices = [(code, one.name) for code, one in self.offered.items()]

    def chosen(self) -> list:
        return [self.offered[code] for code in self.cleaned_data["agencies"]]


class ReplyForm(forms.Form):
    reply = forms.ChoiceField(
        label="What do you answer for your agency?", widget=forms.RadioSelect,
        choices=[(value, capfirst(label)) for value, label in MeetingParty.Reply.choices if value],
        error_messages={"required": "Choose what you answer for your agency"},
    )  # fmt: skip
    note = forms.CharField(
        label="Is there anything the chair should know?", required=False, max_length=300,
        help_text="Every agency asked to it can read this. Do not name the people to be spoken of.",
    )  # fmt: skip
    # The time that is answered: somebody may move the meeting while the page is open.
    held_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_at"].initial = meeting.held_at.isoformat()


class NamePartForm(forms.Form):
    """A part for a member, or for somebody without an account by name."""

    part = forms.ChoiceField(
        label="Which part do they play?", widget=forms.RadioSelect,
        choices=[(value, label.capitalize()) for value, label in MeetingPart.Part.choices],
        error_messages={"required": "Choose which part they play"},
    )  # fmt: skip
    member = forms.ChoiceField(label="Somebody who signs in here", required=False)
    name = forms.CharField(label="Or somebody who does not: their name", required=False, max_length=120)
    body = forms.CharField(label="The body they come from", required=False, max_length=120)
    why = forms.CharField(
        label="Why are they there?", required=False, max_length=200,
        help_text="For an observer, why and which items. For a helper, for whom and in which language.",
    )  # fmt: skip
    undertaken = forms.BooleanField(label="They have given the undertaking of their part, in my presence", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, f"{one.named}, {one.agency}") for key, one in self.people.items()]
        self.fields["member"].choices = [*_CHOOSE, *named]

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("member")) == bool(cleaned.get("name")):
            self.add_error("member", "Choose one person, or write the name of somebody who does not sign in here")
        return cleaned

    def given(self) -> dict:
        return {**self.cleaned_data, "member": self.people.get(self.cleaned_data["member"])}


class MoveMeetingForm(forms.Form):
    """Another day, time or place. `meeting` says where it stands now, `at` is the present moment."""

    held_on, held_at = _day(), _time()
    place = forms.CharField(
        label="Where is it held?", max_length=200, error_messages={"required": "Enter where it is held"}
    )
    reason = forms.CharField(
        label="Why is it moved?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody at the meeting can read this. Do not name people.",
        error_messages={"required": "Say why it is moved"},
    )  # fmt: skip

    def __init__(self, *args, meeting, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting, self.at = meeting, at
        self.fields["held_on"].earliest = at.astimezone(LONDON).date()

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("held_on") and cleaned.get("held_at"):
            moment = datetime.combine(cleaned["held_on"], cleaned["held_at"], tzinfo=LONDON)
            if moment <= self.at:
                self.add_error("held_at", "Choose a time that is still to come")
            elif (moment, cleaned.get("place")) == (self.meeting.held_at, self.meeting.place):
                self.add_error("held_on", "This is when and where it is held already. Change the day, the time or the place")
        return cleaned

    def moved(self) -> dict:
        said = dict(self.cleaned_data)
        said["held_at"] = datetime.combine(said.pop("held_on"), said["held_at"], tzinfo=LONDON)
        return said


class CancelMeetingForm(forms.Form):
    reason = forms.CharField(
        label="Why does it not take place?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it does not take place"},
    )  # fmt: skip
    confirm = forms.BooleanField(label="I cancel this meeting", error_messages=_CONFIRM)


class CloseMeetingForm(forms.Form):
    """How did people sign? A meeting without a sheet is valid, and says why (TR-09)."""

    sheet = forms.ChoiceField(
        label="Was a signing-in sheet used?", widget=forms.RadioSelect,
        choices=[
            (Meeting.Sheet.ELECTRONIC, "Yes, people signed in this service"),
            (Meeting.Sheet.PAPER, "Yes, people signed on paper"),
            (Meeting.Sheet.NOT_USED, "No"),
        ],
        error_messages={"required": "Say whether a signing-in sheet was used"},
    )  # fmt: skip
    sheet_kept_at = forms.CharField(
        label="Where is the paper sheet, or its scan, kept?", required=False, max_length=200,
        help_text="If you do not know yet, the chair is asked later.",
    )  # fmt: skip
    sheet_reason = forms.CharField(
        label="Why was none used?", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    confirm = forms.BooleanField(label="Everybody has left, and the meeting is over", error_messages=_CONFIRM)

    def __init__(self, *args, signed, **kwargs):
        super().__init__(*args, **kwargs)
        self.signed = signed

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("sheet") == Meeting.Sheet.NOT_USED:
            if self.signed:
                self.add_error("sheet", "Somebody has signed the sheet, so it was used")
            elif not cleaned.get("sheet_reason"):
                self.add_error("sheet_reason", "Say why no sheet was used")
        return cleaned

    def ended(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "confirm"}


class AgreeMinutesForm(forms.Form):
    confirm = forms.BooleanField(label="The minutes are agreed", error_messages=_CONFIRM)


class SendMinutesForm(forms.Form):
    """What everybody may be told, and for how long the rest can be read."""

    summary = forms.CharField(
        label="What may every agency be told, and somebody outside who asks?", max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}), help_text="How many cases, what was agreed in general. Do not name people.",
        error_messages={"required": "Write what everybody may be told"},
    )  # fmt: skip
    days = forms.ChoiceField(
        label="For how long can the minutes be read?", widget=forms.RadioSelect, initial="14",
        choices=[(str(days), f"{days} days") for days in DAYS], error_messages={"required": "Choose for how long"},
    )  # fmt: skip

    def sent(self) -> dict:
        return {"summary": self.cleaned_data["summary"], "days": int(self.cleaned_data["days"])}


class CustodyForm(forms.Form):
    """Who keeps the sheet from now on, and where."""

    to = forms.ChoiceField(label="Who keeps the sheet?", required=False)
    kept_at = forms.CharField(label="Where is the paper sheet, or its scan, kept?", required=False, max_length=200)
    reason = forms.CharField(label="Why does it pass on?", required=False, max_length=300)

    def __init__(self, *args, people, host, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, f"{one.named}, {one.agency}") for key, one in self.people.items()]
        self.fields["to"].choices = [("", f"{host}, nobody by name"), *named]

    def handed(self) -> dict:
        return {**self.cleaned_data, "to": self.people.get(self.cleaned_data["to"])}
