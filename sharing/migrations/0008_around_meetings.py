"""What lies around a meeting: what is looked for before it, the passes of its guests, and its minutes as each may see them."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

import agencies.locked
from agencies.together import Together

# Of which partnership, held by which agency, is the meeting of a standing pass? It needs the whole secret's digest, and
# says the same of one that never was, has ended or was taken back: nothing.
ASK = """
create or replace function concordat_guest_of(looked_for text, at timestamptz)
  returns table (partnership uuid, host uuid, pass uuid) language sql stable security definer
  set search_path = public, pg_temp as $$
  select m.partnership_id, m.agency_id, p.id
  from sharing_guestpass p join sharing_attendance a on a.id = p.attendance_id join sharing_meeting m on m.id = a.meeting_id
  where p.token_digest = looked_for and p.taken_back_at is null and p.ends_at > at and m.status in ('planned', 'open') $$;
revoke all on function concordat_guest_of(text, timestamptz) from public;
grant execute on function concordat_guest_of(text, timestamptz) to concordat_app;
"""
FORGET = "drop function if exists concordat_guest_of(text, timestamptz);"


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_invitations'),
        ('sharing', '0007_clocks_told'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='HistoricalGuestPass',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('made_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('attendance', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.attendance')),
                    ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('taken_back_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                ],
                options={
                    'verbose_name': 'historical guest pass',
                    'verbose_name_plural': 'historical guest passs',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalMinutesCopy',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('summary', agencies.locked.LockedText()),
                    ('sent_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.meeting')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('sent_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                ],
                options={
                    'verbose_name': 'historical minutes copy',
                    'verbose_name_plural': 'historical minutes copys',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalResearch',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('about', agencies.locked.LockedText()),
                    ('look_for', agencies.locked.LockedText(blank=True)),
                    ('reasons', agencies.locked.LockedAnswers(default=dict)),
                    ('asked_at', models.DateTimeField()),
                    ('due_on', models.DateField()),
                    ('reply', models.CharField(blank=True, choices=[('', 'no answer'), ('nothing', 'nothing held'), ('held', 'something held, brought to the meeting')], default='', max_length=8)),
                    ('replied_at', models.DateTimeField(blank=True, null=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('disclosure', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.disclosure')),
                    ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.agendaitem')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('replied_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('reply_disclosure', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.disclosure')),
                ],
                options={
                    'verbose_name': 'historical research',
                    'verbose_name_plural': 'historical researchs',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='GuestPass',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('token_digest', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passes', to='sharing.attendance')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                ],
                options={
                    'ordering': ['-made_at', '-id'],
                    'indexes': [models.Index(condition=models.Q(('sent_at', None), ('taken_back_at', None), models.Q(('email', ''), _negated=True)), fields=['partnership', 'made_at'], name='guest_pass_unsent')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('partnership', 'attendance'), name='one_pass_a_guest'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='a_pass_taken_back_by_somebody_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='MinutesCopy',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('summary', agencies.locked.LockedText()),
                    ('sent_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='sharing.meeting')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                ],
                options={
                    'ordering': ['agency__name'],
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'meeting', 'agency'), name='one_copy_of_minutes_an_agency'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('sent_at'))), name='minutes_end_after_they_are_sent')],
                },
            ),
            migrations.CreateModel(
                name='Research',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('about', agencies.locked.LockedText()),
                    ('look_for', agencies.locked.LockedText(blank=True)),
                    ('reasons', agencies.locked.LockedAnswers(default=dict)),
                    ('asked_at', models.DateTimeField()),
                    ('due_on', models.DateField()),
                    ('reply', models.CharField(blank=True, choices=[('', 'no answer'), ('nothing', 'nothing held'), ('held', 'something held, brought to the meeting')], default='', max_length=8)),
                    ('replied_at', models.DateTimeField(blank=True, null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.disclosure')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='research', to='sharing.agendaitem')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('reply_disclosure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.disclosure')),
                ],
                options={
                    'ordering': ['item__number', 'agency__name'],
                    'indexes': [models.Index(condition=models.Q(('reply', '')), fields=['partnership', 'agency', 'due_on'], name='research_unanswered')],
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'item', 'agency'), name='one_question_an_agency_and_case'), models.CheckConstraint(condition=models.Q(models.Q(('replied_at', None), ('replied_by', None), ('reply', '')), models.Q(models.Q(('reply', ''), _negated=True), ('replied_at__isnull', False), ('replied_by__isnull', False)), _connector='OR'), name='an_answer_by_somebody_at_a_time')],
                },
            ),
        ]),
        migrations.RunSQL(ASK, FORGET),
    ]
