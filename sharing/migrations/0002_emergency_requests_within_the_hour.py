"""The words of an emergency request's urgency say the hour that its clock gives, CLK-REQ-EMERGENCY; no column changes."""

from django.db import migrations, models

URGENCIES = [
    ("ordinary", "ordinary, ten working days"),
    ("urgent", "urgent, one working day"),
    ("emergency", "emergency, one hour: telephone as well"),
]


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial")]

    operations = [
        migrations.AlterField(name, "urgency", models.CharField(choices=URGENCIES, default="ordinary", max_length=12))
        for name in ("historicalrequest", "request")
    ]
