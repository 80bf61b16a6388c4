"""Which reminders of a version's review were raised, and which were passed over because nobody was there to raise them?"""

from django.db import models

from agencies.models import PartyRow
from agencies.walls import OfParties
from protocols.models.version import Version


class ReviewReminder(PartyRow):
    """One step before or after the review date of one version; told once, or passed over for a newer one (ruling 6)."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="review_reminders")
    # The date it speaks of: another date, given later, has steps of its own.
    review_on = models.DateField()
    # Days after that date; before it, less than nothing.
    step = models.IntegerField()
    raised_at = models.DateTimeField()
    passed_over = models.BooleanField(default=False)

    wall = OfParties(parent="version", area="protocols")
    append_only = True
    no_history = "append-only: a step is raised or passed over once and never changed"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "version", "review_on", "step"], name="one_reminder_a_version_and_step"
            )
        ]

    def __str__(self):
        return f"{self.step} days after {self.review_on}"
