"""What is asked when somebody wants advice, gives it, or says what was made of it?"""

from django import forms

from sharing.models import Advice
from sharing.rules import advises_as


def _text(label, rows=6, **kwargs):
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class AskAdviserForm(forms.Form):
    """Whom, and what. `advisers` are the memberships that can be asked."""

    adviser = forms.ChoiceField(
        label="Whom do you ask?", widget=forms.RadioSelect, error_messages={"required": "Choose whom you ask"}
    )
    question = _text(
        "What do you want advice on?", error_messages={"required": "Say what you want advice on"},
        help_text="Say what they need to know to answer, and leave out whoever it is about: they read this and nothing else.",
    )  # fmt: skip

    def __init__(self, *args, advisers, **kwargs):
        super().__init__(*args, **kwargs)
        self.advisers = {str(one.pk): one for one in advisers}
        self.fields["adviser"].choices = [
            (key, ", ".join(filter(None, (one.named, advises_as(one))))) for key, one in self.advisers.items()
        ]

    def clean_adviser(self):
        return self.advisers[self.cleaned_data["adviser"]]


class AdviseForm(forms.Form):
    """The advice."""

    words = _text(
        "What do you advise?", 8, error_messages={"required": "Write down what you advise"},
        help_text="And why: which rule, which risk, what would make it right.",
    )  # fmt: skip


class SayFollowedForm(forms.Form):
    """What was made of it."""

    followed = forms.ChoiceField(
        label="Was the advice followed?", widget=forms.RadioSelect, choices=Advice.Followed.choices,
        error_messages={"required": "Say whether the advice was followed"},
    )  # fmt: skip
    why = _text("Why was it not followed, or not all of it?", 3, required=False, help_text="Leave this empty if it was.")

    def clean(self):
        data = super().clean()
        if data.get("followed", Advice.Followed.YES) != Advice.Followed.YES and not data.get("why"):
            self.add_error("why", "Say why it was not followed, or not all of it")
        return data
