"""What jobs leave behind, who looks after the service, and how each person is told by e-mail."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CHOICES = [("at_once", "as it happens"), ("daily", "once a day"), ("never", "not by e-mail")]
TABLES = ("agencies_membership", "agencies_historicalmembership")
from agencies.together import Together


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_tokens")]

    operations = [
        *(
            migrations.AddField(model, "is_operator", models.BooleanField(default=False))
            for model in ("person", "historicalperson")
        ),
        *(
            migrations.AddField(model, "mail", models.CharField(choices=CHOICES, default="at_once", max_length=8))
            for model in ("membership", "historicalmembership")
        ),
        # The owner's session is no member's: history keeps the change as the migration's own.
        migrations.RunSQL(
            "; ".join(f"update {table} set mail = 'never' where not wants_email" for table in TABLES),
            "; ".join(f"update {table} set wants_email = false where mail = 'never'" for table in TABLES),
        ),
        # The foreign keys and triggers of the rows just changed are asked before their table may be altered.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        Together([
            migrations.RemoveField("membership", "wants_email"),
            migrations.RemoveField("historicalmembership", "wants_email"),
            migrations.AddField("notice", "is_urgent", models.BooleanField(default=False)),
            migrations.AddField("notice", "waits_for_digest", models.BooleanField(default=False)),
        ]),
        Together([
            migrations.CreateModel(
                name="SweepRun",
                fields=[
                    ("task", models.CharField(max_length=80, primary_key=True, serialize=False)),
                    ("started_at", models.DateTimeField()),
                    ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ("rows", models.PositiveIntegerField(default=0)),
                    ("failure", models.CharField(blank=True, max_length=200)),
                ],
            ),
            migrations.CreateModel(
                name="Digest",
                fields=[
                    ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ("day", models.DateField()),
                    ("notices", models.PositiveIntegerField(default=0)),
                    ("lease_until", models.DateTimeField(blank=True, null=True)),
                    ("attempts", models.PositiveSmallIntegerField(default=0)),
                    ("sent_at", models.DateTimeField(blank=True, null=True)),
                    ("failure", models.CharField(blank=True, max_length=300)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("person", "day"), name="one_digest_a_person_and_day")
                    ],
                },
            ),
        ]),
    ]
