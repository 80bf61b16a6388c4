"""What is asked while a version is drawn up: its place in the tree, its dates, its agencies and its facts."""

from django import forms
from django.utils.text import capfirst

from protocols.catalogue import channels, law, markings
from protocols.fields import GovDateField
from protocols.models import DataItem, Protocol

# These stand where a reference would, so no protocol may be called by them.
RESERVED = frozenset({"draft_protocol", "read_file", "readings"})
NOT_A_PARTY, SIGNATORY, REQUIRED, CONSULTEE = "", "signatory", "required", "consultee"
PLACES = (
    (NOT_A_PARTY, "Not part of this version"),
    (SIGNATORY, "Asked to sign"),
    (REQUIRED, "Asked to sign, as a body that is required to"),
    (CONSULTEE, "Asked for its view only"),
)
TIERS = [(value, words.capitalize()) for value, words in Protocol.Tier.choices]
NUMBER = r"^\d{1,3}(\.\d{1,3}){0,2}$"


class PlacedForm(forms.Form):
    """Where a protocol stands: reference, tier, and what it stands under."""

    reference = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$", label="Reference", max_length=30, required=False,
        help_text="Short enough to say aloud, for example NM-P-07. Leave it empty to be given the next number.",
        error_messages={"invalid": "The reference may have letters, numbers, full stops and hyphens only"},
    )  # fmt: skip
    tier = forms.TypedChoiceField(
        label="What kind of document is it?", coerce=int, choices=TIERS, widget=forms.RadioSelect,
        initial=Protocol.Tier.PROTOCOL,
    )  # fmt: skip
    parent = forms.ChoiceField(
        label="Which document does it stand under?", required=False,
        help_text="A protocol stands under a charter, an operating procedure under a protocol.",
    )  # fmt: skip
    commissioned_by = forms.CharField(label="Who commissioned it?", required=False, max_length=200)

    def __init__(self, *args, protocols, **kwargs):
        """`protocols` are those the member can see: a reference is taken, or may be the parent."""
        super().__init__(*args, **kwargs)
        self.protocols = {str(one.pk): one for one in protocols}
        known = [(key, f"{one.reference} {one.title}") for key, one in self.protocols.items()]
        self.fields["parent"].choices = [("", "None"), *known]

    def clean_reference(self):
        reference = self.cleaned_data.get("reference", "")
        if reference.lower() in RESERVED:
            raise forms.ValidationError("This word is kept for the service. Choose another reference.")
        if reference in {one.reference for one in self.protocols.values()}:
            raise forms.ValidationError(f"{reference} is the reference of another protocol. Choose another.")
        return reference

    def clean_parent(self):
        return self.protocols.get(self.cleaned_data["parent"])

    def clean(self):
        tier, parent = self.cleaned_data.get("tier"), self.cleaned_data.get("parent")
        if tier and parent and parent.tier >= tier:
            self.add_error("parent", "Choose a document of a higher tier, or none")


class DraftProtocolForm(PlacedForm):
    """Beginning a protocol from nothing."""

    title = forms.CharField(label="Title", max_length=300, error_messages={"required": "Enter the title of the protocol"})
    no_parent_reason = forms.CharField(
        label="If it stands under nothing, why?", required=False, max_length=300,
        help_text="A protocol without a charter is possible, and says why.",
    )  # fmt: skip
    minimum_signatures = forms.IntegerField(
        label="How many signatures bring it into force?", min_value=1, max_value=500, initial=2,
        help_text="It then counts between those who have signed. Others can join later.",
    )  # fmt: skip
    number = forms.RegexField(
        NUMBER, label="Number of the first version", max_length=12, initial="1.0",
        error_messages={"invalid": "Enter a version number such as 1.0"},
    )  # fmt: skip
    field_order = ("title", "reference", "tier", "parent", "no_parent_reason")

    def clean(self):
        super().clean()
        data = self.cleaned_data
        needs_one = data.get("tier") in (Protocol.Tier.PROTOCOL, Protocol.Tier.PROCEDURE)
        if needs_one and "parent" in data and not data["parent"] and not data.get("no_parent_reason"):
            self.add_error("no_parent_reason", "Choose the document it stands under, or say why there is none")


class StartVersionForm(forms.Form):
    """Beginning a version of a protocol that has none under way."""

    number = forms.RegexField(
        NUMBER, label="Number of the version", max_length=12,
        error_messages={"invalid": "Enter a version number such as 1.0"},
    )  # fmt: skip


