"""A remedy that is no longer needed: since when, who says so, and why."""

import agencies.locked
import django.db.models.deletion
from django.db import migrations, models

from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_tables'),
        ('compliance', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='historicalremedy',
                name='dropped_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicalremedy',
                name='dropped_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership'),
            ),
            migrations.AddField(
                model_name='historicalremedy',
                name='dropped_reason',
                field=agencies.locked.LockedText(blank=True, default=''),
            ),
            migrations.AddField(
                model_name='remedy',
                name='dropped_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='remedy',
                name='dropped_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership'),
            ),
            migrations.AddField(
                model_name='remedy',
                name='dropped_reason',
                field=agencies.locked.LockedText(blank=True, default=''),
            ),
        ]),
        migrations.AddConstraint(
            model_name='remedy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_by', None), ('dropped_reason', '')), models.Q(('done_at', None), ('dropped_at__isnull', False), ('dropped_by__isnull', False), models.Q(('dropped_reason', ''), _negated=True)), _connector='OR'), name='remedy_dropped_for_a_reason'),
        ),
        migrations.RemoveIndex(
            model_name='remedy',
            name='remedy_due',
        ),
        migrations.AddIndex(
            model_name='remedy',
            index=models.Index(condition=models.Q(('done_at', None), ('dropped_at', None), ('reminded_at', None)), fields=['due_on'], name='remedy_due'),
        ),
    ]
