"""When guests were told by word of mouth that a meeting was moved."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0010_copies_as_they_lie'),
    ]

    operations = [
        migrations.AddField(
            model_name='guestpass',
            name='told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='historicalguestpass',
            name='told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
