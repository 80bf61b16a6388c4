"""What is asked of the agency that information belongs to before it is passed on, and what it was told."""

import agencies.locked
import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_tables'),
        ('sharing', '0003_named_by_mistake'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='HistoricalOnwardRequest',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('reference', models.CharField(max_length=30)),
                    ('status', models.CharField(choices=[('sent', 'Waiting for an answer'), ('granted', 'Agreed'), ('conditions', 'Agreed, with conditions'), ('refused', 'Not agreed'), ('lapsed', 'No answer in time'), ('withdrawn', 'Withdrawn'), ('told', 'Passed on, and the owner told')], default='sent', max_length=12)),
                    ('kind', models.CharField(choices=[('pass_on', 'Give it to somebody else'), ('new_use', 'Use it ourselves for something else')], default='pass_on', max_length=8)),
                    ('sent_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField(blank=True, null=True)),
                    ('remind_at', models.DateTimeField(blank=True, null=True)),
                    ('which', agencies.locked.LockedText(blank=True)),
                    ('to_body', agencies.locked.LockedText(blank=True)),
                    ('what', agencies.locked.LockedText()),
                    ('why', agencies.locked.LockedText()),
                    ('cannot_wait', models.CharField(blank=True, choices=[('life', 'Life was at risk'), ('court', 'A court ordered it'), ('law', 'The law required it')], max_length=8)),
                    ('provision', agencies.locked.LockedText(blank=True)),
                    ('shared_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('conditions', agencies.locked.LockedText(blank=True)),
                    ('answer_why', agencies.locked.LockedText(blank=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('asking_agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('checklist', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.checklist')),
                    ('disclosure', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.disclosure')),
                    ('owner_agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('to_agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                ],
                options={
                    'verbose_name': 'historical onward request',
                    'verbose_name_plural': 'historical onward requests',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='OnwardRequest',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('reference', models.CharField(max_length=30)),
                    ('status', models.CharField(choices=[('sent', 'Waiting for an answer'), ('granted', 'Agreed'), ('conditions', 'Agreed, with conditions'), ('refused', 'Not agreed'), ('lapsed', 'No answer in time'), ('withdrawn', 'Withdrawn'), ('told', 'Passed on, and the owner told')], default='sent', max_length=12)),
                    ('kind', models.CharField(choices=[('pass_on', 'Give it to somebody else'), ('new_use', 'Use it ourselves for something else')], default='pass_on', max_length=8)),
                    ('sent_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField(blank=True, null=True)),
                    ('remind_at', models.DateTimeField(blank=True, null=True)),
                    ('which', agencies.locked.LockedText(blank=True)),
                    ('to_body', agencies.locked.LockedText(blank=True)),
                    ('what', agencies.locked.LockedText()),
                    ('why', agencies.locked.LockedText()),
                    ('cannot_wait', models.CharField(blank=True, choices=[('life', 'Life was at risk'), ('court', 'A court ordered it'), ('law', 'The law required it')], max_length=8)),
                    ('provision', agencies.locked.LockedText(blank=True)),
                    ('shared_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('conditions', agencies.locked.LockedText(blank=True)),
                    ('answer_why', agencies.locked.LockedText(blank=True)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('asking_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('checklist', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='onward_requests', to='sharing.checklist')),
                    ('disclosure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='onward_requests', to='sharing.disclosure')),
                    ('owner_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('to_agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ],
                options={
                    'ordering': ['-sent_at', '-id'],
                    'indexes': [models.Index(condition=models.Q(('status', 'sent')), fields=['partnership', 'due_at'], name='onward_unanswered'), models.Index(fields=['partnership', 'checklist'], name='onward_of_checklist')],
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'reference'), name='one_onward_request_a_reference'), models.CheckConstraint(condition=models.Q(('asking_agency', models.F('owner_agency')), _negated=True), name='nobody_asks_for_their_own'), models.CheckConstraint(condition=models.Q(models.Q(('due_at', None), ('status', 'told'), models.Q(('cannot_wait', ''), _negated=True)), models.Q(models.Q(('status', 'told'), _negated=True), ('cannot_wait', ''), ('due_at__gte', models.F('sent_at')), ('due_at__isnull', False)), _connector='OR'), name='told_of_what_could_not_wait'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('status__in', ['granted', 'conditions', 'refused'])), models.Q(models.Q(('status__in', ['granted', 'conditions', 'refused']), _negated=True), ('answered_at', None), ('answered_by', None)), _connector='OR'), name='agreed_or_not_by_somebody'), models.CheckConstraint(condition=models.Q(('kind', 'pass_on'), ('to_agency', None), _connector='OR'), name='ones_own_use_goes_to_nobody'), models.CheckConstraint(condition=models.Q(('status', 'sent'), ('remind_at', None), _connector='OR'), name='reminded_while_it_waits')],
                },
            ),
            migrations.CreateModel(
                name='OnwardParty',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('part', models.CharField(choices=[('asker', 'asks'), ('owner', 'it belongs to')], max_length=8)),
                    ('created_at', models.DateTimeField()),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('onward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='sharing.onwardrequest')),
                ],
                options={
                    'indexes': [models.Index(fields=['partnership', 'agency', '-created_at', '-id'], name='onward_feed')],
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'onward', 'agency'), name='one_onward_side_an_agency')],
                },
            ),
            migrations.CreateModel(
                name='OnwardChange',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('verb', models.CharField(max_length=40)),
                    ('source', models.CharField(blank=True, max_length=30)),
                    ('target', models.CharField(blank=True, max_length=30)),
                    ('at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('reason', models.TextField(blank=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('onward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='sharing.onwardrequest')),
                ],
                options={
                    'ordering': ['-at', '-recorded_at'],
                    'abstract': False,
                    'indexes': [models.Index(fields=['partnership', 'onward', '-at'], name='onward_change_feed')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalOnwardParty',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('part', models.CharField(choices=[('asker', 'asks'), ('owner', 'it belongs to')], max_length=8)),
                    ('created_at', models.DateTimeField()),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('onward', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.onwardrequest')),
                ],
                options={
                    'verbose_name': 'historical onward party',
                    'verbose_name_plural': 'historical onward partys',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ]),
    ]
