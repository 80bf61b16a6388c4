"""Reminders of reviews, each step of each version once, and the versions that are looked through for them."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("protocols", "0005_documents"), ("agencies", "0004_jobs")]

    operations = [
        migrations.CreateModel(
            name="ReviewReminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "party_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("review_on", models.DateField()),
                ("step", models.IntegerField()),
                ("raised_at", models.DateTimeField()),
                ("passed_over", models.BooleanField(default=False)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.partnership"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_reminders",
                        to="protocols.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "version", "review_on", "step"), name="one_reminder_a_version_and_step"
                    )
                ],
            },
        ),
    ]
