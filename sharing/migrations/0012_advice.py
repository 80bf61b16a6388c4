"""What an adviser was asked, what they wrote, and what was made of it."""

import agencies.locked
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0006_audit_openings'),
        ('sharing', '0011_guests_told'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='HistoricalAdvice',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('status', models.CharField(choices=[('asked', 'Waiting for advice'), ('given', 'Advice given'), ('closed', 'Closed'), ('taken_back', 'No longer needed')], default='asked', max_length=12)),
                    ('asked_at', models.DateTimeField()),
                    ('question', agencies.locked.LockedText()),
                    ('advice', agencies.locked.LockedText(blank=True)),
                    ('given_at', models.DateTimeField(blank=True, null=True)),
                    ('followed', models.CharField(blank=True, choices=[('yes', 'We did what was advised'), ('part', 'We did part of what was advised'), ('no', 'We decided otherwise')], max_length=4)),
                    ('followed_why', agencies.locked.LockedText(blank=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('adviser', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('checklist', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.checklist')),
                    ('disclosure', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.disclosure')),
                    ('followed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('request', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.request')),
                ],
                options={
                    'verbose_name': 'historical advice',
                    'verbose_name_plural': 'historical advices',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Advice',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('status', models.CharField(choices=[('asked', 'Waiting for advice'), ('given', 'Advice given'), ('closed', 'Closed'), ('taken_back', 'No longer needed')], default='asked', max_length=12)),
                    ('asked_at', models.DateTimeField()),
                    ('question', agencies.locked.LockedText()),
                    ('advice', agencies.locked.LockedText(blank=True)),
                    ('given_at', models.DateTimeField(blank=True, null=True)),
                    ('followed', models.CharField(blank=True, choices=[('yes', 'We did what was advised'), ('part', 'We did part of what was advised'), ('no', 'We decided otherwise')], max_length=4)),
                    ('followed_why', agencies.locked.LockedText(blank=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('adviser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('checklist', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.checklist')),
                    ('disclosure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.disclosure')),
                    ('followed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.request')),
                ],
                options={
                    'ordering': ['-asked_at', '-id'],
                    'indexes': [models.Index(fields=['partnership', 'agency', '-asked_at', '-id'], name='advice_feed'), models.Index(condition=models.Q(('status', 'asked')), fields=['partnership', 'adviser'], name='advice_waiting')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('checklist', None), ('request', None)), models.Q(('checklist', None), ('disclosure', None)), models.Q(('disclosure', None), ('request', None)), _connector='OR'), name='advice_about_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('advice', ''), ('given_at', None), ('status', 'asked')), models.Q(('advice', ''), ('status', 'taken_back')), models.Q(('given_at__isnull', False), ('status__in', ['given', 'closed'])), _connector='OR'), name='advice_given_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('followed_by__isnull', False), ('status', 'closed'), models.Q(('followed', ''), _negated=True)), models.Q(models.Q(('status', 'closed'), _negated=True), ('followed', ''), ('followed_by', None)), _connector='OR'), name='followed_or_not_by_somebody')],
                },
            ),
        ]),
    ]
