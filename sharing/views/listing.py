"""What do the two lists tell about themselves: the filter in words, how many rows, and the way on?"""

from django.http import QueryDict

from sharing.feeds import MOST_COUNTED, Feed


def listed(request, feed: Feed, chosen, one: str, many: str) -> dict:
    """The parts of the context that both lists have."""
    return {
        "filters": chosen.form,
        "filtered": chosen.in_words(),
        "unfiltered": request.path,
        "showing": _showing(feed, one, many),
        "next_href": _moved(request, "after", feed.next),
        "previous_href": _moved(request, "before", feed.previous),
    }


def _showing(feed, one, many) -> str:
    shown = len(feed.rows)
    if feed.many:
        return f"{shown} of more than {MOST_COUNTED:,} {many}"
    return f"{shown} of {feed.count} {many}" if shown < feed.count else f"{shown} {one if shown == 1 else many}"


def _moved(request, name: str, cursor: str) -> str:
    """The same list, with its filter, further on or back."""
    if not cursor:
        return ""
    query: QueryDict = request.GET.copy()
    for old in ("after", "before"):
        query.pop(old, None)
    query[name] = cursor
    return f"{request.path}?{query.urlencode()}"
