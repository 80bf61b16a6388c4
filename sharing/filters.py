"""Which part of a list is wanted? Filters from the query string, said in words beside the list (pages 3.2)."""

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone

from agencies.cursors import PLACE
from agencies.models import Agency
from protocols.fields import GovDateField
from sharing.checklist.questions.lists import PURPOSES
from sharing.models import Disclosure, DisclosureParty, Request, RequestParty

PURPOSE_WORDS = {choice.value: choice.label for choice in PURPOSES}
LAST_DAY_FIRST = "The last day must be the first day or later"
P = DisclosureParty.Part


class DayFilter(filters.Filter):
    """A day in three boxes; one that cannot be read is an error beside the box."""

    field_class = GovDateField


class PeriodForm(forms.Form):
    """What is chosen; a period ends on its first day or later."""

    def clean(self):
        said = super().clean() or self.cleaned_data
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", LAST_DAY_FIRST)
        return said


class FeedFilter(filters.FilterSet):
    """What the two lists have in common. `queryset` is a feed: rows with `created_at` and one record each."""

    class Meta:
        form = PeriodForm

    other = filters.ChoiceFilter(label="Other agency", empty_label="Any agency", method="by_other")
    purpose = filters.ChoiceFilter(label="Purpose", choices=list(PURPOSE_WORDS.items()), empty_label="Any purpose",
                                   method="by_purpose")  # fmt: skip
    since = DayFilter(label="From", help_text="For example, 27 3 2026", method="by_since")
    until = DayFilter(label="To", help_text="For example, 27 3 2026", method="by_until")

    label = "What was shared"
    rows: type[Model] = DisclosureParty  # of the feed
    record = ""  # the name of the record on the row of the feed
    parts: dict[str, str] = {}
    shown: dict[str, str] = {}

    def __init__(self, data, *, member, at, agencies=None):
        # The rows are not fetched here: a feed is narrowed when it is walked.
        super().__init__(data, queryset=self.rows._default_manager.none())
        self.member, self.at = member, at
        self.agencies = agencies or tuple(
            Agency.objects.visible_to(member).exclude(pk=member.agency_id).values_list("code", "name")
        )
        self.filters["other"].extra["choices"] = self.agencies

    @property
    def narrows(self) -> bool:
        """Was anything asked for beside the place in the list?"""
        return any(value for name, value in self.data.items() if name not in PLACE)

    @property
    def wrong(self) -> bool:
        """Can something of what was asked for not be read? Then nothing is listed: the whole list is not the answer."""
        return self.narrows and not self.form.is_valid()

    def __call__(self, queryset):
        """Narrow a feed; to nothing where something of it is wrong, and its message stands beside its box."""
        if self.wrong:
            return queryset.none()
        for name, value in self._chosen().items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def _chosen(self) -> dict:
        if not self.narrows:
            return {}
        self.form.is_valid()
        return self.form.cleaned_data

    def by_purpose(self, queryset, name, value):
        return queryset.filter(**{f"{self.record}__purpose": value})

    def by_since(self, queryset, name, value):
        return queryset.filter(created_at__gte=_start(value))

    def by_until(self, queryset, name, value):
        return queryset.filter(created_at__lt=_start(value + dt.timedelta(days=1)))

    def in_words(self) -> list[str]:
        """The filter said in words; empty when nothing is filtered."""
        chosen = self._chosen()
        agencies = dict(self.agencies)
        said = [self.parts.get(chosen.get("part", ""), ""), self.shown.get(chosen.get("show", ""), "")]
        if chosen.get("other"):
            said.append(f"with {agencies[chosen['other']]}")
        if chosen.get("purpose"):
            said.append(f"for “{PURPOSE_WORDS[chosen['purpose']]}”")
        said += [
            f"{word} {_words(chosen[name])}" for name, word in (("since", "from"), ("until", "to")) if chosen.get(name)
        ]
        return [words for words in said if words]


class DisclosureFilter(FeedFilter):
    """Of what was shared: given or received, with whom, for what, since when, and what still waits."""

    parts = {P.GIVER: "given by us", P.RECIPIENT: "received by us"}
    shown = {"waiting": "receipt not confirmed", "owed": "answers still owed", "overdue": "overdue"}
    part = filters.ChoiceFilter(label="Given or received", empty_label="Given and received",
                                choices=[(P.GIVER, "Given by us"), (P.RECIPIENT, "Received by us")])  # fmt: skip
    show = filters.ChoiceFilter(
        label="Show", empty_label="Everything", method="by_show",
        choices=[("waiting", "Receipt not confirmed"), ("owed", "Answers still owed"), ("overdue", "Overdue")],
    )  # fmt: skip
    record = "disclosure"
    field_order = ("part", "show", "other", "purpose", "since", "until")

    def by_other(self, queryset, name, value):
        others = DisclosureParty.objects.filter(disclosure=OuterRef("disclosure"), agency__code=value)
        return queryset.filter(Exists(others))

    def by_show(self, queryset, name, value):
        """Receipts that wait are one's own, or those of whoever one gave it to; answers owed are the giver's."""
        mine = Q(agency_id=self.member.agency_id) | Q(disclosure__agency_id=self.member.agency_id)
        receipts = DisclosureParty.objects.filter(
            mine, disclosure=OuterRef("disclosure"), part=P.RECIPIENT, received_at=None, receipt_due_at__isnull=False
        )
        owed = Q(disclosure__agency_id=self.member.agency_id, disclosure__status=Disclosure.Status.RECORDED)
        if value == "waiting":
            return queryset.filter(Exists(receipts))
        if value == "owed":
            return queryset.filter(owed)
        late = owed & Q(disclosure__complete_by__lt=self.at)
        return queryset.filter(late | Q(Exists(receipts.filter(receipt_due_at__lt=self.at))))


class RequestFilter(FeedFilter):
    """Of what is asked for: by us or of us, with whom, for what, since when, and what still waits."""

    parts = {"asker": "asked by us", "asked": "asked of us"}
    shown = {"waiting": "waiting for an answer", "overdue": "overdue", "answered": "answered or withdrawn"}
    part = filters.ChoiceFilter(label="Asked by or of us", empty_label="By us and of us",
                                choices=[("asked", "Asked of us"), ("asker", "Asked by us")])  # fmt: skip
    show = filters.ChoiceFilter(
        label="Show", empty_label="Everything", method="by_show",
        choices=[("waiting", "Waiting for an answer"), ("overdue", "Overdue"), ("answered", "Answered or withdrawn")],
    )  # fmt: skip
    label, rows, record = "Requests", RequestParty, "request"
    field_order = ("part", "show", "other", "purpose", "since", "until")

    def by_other(self, queryset, name, value):
        return queryset.filter(Q(request__asking_agency__code=value) | Q(request__asked_agency__code=value))

    def by_show(self, queryset, name, value):
        waiting = Q(request__status=Request.Status.SENT)
        if value == "answered":
            return queryset.exclude(waiting)
        return queryset.filter(waiting & Q(request__due_at__lt=self.at) if value == "overdue" else waiting)


def _start(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
