"""On which day was a matter closed for one's own agency?"""

from django import forms

from protocols.fields import GovDateField


class CloseMatterForm(forms.Form):
    """A day between the sharing and today."""

    on = GovDateField(
        label="On which day was the matter closed for your agency?", help_text="For example, 27 3 2026",
        missing="Enter the day on which the matter was closed",
    )  # fmt: skip

    def __init__(self, *args, first, last, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].earliest, self.fields["on"].latest = first, last
