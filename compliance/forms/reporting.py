"""What is asked of whoever says that something went wrong, or writes to another agency about it?"""

from django import forms

from compliance import rules


def long(label, help_text="", required="", rows=4, max_length=4000):
    """A box for several lines; `required` is what is said when it is left empty."""
    return forms.CharField(
        label=label, help_text=help_text, required=bool(required), max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": required} if required else None,
    )  # fmt: skip


class ConcernForm(forms.Form):
    """Something went wrong, in three fields (P-12.6b)."""

    what = long(
        "What went wrong?", "In your own words. You do not need to know whose fault it was, or which rule it broke.",
        required="Say what went wrong",
    )  # fmt: skip
    happened = long("When did it happen, or when did you notice?", rows=2, max_length=1000)
    done = long("Has anything been done about it?", "For example: asked for it back, told a manager.", max_length=2000)


class CitingForm(forms.Form):
    """A clause of an agreement, by its number as people read it; `versions` are those that may be cited."""

    version = forms.ChoiceField(label="Which agreement does it go against?", required=False)
    clause = forms.CharField(
        label="Which clause?", required=False, max_length=12, help_text="Its number, for example 5.3. Leave it empty if you "
        "do not know.",
    )  # fmt: skip

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = {str(one.pk): one for one in versions}
        named = [(key, f"{one.protocol.title}, version {one.number}") for key, one in self.versions.items()]
        self.fields["version"].choices = [("", "None, or I do not know"), *named]

    def clean(self):
        cleaned = super().clean()
        version = self.versions.get(cleaned.get("version") or "")
        number = (cleaned.get("clause") or "").strip()
        found = rules.clause_numbered(version, number) if version and number else None
        if number and version is None:
            self.add_error("version", "Choose the agreement in which the clause stands")
        elif number and found is None:
            self.add_error("clause", f"{version.protocol.title} has no clause {number}")
        self.cited = {"version": version, "clause_slug": found.slug if found else ""}
        return cleaned


class AllegeForm(CitingForm):
    """What another agency did not keep to, with all that it needs to look into it (P-12.2a)."""

    agency = forms.ChoiceField(
        label="Which agency are you writing to?",
        error_messages={"required": "Choose the agency that you are writing to"},
    )
    about = forms.CharField(
        label="What is it about, in a few words?", max_length=120,
        help_text="Lists and notices show this. Do not name people.",
        error_messages={"required": "Say in a few words what it is about"},
    )  # fmt: skip
    what = long("What happened?", required="Say what happened", rows=6)
    happened = long("When?", required="Say when it happened, as far as you know", rows=2, max_length=1000)
    evidence = long(
        "What is your evidence?", "What you saw or have, and where it can be seen. Name records by their reference."
    )

    field_order = ("agency", "about", "what", "happened", "version", "clause", "evidence")

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {one.code: one for one in agencies}
        self.fields["agency"].choices = [
            ("", "Choose an agency"),
            *((code, one.name) for code, one in self.agencies.items()),
        ]

    def clean_agency(self):
        return self.agencies[self.cleaned_data["agency"]]

    def written(self) -> dict:
        """What the action takes."""
        said = {name: self.cleaned_data[name] for name in ("agency", "about", "what", "happened", "evidence")}
        return {**said, **self.cited}
