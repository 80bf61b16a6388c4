"""What do the two lists tell about themselves: the filter in words, how many rows, and the way on?"""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from agencies.cursors import ways_on
from sharing.feeds import MOST_COUNTED, Feed
from sharing.filters import FeedFilter


def listed(request, feed: Feed, chosen, one: str, many: str) -> dict:
    """The parts of the context that both lists have."""
    return {
        "filter": _filter(request, chosen),
        # With its errors on top of the page, and nothing listed under them.
        **({"form": chosen.form} if chosen.wrong else {}),
        "wrong": chosen.wrong,
        "filtered": chosen.in_words(),
        "unfiltered": request.path,
        "showing": _showing(feed, one, many),
        **ways_on(request, feed),
    }


def _filter(request, chosen: FeedFilter) -> SafeString:
    """The form of the filter. The one in which nothing is chosen is drawn once and kept: it is half of the page's work."""
    if chosen.narrows:
        return _drawn(chosen, request.path)
    kind: Hashable = type(chosen)  # type: ignore[assignment]  # of a class: mypy looks at its instances
    return _nothing_chosen(kind, chosen.agencies, request.path, get_language())


@lru_cache(maxsize=256)
def _nothing_chosen(kind, agencies, unfiltered: str, language: str) -> SafeString:
    return _drawn(kind({}, member=None, at=None, agencies=agencies), unfiltered)


def _drawn(chosen, unfiltered: str) -> SafeString:
    context = {"filters": chosen.form, "label": chosen.label, "unfiltered": unfiltered}
    return mark_safe(render_to_string("sharing/filter.html", context))  # noqa: S308  the engine escaped it


def _showing(feed, one, many) -> str:
    shown = len(feed.rows)
    if feed.many:
        return f"{shown} of more than {MOST_COUNTED:,} {many}"
    return f"{shown} of {feed.count} {many}" if shown < feed.count else f"{shown} {one if shown == 1 else many}"