class EditDetailsForm(forms.Form):
    """The dates, the marking, the ways of sending and the keeping."""

    effective_on = GovDateField(
        label="Common date on which it takes effect", required=False, help_text="For example, 1 4 2026"
    )
    review_months = forms.IntegerField(
        label="Months until it is reviewed", required=False, min_value=1, max_value=120,
        help_text="Counted from the common date. The review date does not move when an agency joins later.",
    )  # fmt: skip
    change_summary = forms.CharField(
        label="What does this version change?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One or two sentences for the change history.",
    )  # fmt: skip
    marked = forms.ChoiceField(
        label="How is what is shared under it marked?", help_text="The usual level. Each disclosure can have its own."
    )
    channels = forms.MultipleChoiceField(
        label="How may information be sent?", required=False, widget=forms.CheckboxSelectMultiple
    )
    retention = forms.CharField(
        label="How long is it kept?", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Each agency keeps its own schedule. Say here what all have agreed.",
    )  # fmt: skip

    def __init__(self, *args, version, on, **kwargs):
        held = f"{version.marking_scheme}|{version.marking}"
        kwargs.setdefault("initial", {
            "effective_on": version.effective_on, "review_months": version.review_months, "marked": held,
            "change_summary": version.change_summary, "channels": version.channels, "retention": version.retention,
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        schemes = {markings.scheme_on(on).code: None, "UNMARKED": None, version.marking_scheme: None}
        self.fields["marked"].choices = [
            (f"{code}|{level.code}", f"{level.code} ({markings.scheme(code).name})")
            for code in schemes
            for level in markings.levels_offered(code)
        ]
        offered = {row.code: row.label for row in channels.channels_offered()}
        kept = {code: channels.channels()[code].label for code in version.channels if code in channels.channels()}
        self.fields["channels"].choices = [*{**offered, **kept}.items()]

    def facts(self) -> dict:
        """What was typed, under the names of the version's own fields."""
        told = dict(self.cleaned_data)
        told["marking_scheme"], told["marking"] = told.pop("marked").split("|", 1)
        return told


class NamePartiesForm(forms.Form):
    """For every agency of the partnership: is it asked to sign, asked for its view, or not part of it?"""

    def __init__(self, *args, agencies, parties, only_add=False, **kwargs):
        """`agencies` with their capacities prefetched; `parties` those the version has now.

        `only_add`: the text is out for signing, so agencies can join and none can be taken out.
        """
        super().__init__(*args, **kwargs)
        self.agencies = list(agencies)
        self.held = held = {party.agency_id: party for party in parties}
        for agency in self.agencies:
            capacities = [row.capacity for row in agency.capacities.all()]
            place = _place(held.get(agency.pk))
            fixed = only_add and place in (SIGNATORY, REQUIRED)
            self.fields[f"place_{agency.pk}"] = forms.ChoiceField(
                label=agency.name, choices=PLACES[1:3] if fixed else PLACES, required=False, initial=place,
                help_text=capfirst(", ".join(capacities)),
            )  # fmt: skip

    def clean(self):
        chosen = [self.cleaned_data.get(f"place_{agency.pk}") for agency in self.agencies]
        if not self.errors and not {SIGNATORY, REQUIRED} & set(chosen):
            self.add_error(None, "Choose at least one agency that is asked to sign")

    def signatories(self) -> list[tuple]:
        """(agency, whether it is required, in which capacity) of those asked to sign."""
        chosen = [(agency, self.cleaned_data[f"place_{agency.pk}"]) for agency in self.agencies]
        return [
            (agency, place == REQUIRED, self._capacity(agency))
            for agency, place in chosen
            if place in (SIGNATORY, REQUIRED)
        ]

    def _capacity(self, agency) -> str:
        """The capacity in which it was named before, or the first that it has."""
        if agency.pk in self.held and self.held[agency.pk].capacity:
            return self.held[agency.pk].capacity
        return next((row.capacity for row in agency.capacities.all()), "")

    def consultees(self) -> list:
        return [agency for agency in self.agencies if self.cleaned_data[f"place_{agency.pk}"] == CONSULTEE]


def _place(party):
    if party is None or party.part in ("drafter", "reader"):
        return NOT_A_PARTY
    if party.part == "consultee":
        return CONSULTEE
    return REQUIRED if party.is_required else SIGNATORY


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _short_lines(longest):
    def check(value):
        for line in _lines(value):
            if len(line) > longest:
                raise forms.ValidationError(f"“{line[:40]}…” is too long: {longest} characters at most on a line")

    return check


class NameFactsForm(forms.Form):
    """For what may be shared, which kinds of information, and under which law."""

    purposes = forms.CharField(
        label="For what may information be shared?", required=False, help_text="One purpose on each line.",
        widget=forms.Textarea(attrs={"rows": 6}), validators=[_short_lines(300)],
    )  # fmt: skip

    def __init__(self, *args, version, on, **kwargs):
        super().__init__(*args, **kwargs)
        items = list(version.data_items.all())
        self.fields["purposes"].initial = "\n".join(purpose.words for purpose in version.purposes.all())
        for kind, words in DataItem.Kind.choices:
            self.fields[f"items_{kind}"] = forms.CharField(
                label=f"Information {words}" if kind == DataItem.Kind.PERSONAL else words.capitalize(), required=False,
                widget=forms.Textarea(attrs={"rows": 4}), validators=[_short_lines(200)], help_text="One on each line.",
                initial="\n".join(item.label for item in items if item.kind == kind),
            )  # fmt: skip
        self.notes = {row.code: row.note for row in version.provisions.all()}
        chosen = set(self.notes)
        self.law_fields = []
        for kind, words in law.KINDS.items():
            rows = [
                row for row in law.catalogue().values()
                if row.kind == kind and ((row.selectable and law.in_force(row, on)) or row.code in chosen)
            ]  # fmt: skip
            if rows:
                name = f"law_{kind.replace('-', '_')}"
                self.law_fields.append(name)
                self.fields[name] = forms.MultipleChoiceField(
                    label=words, required=False, widget=forms.CheckboxSelectMultiple,
                    choices=[(row.code, f"{row.label} ({row.citation})") for row in rows],
                    initial=[row.code for row in rows if row.code in chosen],
                )  # fmt: skip

    def purposes_named(self) -> list[str]:
        return _lines(self.cleaned_data["purposes"])

    def items_named(self) -> list[tuple[str, str]]:
        """(words, kind) of every item."""
        return [
            (line, kind) for kind in DataItem.Kind.values for line in _lines(self.cleaned_data[f"items_{kind}"])
        ]

    def codes_named(self) -> list[tuple[str, str]]:
        """(code, note) of every provision; a note that it had stays with it."""
        return [(code, self.notes.get(code, "")) for name in self.law_fields for code in self.cleaned_data[name]]
