"""Which clocks were spoken of, so that nobody is told the same twice: a request, a receipt, answers still owed."""

from django.db import models

from agencies.models import Agency, TenantRow
from agencies.walls import OfAgency
from sharing.models.disclosure import Disclosure, DisclosureParty
from sharing.models.request import Request


class ClockTold(TenantRow):
    """One step of one clock, told to the agency that must act, or passed over for a newer one."""

    class Step(models.IntegerChoices):
        SOON = 1, "due soon"
        TODAY = 2, "due today"
        OVERDUE = 3, "overdue"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # One of the three: what is to be answered, confirmed or finished.
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    party = models.ForeignKey(DisclosureParty, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The deadline it speaks of: a later one, given afterwards, has steps of its own.
    due_at = models.DateTimeField()
    step = models.PositiveSmallIntegerField(choices=Step)
    told_at = models.DateTimeField()
    passed_over = models.BooleanField(default=False)

    wall = OfAgency()
    append_only = True
    no_history = "append-only: a step is told or passed over once and never changed"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(request__isnull=False, party=None, disclosure=None)
                | models.Q(request=None, party__isnull=False, disclosure=None)
                | models.Q(request=None, party=None, disclosure__isnull=False),
                name="told_of_one_clock",
            ),
            *(
                models.UniqueConstraint(
                    fields=[clock, "due_at", "step"],
                    condition=models.Q(**{f"{clock}__isnull": False}),
                    name=f"one_telling_a_step_of_{clock}",
                )
                for clock in ("request", "party", "disclosure")
            ),
        ]

    def __str__(self):
        return self.get_step_display()
