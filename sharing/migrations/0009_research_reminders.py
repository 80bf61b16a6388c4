"""When an agency is next reminded of what it was asked to look for before a meeting."""

from django.db import migrations, models

from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0008_around_meetings'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='historicalresearch',
                name='remind_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='research',
                name='remind_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
        ]),
        migrations.AddIndex(
            model_name='research',
            index=models.Index(condition=models.Q(('remind_at__isnull', False)), fields=['partnership', 'remind_at'], name='research_reminder_due'),
        ),
    ]
