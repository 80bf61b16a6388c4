"""How does work that is due get done? By sweeps over rows; the broker only wakes them (ruling 24)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps

import structlog
from celery import shared_task
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from agencies.models import Membership, SweepRun
from agencies.roles import Role
from agencies.tenancy import Who, acting

log = structlog.get_logger(__name__)
BATCH = 500


def registrars_with_due(noun: str, at: datetime) -> Iterator[Who]:
    """Each partnership that has a due row of this kind, as its registrar; `noun` is declared in a model's `due`."""
    with connection.cursor() as cursor:
        cursor.execute(f"select due_{noun}(%s)", [at])  # noun is one of our own names, never input
        found = [str(key) for (key,) in cursor.fetchall()]
    for partnership in found:
        yield Who(partnership=partnership, role=Role.REGISTRAR)


def registrar(on: date) -> Membership:
    """The registrar of the partnership whose door is open: the member that timers act as, so that `by` is never null."""
    return Membership.objects.active(on).with_role(Role.REGISTRAR).select_related("agency").get()


def each_in_turn(noun: str, at: datetime, work: Callable[[Membership, datetime], int]) -> None:
    """For each partnership with something due, as its registrar: one batch a transaction, until nothing is left.

    `work` does at most one batch and says how many rows it did. A partnership where it fails keeps no other waiting.
    """
    for who in registrars_with_due(noun, at):
        with apart(noun):
            with acting(who):
                member = registrar(timezone.localdate(at))
            while _one_batch(work, member, at):
                pass


def _one_batch(work, member: Membership, at: datetime) -> int:
    with acting(Who.of(member)):
        done = work(member, at)
    count(done)
    return done


def due_rows(model, noun: str, at: datetime) -> QuerySet:
    """The rows of the open partnership that are due, by the very condition that woke the sweep."""
    # The table's and the noun's own names and the model's own condition; what comes from outside is the moment alone.
    found = f'select id from "{model._meta.db_table}", (select %s::timestamptz as at) as moment where {model.due[noun]}'
    return model.objects.filter(pk__in=RawSQL(found, [at]))


def claimed(model, noun: str, at: datetime, *, order: str, related: tuple[str, ...] = ()) -> list:
    """At most one batch of due rows, locked until the transaction ends; what another worker holds is left to it.

    Asked twice: between the first question and the lock another worker may have done a row and gone.
    """
    locked = due_rows(model, noun, at).select_for_update(skip_locked=True, of=("self",)).order_by(order, "id")
    keys = list(locked.values_list("pk", flat=True)[:BATCH])
    still = due_rows(model, noun, at).filter(pk__in=keys).order_by(order, "id")
    return list(still.select_related(*related) if related else still)


@dataclass
class Run:
    """What one run of a sweep has done so far."""

    rows: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def failure(self) -> str:
        """The kinds of mistakes and how often each was made, without their words."""
        kinds = dict.fromkeys(self.failures)
        return ", ".join(f"{kind} ({self.failures.count(kind)})" for kind in kinds)[:200]


_running: ContextVar[Run | None] = ContextVar("running", default=None)


def sweep(work: Callable[[], None]):
    """A task that the timer wakes, named like its function; when it last ran and how it went is left for operators."""

    @shared_task(name=f"{work.__module__}.{work.__name__}")
    @wraps(work)
    def task() -> None:
        with recorded(f"{work.__module__}.{work.__name__}"):
            work()

    return task


@contextmanager
def recorded(task: str) -> Iterator[Run]:
    """Leave behind when this run began and ended, how many rows it did and what kind of mistake it met."""
    run, began = Run(), timezone.now()
    _leave(task, started_at=began)
    token = _running.set(run)
    try:
        yield run
    except Exception as error:
        run.failures.append(type(error).__name__)
        raise
    finally:
        _running.reset(token)
        _leave(task, started_at=began, finished_at=timezone.now(), rows=run.rows, failure=run.failure)


def count(rows: int) -> None:
    """So many rows were done; counted where a sweep is running."""
    if run := _running.get():
        run.rows += rows


@contextmanager
def apart(noun: str) -> Iterator[None]:
    """What goes wrong in one partnership is noted, and the others go on."""
    try:
        yield
    except Exception as error:
        log.exception("sweep_failed_in_one_partnership", noun=noun)
        if run := _running.get():
            run.failures.append(type(error).__name__)


def sign_of_life(task: str, *, since: datetime, at: datetime) -> None:
    """The timer says that it is there, and since when."""
    _leave(task, started_at=since, finished_at=at)


def _leave(task: str, **facts) -> None:
    """Not worth waiting for the disk: the next run is seconds away. A database that is away stops no run by this."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("set local synchronous_commit to off")
            row = SweepRun(task=task, **facts)
            SweepRun.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["task"], update_fields=list(facts)
            )
    except DatabaseError as error:
        log.warning("last_run_not_recorded", task=task, error=type(error).__name__)
