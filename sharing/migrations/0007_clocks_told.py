"""Which deadlines were spoken of, and the two indexes by which those that are near are found."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

CLOCKS = {"request": "sharing.request", "party": "sharing.disclosureparty", "disclosure": "sharing.disclosure"}
from agencies.together import Together


class Migration(migrations.Migration):
    dependencies = [("sharing", "0006_meetings")]

    operations = [
        migrations.CreateModel(
            name="ClockTold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("due_at", models.DateTimeField()),
                (
                    "step",
                    models.PositiveSmallIntegerField(choices=[(1, "due soon"), (2, "due today"), (3, "overdue")]),
                ),
                ("told_at", models.DateTimeField()),
                ("passed_over", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.partnership"
                    ),
                ),
                *(
                    (
                        name,
                        models.ForeignKey(
                            blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model
                        ),
                    )
                    for name, model in CLOCKS.items()
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("disclosure", None), ("party", None), ("request__isnull", False))
                        | models.Q(("disclosure", None), ("party__isnull", False), ("request", None))
                        | models.Q(("disclosure__isnull", False), ("party", None), ("request", None)),
                        name="told_of_one_clock",
                    ),
                    *(
                        models.UniqueConstraint(
                            condition=models.Q((f"{name}__isnull", False)),
                            fields=(name, "due_at", "step"),
                            name=f"one_telling_a_step_of_{name}",
                        )
                        for name in CLOCKS
                    ),
                ],
            },
        ),
        Together([
            migrations.AddIndex(
                model_name="request",
                index=models.Index(
                    condition=models.Q(("status", "sent")), fields=["partnership", "due_at"], name="request_unanswered"
                ),
            ),
            migrations.AddIndex(
                model_name="disclosure",
                index=models.Index(
                    condition=models.Q(("status", "recorded")), fields=["partnership", "complete_by"], name="answers_owed"
                ),
            ),
        ]),
    ]
