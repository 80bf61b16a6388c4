"""What do jobs leave behind that is about no record: when each last ran, and whom the daily mail reached?"""

import uuid

from django.db import models

from agencies.models.person import Person
from agencies.walls import System


class SweepRun(models.Model):
    """The last run of one sweep, or the last sign of life of the timer that wakes them."""

    task = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    # Which kind of mistake and in how many partnerships; never its words, which may hold what somebody wrote.
    failure = models.CharField(max_length=200, blank=True)

    wall = System("one row a job, about no partnership: names of jobs, moments and counts")
    no_history = "only the last run is of use; what a run did is in the history of the records"

    def __str__(self):
        return self.task


class Digest(models.Model):
    """One person's mail of one day. It spans partnerships, each of whose notices is read behind its own door."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    notices = models.PositiveIntegerField(default=0)
    # Delivery: who claimed it until when, how often it was tried, when it went.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    wall = System("a person's mail is of all their partnerships; the row says that it went and nothing of what was in it")
    no_history = "made once a day and sent once; the notices in it are themselves a trace"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_person_and_day")]

    def __str__(self):
        return f"{self.day}"
