"""An agency may have a place in a version only because one of its people was let in to read the draft."""

from django.db import migrations, models
from agencies.together import Together


class Migration(migrations.Migration):
    dependencies = [("protocols", "0003_frozen_facts")]

    operations = [
        Together([
            migrations.AlterField(
                model_name="party",
                name="part",
                field=models.CharField(
                    choices=[
                        ("signatory", "asked to sign"),
                        ("drafter", "keeps the pen"),
                        ("consultee", "asked for its view"),
                        ("reader", "has somebody who reads the draft"),
                    ],
                    default="signatory",
                    max_length=10,
                ),
            ),
            migrations.AlterField(
                model_name="historicalparty",
                name="part",
                field=models.CharField(
                    choices=[
                        ("signatory", "asked to sign"),
                        ("drafter", "keeps the pen"),
                        ("consultee", "asked for its view"),
                        ("reader", "has somebody who reads the draft"),
                    ],
                    default="signatory",
                    max_length=10,
                ),
            ),
        ]),
    ]
