import agencies.locked
import datetime
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models

# Filled in below from the record itself.
BEFORE = datetime.date(2000, 1, 1)
# The giver's copy began when it was recorded, a recipient's when receipt was confirmed.
BEGAN = """
update sharing_holding copy
set began_on = (coalesce(party.received_at, record.recorded_at) at time zone 'Europe/London')::date
from sharing_disclosure record, sharing_disclosureparty party
where record.id = copy.disclosure_id and party.disclosure_id = record.id and party.agency_id = copy.agency_id;
update sharing_historicalholding version set began_on = copy.began_on
from sharing_holding copy where copy.id = version.id;
"""
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_invitations'),
        ('sharing', '0003_suspensions'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='disclosureparty',
                name='disposed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicaldisclosureparty',
                name='disposed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicalholding',
                name='began_on',
                field=models.DateField(default=BEFORE),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='historicalholding',
                name='certificate',
                field=models.CharField(blank=True, max_length=30),
            ),
            migrations.AddField(
                model_name='historicalholding',
                name='closed_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicalholding',
                name='disposed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicalholding',
                name='keep_reason',
                field=agencies.locked.LockedText(blank=True),
            ),
            migrations.AddField(
                model_name='historicalholding',
                name='retained_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicalholding',
                name='status',
                field=models.CharField(choices=[('active', 'Kept until its date'), ('due', 'Due for review'), ('under_review', 'Disposal proposed'), ('retained', 'Kept for longer'), ('approved', 'Approved for disposal'), ('disposed', 'Disposed of'), ('on_hold', 'On hold')], default='active', max_length=12),
            ),
            migrations.AddField(
                model_name='holding',
                name='began_on',
                field=models.DateField(default=BEFORE),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='holding',
                name='certificate',
                field=models.CharField(blank=True, max_length=30),
            ),
            migrations.AddField(
                model_name='holding',
                name='closed_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='holding',
                name='disposed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='holding',
                name='keep_reason',
                field=agencies.locked.LockedText(blank=True),
            ),
            migrations.AddField(
                model_name='holding',
                name='retained_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='holding',
                name='status',
                field=models.CharField(choices=[('active', 'Kept until its date'), ('due', 'Due for review'), ('under_review', 'Disposal proposed'), ('retained', 'Kept for longer'), ('approved', 'Approved for disposal'), ('disposed', 'Disposed of'), ('on_hold', 'On hold')], default='active', max_length=12),
            ),
        ]),
        migrations.RunSQL(BEGAN, migrations.RunSQL.noop),
        Together([
            migrations.AddIndex(
                model_name='holding',
                index=models.Index(condition=models.Q(('status__in', ['active', 'retained'])), fields=['retain_until_on', 'id'], include=('partnership',), name='holding_coming'),
            ),
            migrations.AddIndex(
                model_name='holding',
                index=models.Index(condition=models.Q(('status__in', ['due', 'under_review', 'approved'])), fields=['partnership', 'agency', 'retain_until_on', 'id'], name='holding_to_review'),
            ),
            migrations.AddConstraint(
                model_name='holding',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('disposed_at__isnull', False), ('status', 'disposed'), models.Q(('certificate', ''), _negated=True)), models.Q(models.Q(('status', 'disposed'), _negated=True), ('certificate', ''), ('disposed_at', None)), _connector='OR'), name='disposed_of_with_a_certificate'),
            ),
            migrations.AddConstraint(
                model_name='holding',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'retained'), _negated=True), models.Q(('retain_until_on__isnull', False), ('retained_at__isnull', False), models.Q(('keep_reason', ''), _negated=True)), _connector='OR'), name='kept_longer_for_a_reason'),
            ),
        ]),
        Together([
            migrations.CreateModel(
                name='HistoricalHold',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('reference', models.CharField(max_length=30)),
                    ('status', models.CharField(choices=[('placed', 'In place'), ('lift_asked', 'Lifting asked for'), ('lifted', 'Lifted')], default='placed', max_length=10)),
                    ('reason', models.CharField(choices=[('access', 'An open access request'), ('information', 'An open freedom of information request'), ('complaint', 'An open complaint'), ('case', 'An open case of non-compliance, or a breach'), ('dispute', 'An open dispute'), ('regulator', 'A regulator or ombudsman is looking into it'), ('proceedings', 'Live proceedings, or material that has to be kept for them'), ('litigation', 'A claim in court, made or expected'), ('inquiry', 'A statutory inquiry'), ('practice_review', 'A safeguarding review, or a domestic abuse related death review')], max_length=16)),
                    ('note', agencies.locked.LockedText(blank=True)),
                    ('topic', models.CharField(blank=True, max_length=200)),
                    ('purpose', models.CharField(blank=True, max_length=60)),
                    ('about_a_child', models.BooleanField(default=False)),
                    ('shared_from', models.DateField(blank=True, null=True)),
                    ('shared_until', models.DateField(blank=True, null=True)),
                    ('placed_at', models.DateTimeField()),
                    ('review_on', models.DateField()),
                    ('reminded_on', models.DateField(blank=True, null=True)),
                    ('lift_asked_at', models.DateTimeField(blank=True, null=True)),
                    ('lift_reason', agencies.locked.LockedText(blank=True)),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('holding', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.holding')),
                    ('lift_asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('lifted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('other_agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('placed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                ],
                options={
                    'verbose_name': 'historical hold',
                    'verbose_name_plural': 'historical holds',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('reference', models.CharField(max_length=30)),
                    ('status', models.CharField(choices=[('placed', 'In place'), ('lift_asked', 'Lifting asked for'), ('lifted', 'Lifted')], default='placed', max_length=10)),
                    ('reason', models.CharField(choices=[('access', 'An open access request'), ('information', 'An open freedom of information request'), ('complaint', 'An open complaint'), ('case', 'An open case of non-compliance, or a breach'), ('dispute', 'An open dispute'), ('regulator', 'A regulator or ombudsman is looking into it'), ('proceedings', 'Live proceedings, or material that has to be kept for them'), ('litigation', 'A claim in court, made or expected'), ('inquiry', 'A statutory inquiry'), ('practice_review', 'A safeguarding review, or a domestic abuse related death review')], max_length=16)),
                    ('note', agencies.locked.LockedText(blank=True)),
                    ('topic', models.CharField(blank=True, max_length=200)),
                    ('purpose', models.CharField(blank=True, max_length=60)),
                    ('about_a_child', models.BooleanField(default=False)),
                    ('shared_from', models.DateField(blank=True, null=True)),
                    ('shared_until', models.DateField(blank=True, null=True)),
                    ('placed_at', models.DateTimeField()),
                    ('review_on', models.DateField()),
                    ('reminded_on', models.DateField(blank=True, null=True)),
                    ('lift_asked_at', models.DateTimeField(blank=True, null=True)),
                    ('lift_reason', agencies.locked.LockedText(blank=True)),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('holding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='sharing.holding')),
                    ('lift_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('other_agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('placed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                ],
                options={
                    'ordering': ['-placed_at'],
                    'indexes': [models.Index(fields=['partnership', 'agency', '-placed_at'], name='hold_feed')],
                    'constraints': [
                        models.UniqueConstraint(fields=('partnership', 'reference'), name='one_hold_a_reference'),
                        models.CheckConstraint(condition=models.Q(models.Q(('holding__isnull', False), ('topic', '')), models.Q(('holding', None), models.Q(('topic', ''), _negated=True)), _connector='OR'), name='a_hold_on_one_copy_or_on_a_topic'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status', 'lifted'), _negated=True), models.Q(('lift_asked_by__isnull', False), ('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_by', models.F('lift_asked_by')), _negated=True), models.Q(('lift_reason', ''), _negated=True)), _connector='OR'), name='a_hold_is_lifted_by_a_second_person'),
                    ],
                },
            ),
        ]),
    ]
