"""What components are there, and how is each called? One page in development, and the snapshot that tests look at."""

import datetime as dt
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.statuses import STATUSES
from protocols.fields import GovDateField

AT = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


class ExampleForm(forms.Form):
    """One field of every kind that `field()` draws."""

    title = forms.CharField(label="Title of the protocol", max_length=200, help_text="As it will stand on the cover.")
    email = forms.EmailField(label="E-mail address", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    staff = forms.IntegerField(label="Number of staff", required=False)
    reason = forms.CharField(
        label="Why is this information needed?",
        max_length=500,
        widget=forms.Textarea,
        help_text="Do not put names here.",
    )
    notes = forms.CharField(label="Notes", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    marking = forms.ChoiceField(
        label="Marking", choices=[("", "Choose"), ("O", "OFFICIAL"), ("OS", "OFFICIAL-SENSITIVE")]
    )
    urgency = forms.ChoiceField(
        label="How soon is it needed?",
        choices=[("today", "Today"), ("week", "Within a week")],
        widget=forms.RadioSelect,
    )
    helped = forms.MultipleChoiceField(
        label="Who will this help?",
        choices=[("harmed", "The person harmed"), ("child", "A child"), ("nobody", "Nobody directly")],
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = GovDateField(label="Date it takes effect", help_text="For example, 3 11 2026")
    paper = forms.FileField(label="The signed paper", required=False)
    agreed = forms.BooleanField(label="I have read the protocol")


def _typed():
    # A submit that went wrong in every field that can, so that errors and kept values are seen together.
    data = {"title": "Safer streets", "email": "nobody", "password": "kept from nobody", "reason": "", "urgency": "",
            "starts_on_day": "31", "starts_on_month": "June", "starts_on_year": "2026", "staff": "many"}  # fmt: skip
    return ExampleForm(data, auto_id="sent_%s")


def _arguments():
    # Each component opens with a comment on its arguments; the page shows that very comment.
    folder = Path(settings.BASE_DIR) / "templates" / "components"
    return {
        path.stem: path.read_text().split("#}")[0].removeprefix("{#").strip() for path in sorted(folder.glob("*.html"))
    }


def examples() -> dict:
    """The context of the gallery page: every component's arguments, and invented records to show it with."""
    day = dt.timedelta(days=1)
    return {
        "arguments": _arguments(),
        "statuses": list(STATUSES),
        "at": AT,
        "day": day,
        "paper": {"title": "Signing-in sheet", "made_at": AT, "size": 34_855, "mime": "application/pdf", "progress": "ready"},
        "form": _typed(),
        "fresh_form": ExampleForm(initial={"starts_on": AT.date()}),
        "entries": [
            {"sentence": "Northmere Constabulary confirmed receipt", "at": AT - 2 * day, "recorded_at": AT},
            {"sentence": "Northmere Council shared three kinds of information", "at": AT - 3 * day,
             "detail": "Under clause 5.3.\nBy secure e-mail.", "href": "#timeline", "href_text": "See the disclosure"},
        ],
        "rows": [
            {"what": "Information about a tenancy, NM-R-2026-0041", "href": "#queue", "from": "Northmere Constabulary",
             "since": AT - 9 * day, "due": (AT - 2 * day).date(), "status": "awaiting_decision", "action": "Decide",
             "action_href": "#queue"},
            {"what": "Sign version 3 of Safer streets", "href": "#queue", "from": "Partnership board",
             "since": AT - day, "due": (AT + 3 * day).date(), "action": "Read and sign", "action_href": "#queue"},
            {"what": "Answer a question on clause 7", "href": "#queue"},
        ],
        "pieces": [
            ("=", "Each agency names "), ("-", "one designated officer"), ("+", "a designated officer and a deputy"),
            ("=", ", and tells the others within "), ("-", "14"), ("+", "10"), ("=", " days of a change."),
        ],
    }  # fmt: skip


@login_not_required
@require_safe
def gallery(request):
    """Every component with its arguments; there is no such page in production."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "gallery.html", examples())
