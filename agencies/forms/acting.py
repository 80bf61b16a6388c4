"""Choosing as whom to act."""

from django import forms


class ActingForm(forms.Form):
    """Which of one's own memberships in this partnership."""

    membership = forms.ChoiceField(label="Who are you acting as?", widget=forms.RadioSelect)

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [(str(one.pk), f"{one.job_title}, {one.agency}") for one in memberships]
