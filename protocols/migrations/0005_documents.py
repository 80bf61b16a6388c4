"""Documents that are made of records: asked for, made by a job, kept with their hash."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

import agencies.locked
from agencies.together import Together


class Migration(migrations.Migration):
    dependencies = [("protocols", "0004_reader_of_a_draft")]

    operations = [
        Together([
            migrations.CreateModel(
                name='HistoricalDocument',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('kind', models.CharField(max_length=40)),
                    ('title', models.CharField(max_length=200)),
                    ('subject_id', models.UUIDField()),
                    ('subject_label', models.CharField(max_length=200)),
                    ('context', agencies.locked.LockedAnswers(default=dict)),
                    ('asked_at', models.DateTimeField()),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('made_at', models.DateTimeField(blank=True, null=True)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('mime', models.CharField(default='application/pdf', max_length=60)),
                    ('size', models.PositiveIntegerField(default=0)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'verbose_name': 'historical document',
                    'verbose_name_plural': 'historical documents',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('kind', models.CharField(max_length=40)),
                    ('title', models.CharField(max_length=200)),
                    ('subject_id', models.UUIDField()),
                    ('subject_label', models.CharField(max_length=200)),
                    ('context', agencies.locked.LockedAnswers(default=dict)),
                    ('asked_at', models.DateTimeField()),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('made_at', models.DateTimeField(blank=True, null=True)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('mime', models.CharField(default='application/pdf', max_length=60)),
                    ('size', models.PositiveIntegerField(default=0)),
                    ('content', models.BinaryField(blank=True, null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'ordering': ['-asked_at', '-id'],
                    'indexes': [models.Index(fields=['partnership', 'subject_id', '-asked_at'], name='document_of_a_record'), models.Index(condition=models.Q(('made_at', None)), fields=['partnership', 'asked_at'], name='document_unmade')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('content', None), ('made_at', None), ('sha256', ''), ('size', 0)), models.Q(('content__isnull', False), ('made_at__isnull', False), ('sha256', models.Func(models.Func('content', function='sha256'), models.Value('hex'), function='encode')), ('size', models.Func('content', function='octet_length'))), _connector='OR'), name='made_with_its_bytes_and_their_hash')],
                },
            ),
        ]),
    ]
