"""How often may a program ask? So often a minute for each token, counted on the cache in the database."""

import time

from django.conf import settings
from django.core.cache import cache

from agencies.api.problems import Problem

A_MINUTE = 60
SAFE = ("GET", "HEAD")


def count(token_key: str, method: str) -> None:
    """Count one request; raises the 429 beyond the limit. Two at the same instant may count as one.

    Before the door opens: what is then undone has been asked all the same.
    """
    kind = "reads" if method in SAFE else "writes"
    most = settings.API_READS_A_MINUTE if kind == "reads" else settings.API_WRITES_A_MINUTE
    now = int(time.time())
    key = f"api:{token_key}:{kind}:{now // A_MINUTE}"
    asked = cache.get(key, 0) + 1
    if asked > most:
        wait = A_MINUTE - now % A_MINUTE
        raise Problem(
            429, "too_many", f"More than {most} {kind} in a minute. Ask again in {wait} seconds.",
            headers={"Retry-After": str(wait)},
        )  # fmt: skip
    cache.set(key, asked, 2 * A_MINUTE)
