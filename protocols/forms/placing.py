"""What belongs to a protocol and not to one version of it."""

from django import forms

from protocols.models import Protocol


class EditProtocolForm(forms.Form):
    """What a protocol stands under, who commissioned it, and how many signatures it needs."""

    parent = forms.ChoiceField(
        label="Which document does it stand under?", required=False,
        help_text="A protocol stands under a charter, an operating procedure under a protocol.",
    )  # fmt: skip
    no_parent_reason = forms.CharField(
        label="If it stands under nothing, why?", required=False, max_length=300,
        help_text="A protocol without a charter is possible, and says why.",
    )  # fmt: skip
    commissioned_by = forms.CharField(label="Who commissioned it?", required=False, max_length=200)
    minimum_signatures = forms.IntegerField(
        label="How many signatures bring it into force?", min_value=1, max_value=500,
        help_text="It then counts between those who have signed. A version in force stays in force.",
    )  # fmt: skip

    def __init__(self, *args, protocol, higher, fixed=False, **kwargs):
        """`higher` are the documents that it may stand under; `fixed`: a version is out for signing, so the number of
        signatures stands."""
        self.protocol, self.higher = protocol, {str(one.pk): one for one in higher}
        kwargs.setdefault("initial", {
            "parent": str(protocol.parent_id or ""), "no_parent_reason": protocol.no_parent_reason,
            "commissioned_by": protocol.commissioned_by, "minimum_signatures": protocol.minimum_signatures,
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        known = [(key, f"{one.reference} {one.title}") for key, one in self.higher.items()]
        self.fields["parent"].choices = [("", "None"), *known]
        if fixed:
            del self.fields["minimum_signatures"]
        if protocol.tier == Protocol.Tier.CHARTER:
            del self.fields["parent"], self.fields["no_parent_reason"]

    def clean(self):
        data = self.cleaned_data
        if "parent" in self.fields and "parent" in data and not data["parent"] and not data.get("no_parent_reason"):
            self.add_error("no_parent_reason", "Choose the document it stands under, or say why there is none")

    def facts(self) -> dict:
        """What the act asks for; what is not asked here stays as it is."""
        said = self.cleaned_data
        return {
            "parent": self.higher.get(said.get("parent", "")),
            "no_parent_reason": said.get("no_parent_reason", self.protocol.no_parent_reason),
            "commissioned_by": said["commissioned_by"],
            "minimum_signatures": said.get("minimum_signatures", self.protocol.minimum_signatures),
        }
