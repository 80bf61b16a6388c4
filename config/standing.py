"""How does the whole service run? Of the jobs on the timer, when each last ran, and whether that is too long ago."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from agencies.models import SweepRun
from config.beat import BEAT, EVERY
from config.celery import app

# A job that has not ended for so many of its intervals is late.
PATIENCE = 3
# Some run every two seconds; a machine may be busy for longer than three of those without anything being wrong.
AT_LEAST = timedelta(seconds=60)
# The e-mails of those who forgot their password: sent while they wait, by no job, and of no partnership.
RESET_MAIL = "config.views.PasswordReset"


@dataclass(frozen=True)
class Job:
    """One job on the timer, or the timer itself."""

    name: str
    every: timedelta
    run: SweepRun | None
    late: bool

    @property
    def failure(self) -> str:
        """What went wrong in the last run, or nothing."""
        return self.run.failure if self.run else ""

    def age(self, at: datetime) -> float | None:
        """Seconds since it last ended; None when it never did."""
        ended = self.run.finished_at if self.run else None
        return None if ended is None else round((at - ended).total_seconds(), 1)


def jobs(at: datetime) -> list[Job]:
    """The timer first, then every job in the order of the table in `config.celery`."""
    runs = SweepRun.objects.in_bulk()
    timer = runs.get(BEAT)
    known = [(name, entry["schedule"], runs.get(entry["task"])) for name, entry in app.conf.beat_schedule.items()]
    found = [("timer", EVERY, timer), *known]
    return [_job(name, timedelta(seconds=every), run, timer, at) for name, every, run in found]


def _job(name: str, every: timedelta, run: SweepRun | None, timer: SweepRun | None, at: datetime) -> Job:
    # One that never ran is waited for since the timer began; without a timer nothing is to be waited for.
    ended = run.finished_at if run else None
    since = ended or (timer.started_at if timer else None)
    return Job(name, every, run, since is None or at - since > max(PATIENCE * every, AT_LEAST))


def reset_mail_failed(error: Exception, at: datetime) -> None:
    """Count one that could not be sent: whoever asked was told so, and nothing is kept of who it was."""
    SweepRun.objects.bulk_create([SweepRun(task=RESET_MAIL, started_at=at)], ignore_conflicts=True)
    SweepRun.objects.filter(task=RESET_MAIL).update(rows=F("rows") + 1, finished_at=at, failure=type(error).__name__)


def reset_mail_sent() -> None:
    """One went, so the mail server takes them again."""
    SweepRun.objects.filter(task=RESET_MAIL, rows__gt=0).update(rows=0, failure="")


def reset_mail_unsent() -> SweepRun | None:
    """How many could not be sent since one last went, and when the last of them could not; None for none."""
    return SweepRun.objects.filter(task=RESET_MAIL, rows__gt=0).first()
