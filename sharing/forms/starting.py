"""What is asked before the questions: what somebody wants to do, or whether it has happened already."""

from django import forms

from sharing.checklist import page


class StartForm(forms.Form):
    """The first question (CL-S1): it decides who answers what, before or after."""

    want = forms.ChoiceField(
        label=page("S1").title, help_text=page("S1").hint, widget=forms.RadioSelect,
        choices=[(choice.value, choice.label) for choice in page("S1").field("want").choices],
        error_messages={"required": "Select what you want to do"},
    )  # fmt: skip


class TenseForm(forms.Form):
    """Has it been shared already? Both are fine; only the wording differs."""

    tense = forms.ChoiceField(
        label="Have you shared it already?", widget=forms.RadioSelect, initial="before",
        choices=[("before", "No, not yet"), ("after", "Yes, and I am recording it now")],
        error_messages={"required": "Select whether you have shared it already"},
    )  # fmt: skip
