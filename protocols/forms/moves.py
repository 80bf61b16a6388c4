"""What is asked before a version moves on: the dangerous acts, each with its own confirmation."""

from datetime import timedelta

from django import forms

from protocols.fields import GovDateField


def _long(label, *, required=True, rows=5, help_text="", max_length=500):
    return forms.CharField(
        label=label, required=required, max_length=max_length, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class ObjectedForm(forms.Form):
    """A form that also says what still stands against the act: `objections` are plain sentences."""

    def __init__(self, *args, objections=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.objections = objections

    def clean(self):
        for sentence in self.objections:
            self.add_error(None, sentence)


class ConsultForm(ObjectedForm):
    """Until when views are asked for."""

    ends_on = GovDateField(
        label="Last day for views", help_text="For example, 27 3 2026", missing="Enter the last day for views"
    )
    note = _long("What should the agencies look at?", required=False, help_text="Do not name people here.")

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].earliest = on + timedelta(days=1)


class SubmitForm(ObjectedForm):
    """Sending a draft to whoever approves it."""

    note = _long("Is there anything the board should know?", required=False)

    def __init__(self, *args, early_until=None, **kwargs):
        """`early_until`: views were asked for until that day and it has not passed, so going on takes a word why."""
        super().__init__(*args, **kwargs)
        if early_until is not None:
            self.fields["note"].required = True
            self.fields["note"].label = "Why does it go on before the last day for views?"


class SendBackForm(ObjectedForm):
    """Back to the author, with what has to change."""

    reason = _long("What has to change?", help_text="The author and everyone who was sent this version will read it.")


class ApproveForm(ObjectedForm):
    """The board's approval, which freezes the text."""

    confirm = forms.BooleanField(
        label="I have read this version, and I know that its text cannot be changed after this",
        error_messages={"required": "Tick the box when you have read this version"},
    )
    note = _long("Note for the agencies", required=False)


class SignForm(forms.Form):
    """A head of agency's signature, to the text as it is frozen."""

    interpretation = _long(
        "How does your agency read a clause?", required=False,
        help_text="Leave this empty unless your agency signs with its own reading. Everyone will see it.",
    )  # fmt: skip
    confirm = forms.BooleanField(
        label="I sign this version for my agency",
        error_messages={"required": "Tick the box to sign for your agency"},
    )


class RefuseForm(forms.Form):
    """Not signing, and why."""

    reason = _long(
        "Why does your agency not sign?", help_text="Everyone asked to sign, and the board, will be told this reason."
    )


class WithdrawForm(ObjectedForm):
    """Ending a version, and why."""

    reason = _long("Why is this version withdrawn?", help_text="Everyone who can see this version will be told.")
    confirm = forms.BooleanField(
        label="I know what withdrawing this version does",
        error_messages={"required": "Tick the box to withdraw this version"},
    )


class AmendForm(forms.Form):
    """Opening the next version."""

    number = forms.RegexField(
        r"^\d{1,3}(\.\d{1,3}){0,2}$", label="Number of the new version", max_length=12,
        error_messages={"invalid": "Enter a version number such as 2.0"},
    )  # fmt: skip
    change_summary = _long(
        "What will change, and why?",
        help_text="This goes into the change history. You can change it until the new version goes to signing.",
    )

    def __init__(self, *args, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_number(self):
        number = self.cleaned_data["number"]
        if number in self.taken:
            raise forms.ValidationError(f"There is a version {number} already. Choose another number.")
        return number
