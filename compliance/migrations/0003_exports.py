import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_invitations'),
        ('compliance', '0002_retention'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='HistoricalAuditExport',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('at', models.DateTimeField()),
                    ('reason', models.CharField(max_length=300)),
                    ('format', models.CharField(choices=[('csv', 'CSV, for a spreadsheet'), ('ndjson', 'NDJSON, for another system')], max_length=6)),
                    ('words', models.CharField(max_length=600)),
                    ('chosen', models.JSONField(default=dict)),
                    ('rows', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('size', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('broken_off_at', models.DateTimeField(blank=True, null=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'verbose_name': 'historical audit export',
                    'verbose_name_plural': 'historical audit exports',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='AuditExport',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('reason', models.CharField(max_length=300)),
                    ('format', models.CharField(choices=[('csv', 'CSV, for a spreadsheet'), ('ndjson', 'NDJSON, for another system')], max_length=6)),
                    ('words', models.CharField(max_length=600)),
                    ('chosen', models.JSONField(default=dict)),
                    ('rows', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('size', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('broken_off_at', models.DateTimeField(blank=True, null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'ordering': ['-at', '-id'],
                    'indexes': [models.Index(fields=['partnership', 'agency', '-at', '-id'], name='audit_export_feed')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('rows', None), ('sha256', '')), models.Q(('broken_off_at', None), ('finished_at__isnull', False), ('rows__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='finished_with_a_digest'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_copy_has_a_reason')],
                },
            ),
        ]),
    ]
