"""How is a request answered: all, part or none of it, why, and what instead?"""

from django import forms

from protocols.catalogue.refusals import only_lacks_agreement
from sharing import rules
from sharing.models import Decision

Outcome = Decision.Outcome


def _long(label, help_text="", max_length=1000, rows=3):
    return forms.CharField(
        label=label,
        required=False,
        max_length=max_length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DecideForm(forms.Form):
    """The five fields of a refusal are asked only where something is not given; the asker reads all of them."""

    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (Outcome.GRANTED, "Share all of it"),
            (Outcome.PART, "Share part of it"),
            (Outcome.REFUSED, "Share none of it"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to share all of it, part of it or none"},
    )
    not_given = _long("What are you not giving?", "Name kinds of information, not people.", max_length=500, rows=2)
    reason_code = forms.ChoiceField(
        label="Why?", required=False, choices=list(rules.REFUSAL_REASONS.items()), widget=forms.RadioSelect
    )
    reason = _long("The reason in your own words")
    effect_of_not_sharing = _long(
        "What could happen if it is not shared?",
        "Think of it from their side: who could be hurt, and what could go undone.",
    )
    offered_instead = _long(
        "What can you offer instead?", "Less detail, figures without names, a conversation, another agency."
    )
    whom_to_ring = forms.CharField(
        label="Who is there to ring about this?",
        required=False,
        max_length=200,
        help_text="A name or a desk, and a number.",
    )

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome in (Outcome.PART, Outcome.REFUSED):
            if not cleaned.get("reason_code") and "reason_code" not in self.errors:
                self.add_error("reason_code", "Choose the reason for not giving all of it")
            if outcome == Outcome.PART and not cleaned.get("not_given"):
                self.add_error("not_given", "Say what you are not giving")
            self._other_reason(cleaned)
        return cleaned

    def _other_reason(self, cleaned):
        if cleaned.get("reason_code") != "other":
            return
        words = cleaned.get("reason", "")
        if not words:
            self.add_error("reason", "Say what the other reason is")
        elif only_lacks_agreement(words):
            # That no agreement covers it is never a reason by itself (TR-01).
            self.add_error(
                "reason", "The lack of a protocol is not a reason by itself. Say what stands against giving it"
            )

    def decision(self) -> dict:
        """What the action takes; when all is given, what was typed about not giving is left out."""
        said = dict(self.cleaned_data)
        if said["outcome"] == Outcome.GRANTED:
            return {"outcome": Outcome.GRANTED, "whom_to_ring": said["whom_to_ring"]}
        return said
