"""Copies whose day comes next are found by partnership and, those of one day, as they lie in the table."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0009_research_reminders'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='holding',
            name='holding_coming',
        ),
        migrations.AddIndex(
            model_name='holding',
            index=models.Index(condition=models.Q(('status__in', ['active', 'retained'])), fields=['partnership', 'retain_until_on'], name='holding_coming'),
        ),
    ]
