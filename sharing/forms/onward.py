"""What is asked when something another agency shared is to be passed on, when that agency answers, or is told afterwards?"""

from django import forms

from sharing.models import OnwardRequest

S, Kind = OnwardRequest.Status, OnwardRequest.Kind
NOT_HERE = "none"
OUTSIDE = "Somebody outside the partnership"


def _text(label, rows=4, **kwargs):
    length = kwargs.pop("max_length", 4000)
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class _OfTheirsForm(forms.Form):
    """Which of another agency's things it is: one of the records received, or in words. Not asked where `record` is known.

    `records` are those that can be chosen, `agencies` the others of the partnership.
    """

    disclosure = forms.ChoiceField(
        label="Which record is it from?",
        help_text="The latest that you can read of what your agency received. Of an older one, ask on its own page.",
        error_messages={"required": "Choose the record, or that it is not recorded here"},
    )  # fmt: skip
    owner_agency = forms.ChoiceField(
        label="If it is not recorded here: which agency does it belong to?", required=False
    )
    which = forms.CharField(
        label="If it is not recorded here: which of theirs is it?", required=False, max_length=300,
        help_text="For example, a letter of theirs and its day. Leave out names.",
    )  # fmt: skip

    def __init__(self, *args, records, agencies, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        self.records = {one.reference: one for one in records}
        self.agencies = {one.code: one for one in agencies}
        if record is not None:
            for name in ("disclosure", "owner_agency", "which"):
                del self.fields[name]
            return
        named = [(code, one.name) for code, one in self.agencies.items()]
        self.fields["disclosure"].choices = [
            ("", "Choose a record"), (NOT_HERE, "It is not recorded here"),
            *((reference, _record_words(one)) for reference, one in self.records.items()),
        ]  # fmt: skip
        self.fields["owner_agency"].choices = [("", "Choose an agency"), *named]

    def clean(self):
        data = super().clean()
        if self.record is None and data.get("disclosure") == NOT_HERE:
            if not data.get("owner_agency"):
                self.add_error("owner_agency", "Choose the agency that it belongs to")
            if not data.get("which"):
                self.add_error("which", "Say which of theirs it is")
        elif data.get("disclosure") and data.get("which"):
            self.add_error("which", "You chose a record: take this out, or choose “It is not recorded here”")
        return data

    def subject(self) -> dict:
        """What the action is told of it."""
        data = self.cleaned_data
        record = self.record or self.records.get(data["disclosure"])
        if record is not None:
            return {"disclosure": record}
        return {"owner_agency": self.agencies[data["owner_agency"]], "which": data["which"]}


class AskOwnerForm(_OfTheirsForm):
    """To give it to somebody else, or to use it for something else: what of it, to whom and why."""

    kind = forms.ChoiceField(
        label="What do you want to do with it?", choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want to do with it"},
    )  # fmt: skip
    to_agency = forms.ChoiceField(label="If you give it to somebody else: to which agency?", required=False)
    to_body = forms.CharField(
        label="If it goes to somebody outside the partnership: to which body?", required=False, max_length=200,
        help_text="For example, a contractor or a charity, and what they do for you.",
    )  # fmt: skip
    what = _text(
        "What of it?", 3, error_messages={"required": "Say what of it"},
        help_text="The parts that are needed, and no more. Leave out whoever it is about as far as you can.",
    )  # fmt: skip
    why = _text(
        "Why?", error_messages={"required": "Say why"},
        help_text="What it is for, and what would happen without it. The agency that it belongs to reads this.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(code, one.name) for code, one in self.agencies.items()]
        self.fields["to_agency"].choices = [("", OUTSIDE), *named]

    def clean(self):
        data = super().clean()
        to_agency, to_body = data.get("to_agency"), data.get("to_body")
        if data.get("kind") == Kind.PASS_ON:
            if not to_agency and not to_body:
                self.add_error("to_body", "Say to whom it goes: an agency, or a body outside")
            elif to_agency and to_agency == self._owner_code():
                self.add_error("to_agency", "It belongs to this agency. Choose somebody else")
            elif to_agency and to_body:
                self.add_error("to_body", "Choose an agency or name a body outside, not both. Ask for each by itself")
        elif data.get("kind") and (typed := [name for name in ("to_agency", "to_body") if self._typed(name)]):
            self.add_error(typed[0], "Your own use gives it to nobody: take this out, or choose “Give it to somebody else”")
        return data

    def _typed(self, name) -> bool:
        """Did somebody put that there, and not the questions from which it is asked?"""
        return bool(self.cleaned_data.get(name)) and name in self.changed_data

    def _owner_code(self) -> str:
        """Whose it is, as far as that is chosen."""
        record = self.record or self.records.get(self.cleaned_data.get("disclosure"))
        return record.agency.code if record else self.cleaned_data.get("owner_agency", "")

    def asked(self) -> dict:
        """What the action is given."""
        data = self.cleaned_data
        chosen = {name: data[name] for name in ("kind", "what", "why", "to_body")}
        return {**self.subject(), **chosen, "to_agency": self.agencies.get(data["to_agency"])}


class TellOwnerForm(_OfTheirsForm):
    """What was passed on without asking, to whom, why it could not wait, and what allowed that."""

    to_body = forms.CharField(
        label="To whom was it passed on?", max_length=200, error_messages={"required": "Say to whom it was passed on"},
        help_text="The agency or body, not a person’s name.",
    )  # fmt: skip
    what = _text("What was passed on?", 3, error_messages={"required": "Say what was passed on"})
    cannot_wait = forms.ChoiceField(
        label="Why could it not wait?", choices=OnwardRequest.CannotWait.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose why it could not wait"},
    )  # fmt: skip
    provision = forms.CharField(
        label="Under which law or order?", max_length=300,
        help_text="For example, the Act and section, or the court and the day of its order. Where life was at risk, say so.",
        error_messages={"required": "Say under which law or order"},
    )  # fmt: skip
    why = _text(
        "What happened?", error_messages={"required": "Say what happened"},
        help_text="In two or three sentences. The agency that it belongs to reads this.",
    )  # fmt: skip

    def told(self) -> dict:
        """What the action is given."""
        data = self.cleaned_data
        return {
            **self.subject(),
            **{name: data[name] for name in ("to_body", "what", "cannot_wait", "provision", "why")},
        }


class AnswerOnwardForm(forms.Form):
    """Whether one agrees, on which conditions, or why not."""

    outcome = forms.ChoiceField(
        label="Do you agree?", widget=forms.RadioSelect, error_messages={"required": "Choose whether you agree"},
        choices=[(S.GRANTED, "Yes"), (S.CONDITIONS, "Yes, on conditions"), (S.REFUSED, "No")],
    )  # fmt: skip
    conditions = _text(
        "If you agree on conditions: which?", 3, required=False, max_length=500,
        help_text="They go with the copy. For example: only these parts, only this person, destroyed by a day.",
    )  # fmt: skip
    why = _text("Why, or why not?", 3, required=False, help_text="Needed if you do not agree. Both agencies read this.")

    def clean(self):
        data = super().clean()
        outcome, conditions = data.get("outcome"), data.get("conditions")
        if outcome == S.CONDITIONS and not conditions and "conditions" not in self.errors:
            self.add_error("conditions", "Say on which conditions you agree")
        if outcome == S.REFUSED and not data.get("why") and "why" not in self.errors:
            self.add_error("why", "Say why you do not agree")
        if conditions and (outcome == S.GRANTED or outcome == S.REFUSED):
            self.add_error("outcome", "You have set conditions: choose “Yes, on conditions”, or take them out")
        return data


class WithdrawOnwardForm(forms.Form):
    """No longer needed, and why."""

    reason = forms.CharField(
        label="Why is it no longer needed?", required=False, max_length=500,
        help_text="Both agencies read this. Do not name people here.", widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    confirm = forms.BooleanField(
        label="We no longer need an answer", error_messages={"required": "Tick the box to withdraw it"}
    )


class GiveUpForm(forms.Form):
    """Of questions that are given up: what was asked from them and is not answered, where this member may withdraw it."""

    withdraw = forms.MultipleChoiceField(
        label="Withdraw what was asked?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="It can still be answered if you leave it.",
    )  # fmt: skip

    def __init__(self, *args, mine, **kwargs):
        super().__init__(*args, **kwargs)
        self.mine = {one.reference: one for one in mine}
        if not mine:
            del self.fields["withdraw"]
            return
        self.fields["withdraw"].choices = [
            (reference, f"Withdraw {reference}, asked of {one.owner_agency}") for reference, one in self.mine.items()
        ]

    def clean(self):
        if set(self.data.getlist("withdraw")) - set(self.mine):
            self.errors.pop("withdraw", None)
            self.add_error(None, "What you want to withdraw was answered, or withdrawn, since you opened the page")
        return self.cleaned_data

    def withdrawn(self) -> list[OnwardRequest]:
        """What the action is given."""
        return [self.mine[reference] for reference in self.cleaned_data.get("withdraw", ())]


def _record_words(record) -> str:
    day = record.shared_at
    return f"{record.reference}, {record.agency}, {day.day} {day:%B %Y}"
