"""What is asked when a protocol is brought in from a file: the file, what was recognised, and where it goes."""

from django import forms
from django.conf import settings

from protocols.fields import GovDateField
from protocols.forms.drafting import NUMBER, PlacedForm
from protocols.models import Protocol

MOST_BYTES = 20_000_000
TOO_BIG = "The file must be smaller than 20 MB"


class ReadFileForm(forms.Form):
    """The file of an existing protocol."""

    file = forms.FileField(
        label="The protocol as a file", max_length=255,
        help_text="A Word document (.docx), a text file (.txt) or a Markdown file (.md), up to 20 MB.",
    )  # fmt: skip

    def __init__(self, *args, sent_bytes=0, **kwargs):
        """`sent_bytes` is how much came with the request; a file beyond the limit never reaches the form."""
        super().__init__(*args, **kwargs)
        if sent_bytes > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.fields["file"].error_messages["required"] = TOO_BIG

    def clean_file(self):
        found = self.cleaned_data["file"]
        if found.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return found


class CorrectReadingForm(forms.Form):
    """The title and the dates, as they were read or as they should be."""

    title = forms.CharField(label="Title", max_length=300, error_messages={"required": "Enter the title of the protocol"})
    commissioned_by = forms.CharField(label="Who commissioned it?", required=False, max_length=200)
    effective_date = GovDateField(
        label="Date on which it takes or took effect", required=False, help_text="For example, 18 12 2013"
    )
    review_months = forms.IntegerField(label="Months until it is reviewed", required=False, min_value=1, max_value=120)


NEW, NEXT = "new", "next"


class SaveReadingForm(PlacedForm):
    """As what is it saved: a protocol of its own, or the next version of one that is here already?"""

    saved_as = forms.ChoiceField(
        label="What does it become?", choices=((NEW, "A new protocol"), (NEXT, "The next version of a protocol here")),
        widget=forms.RadioSelect, initial=NEW,
    )  # fmt: skip
    protocol = forms.ChoiceField(label="Of which protocol?", required=False)
    number = forms.RegexField(
        NUMBER, label="Number of the version", max_length=12, initial="1.0",
        error_messages={"invalid": "Enter a version number such as 1.0"},
    )  # fmt: skip
    field_order = ("saved_as", "protocol", "reference", "tier", "parent", "commissioned_by", "number")

    def __init__(self, *args, taken=frozenset(), **kwargs):
        """`taken` holds (protocol key, version number) of what exists."""
        super().__init__(*args, **kwargs)
        self.taken = taken
        known = [(key, f"{one.reference} {one.title}") for key, one in self.protocols.items()]
        self.fields["protocol"].choices = [("", "Choose a protocol"), *known]
        if self.data.get("saved_as") == NEXT:
            # What places a new protocol is not asked of a next version.
            self.fields["reference"].required = False
            self.fields["tier"].required = False

    def clean_reference(self):
        return super().clean_reference() if self.cleaned_data.get("saved_as") != NEXT else ""

    def clean_protocol(self):
        return self.protocols.get(self.cleaned_data["protocol"])

    def clean(self):
        data = self.cleaned_data
        if data.get("saved_as") == NEXT:
            if "protocol" in data and data["protocol"] is None:
                self.add_error("protocol", "Choose the protocol of which this is the next version")
            elif data.get("protocol") and (str(data["protocol"].pk), data.get("number")) in self.taken:
                self.add_error("number", f"There is a version {data['number']} already. Choose another number")
            return
        super().clean()

    def placed(self) -> dict:
        """The arguments that say where it goes."""
        data = self.cleaned_data
        if data["saved_as"] == NEXT:
            return {"protocol": data["protocol"], "number": data["number"]}
        return {
            "reference": data["reference"], "tier": data["tier"] or Protocol.Tier.PROTOCOL, "parent": data["parent"],
            "number": data["number"], "commissioned_by": data["commissioned_by"],
        }  # fmt: skip
