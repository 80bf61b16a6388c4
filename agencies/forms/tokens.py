"""What is asked when somebody lets a program act for them?"""

from django import forms
from django.utils.text import capfirst

from agencies.models import ApiToken

DAYS = (("30", "30 days"), ("90", "90 days"), ("180", "180 days"), ("365", "A year"))


class MakeTokenForm(forms.Form):
    """What it is for, as whom it acts, what it may do, and until when."""

    name = forms.CharField(
        label="What will use it?", max_length=60, help_text="For example: housing case system.",
        error_messages={"required": "Say what will use it"},
    )  # fmt: skip
    membership = forms.ChoiceField(
        label="As whom will it act?", widget=forms.RadioSelect,
        help_text="It can see and do what you can in this part, and no more. What it does is recorded as done by you.",
        error_messages={"required": "Choose as whom it acts"},
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label="What may it do?", widget=forms.CheckboxSelectMultiple, help_text="Choose only what it needs.",
        choices=[(value, capfirst(label)) for value, label in ApiToken.Scope.choices],
        error_messages={"required": "Choose what it may do"},
    )  # fmt: skip
    days = forms.ChoiceField(
        label="How long will it work?", choices=DAYS, initial="90", widget=forms.RadioSelect,
        error_messages={"required": "Choose how long it works"},
    )  # fmt: skip

    def __init__(self, *args, memberships, **kwargs):
        """`memberships` are one's own, each with what it is called."""
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [(str(one.pk), words) for one, words in memberships]
        if len(memberships) == 1:
            self.fields["membership"].initial = str(memberships[0][0].pk)
