"""Disagreements about an answer: what each side says, what was discussed, and how it ended."""

import agencies.locked
import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0004_holds_and_disposal'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Dispute',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('reference', models.CharField(max_length=30)),
                    ('status', models.CharField(choices=[('officers', 'With the designated officers'), ('heads', 'With the heads of agency'), ('agreed', 'Agreed'), ('partly_agreed', 'Agreed in part'), ('own_discretion', 'Each agency decides for itself'), ('withdrawn', 'Withdrawn')], default='officers', max_length=16)),
                    ('opened_at', models.DateTimeField()),
                    ('why', agencies.locked.LockedText()),
                    ('would_do', agencies.locked.LockedText(blank=True)),
                    ('heads_at', models.DateTimeField(blank=True, null=True)),
                    ('heads_code', models.CharField(blank=True, choices=[('not_agreed', 'The designated officers have talked and do not agree'), ('urgent', 'It is too urgent to wait for the designated officers'), ('vacant', 'An agency has no designated officer at the moment'), ('decider', 'The designated officer is the person who decided')], max_length=12)),
                    ('heads_reason', agencies.locked.LockedText(blank=True)),
                    ('due_at', models.DateTimeField()),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('offer', models.CharField(blank=True, max_length=16)),
                    ('offer_terms', agencies.locked.LockedText(blank=True)),
                    ('offered_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('terms', agencies.locked.LockedText(blank=True)),
                    ('offered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='sharing.request')),
                ],
                options={
                    'ordering': ['-opened_at', '-id'],
                    'indexes': [models.Index(fields=['partnership', '-opened_at', '-id'], name='dispute_feed')],
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'reference'), name='one_dispute_a_reference'), models.UniqueConstraint(condition=models.Q(('status__in', ['officers', 'heads'])), fields=('partnership', 'request'), name='one_open_dispute_a_request'), models.CheckConstraint(condition=models.Q(models.Q(('heads_at', None), ('heads_code', '')), models.Q(('heads_at__isnull', False), models.Q(('heads_code', ''), _negated=True)), _connector='OR'), name='with_the_heads_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('heads_at', None), ('status', 'officers')), models.Q(('heads_at__isnull', False), ('status', 'heads')), models.Q(('status__in', ['officers', 'heads']), _negated=True), _connector='OR'), name='with_the_heads_since'), models.CheckConstraint(condition=models.Q(models.Q(('offer', ''), ('offered_at', None), ('offered_by', None)), models.Q(('offer__in', ['agreed', 'partly_agreed']), ('offered_at__isnull', False), ('offered_by__isnull', False)), _connector='OR'), name='an_offer_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('status__in', ['officers', 'heads'])), models.Q(models.Q(('status__in', ['officers', 'heads']), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='closed_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['agreed', 'partly_agreed']), _negated=True), models.Q(('terms', ''), _negated=True), _connector='OR'), name='agreed_on_terms')],
                },
            ),
            migrations.CreateModel(
                name='DisputeChange',
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
                    ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='sharing.dispute')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'ordering': ['-at', '-recorded_at'],
                    'abstract': False,
                    'indexes': [models.Index(fields=['partnership', 'dispute', '-at'], name='dispute_change_feed')],
                },
            ),
            migrations.CreateModel(
                name='DisputeNote',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('talked_on', models.DateField()),
                    ('who', models.CharField(max_length=300)),
                    ('said', agencies.locked.LockedText()),
                    ('offered', agencies.locked.LockedText(blank=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='sharing.dispute')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'ordering': ['-talked_on', '-at'],
                    'indexes': [models.Index(fields=['partnership', 'dispute', '-talked_on'], name='dispute_note_feed')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalDispute',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('reference', models.CharField(max_length=30)),
                    ('status', models.CharField(choices=[('officers', 'With the designated officers'), ('heads', 'With the heads of agency'), ('agreed', 'Agreed'), ('partly_agreed', 'Agreed in part'), ('own_discretion', 'Each agency decides for itself'), ('withdrawn', 'Withdrawn')], default='officers', max_length=16)),
                    ('opened_at', models.DateTimeField()),
                    ('why', agencies.locked.LockedText()),
                    ('would_do', agencies.locked.LockedText(blank=True)),
                    ('heads_at', models.DateTimeField(blank=True, null=True)),
                    ('heads_code', models.CharField(blank=True, choices=[('not_agreed', 'The designated officers have talked and do not agree'), ('urgent', 'It is too urgent to wait for the designated officers'), ('vacant', 'An agency has no designated officer at the moment'), ('decider', 'The designated officer is the person who decided')], max_length=12)),
                    ('heads_reason', agencies.locked.LockedText(blank=True)),
                    ('due_at', models.DateTimeField()),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('offer', models.CharField(blank=True, max_length=16)),
                    ('offer_terms', agencies.locked.LockedText(blank=True)),
                    ('offered_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('terms', agencies.locked.LockedText(blank=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('offered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('opened_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('request', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.request')),
                ],
                options={
                    'verbose_name': 'historical dispute',
                    'verbose_name_plural': 'historical disputes',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalDisputeNote',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('talked_on', models.DateField()),
                    ('who', models.CharField(max_length=300)),
                    ('said', agencies.locked.LockedText()),
                    ('offered', agencies.locked.LockedText(blank=True)),
                    ('at', models.DateTimeField()),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('dispute', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.dispute')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'verbose_name': 'historical dispute note',
                    'verbose_name_plural': 'historical dispute notes',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ]),
    ]
