"""What is asked of whoever undoes a naming in a meeting, or takes an item off its agenda?"""

from django import forms


class UndoForm(forms.Form):
    reason = forms.CharField(
        label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who plays a part or was in the room can read this. Do not name people.",
        error_messages={"required": "Say why"},
    )  # fmt: skip


class TakeOffForm(UndoForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Everybody who sees the item can read this. Do not name people."
