"""Is the timer alive? Beat itself says so, without the broker and without a worker."""

from celery.beat import PersistentScheduler
from django.utils import timezone

from agencies.sweeps import sign_of_life

BEAT = "beat"
EVERY = 10  # seconds between signs of life


class Timer(PersistentScheduler):
    """Celery's own timer, which leaves a sign of life in the database."""

    _since = _said_at = None

    def tick(self, *args, **kwargs):
        now = timezone.now()
        self._since = self._since or now
        if self._said_at is None or (now - self._said_at).total_seconds() >= EVERY:
            self._said_at = now
            sign_of_life(BEAT, since=self._since, at=now)
        # Asleep for no longer than until the next sign is due.
        return min(super().tick(*args, **kwargs), EVERY)
