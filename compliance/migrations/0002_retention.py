import agencies.locked
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('protocols', '0005_documents'),
        ('sharing', '0004_holds_and_disposal'),
        ('compliance', '0001_cases'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='HistoricalCopyReview',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('status', models.CharField(choices=[('kept', 'Kept for longer'), ('proposed', 'Disposal proposed'), ('sent_back', 'Sent back'), ('approved', 'Approved for disposal'), ('disposed', 'Disposed of')], default='proposed', max_length=10)),
                    ('answers', agencies.locked.LockedAnswers(default=dict)),
                    ('reason', agencies.locked.LockedText(blank=True)),
                    ('proposed_at', models.DateTimeField()),
                    ('asset_form', models.CharField(blank=True, choices=[('electronic', 'Electronic: in this service or another system'), ('device', 'On a device, disc or memory stick'), ('paper', 'On paper')], max_length=10)),
                    ('method', models.CharField(blank=True, choices=[('erase', 'Electronic erasure'), ('key_destruction', 'Destruction of the key that encrypts it'), ('overwrite', 'Overwriting'), ('sanitise', 'Sanitising the device'), ('destroy', 'Physical destruction: shredded, broken up, pulverised, melted or burned'), ('cross_cut', 'Cross-cut shredding'), ('contractor', 'Secure waste contractor'), ('return', 'Returned to its owner'), ('archive', 'Transferred to an archive')], max_length=16)),
                    ('sent_back_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_back_reason', agencies.locked.LockedText(blank=True)),
                    ('approved_at', models.DateTimeField(blank=True, null=True)),
                    ('hold_checked_at', models.DateTimeField(blank=True, null=True)),
                    ('disposed_at', models.DateTimeField(blank=True, null=True)),
                    ('done', models.JSONField(default=dict)),
                    ('backups_lapse_on', models.DateField(blank=True, null=True)),
                    ('certificate', models.CharField(blank=True, max_length=30)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('disposed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='protocols.document')),
                    ('holding', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sharing.holding')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('proposed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('sent_back_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                ],
                options={
                    'verbose_name': 'historical copy review',
                    'verbose_name_plural': 'historical copy reviews',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='CopyReview',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('status', models.CharField(choices=[('kept', 'Kept for longer'), ('proposed', 'Disposal proposed'), ('sent_back', 'Sent back'), ('approved', 'Approved for disposal'), ('disposed', 'Disposed of')], default='proposed', max_length=10)),
                    ('answers', agencies.locked.LockedAnswers(default=dict)),
                    ('reason', agencies.locked.LockedText(blank=True)),
                    ('proposed_at', models.DateTimeField()),
                    ('asset_form', models.CharField(blank=True, choices=[('electronic', 'Electronic: in this service or another system'), ('device', 'On a device, disc or memory stick'), ('paper', 'On paper')], max_length=10)),
                    ('method', models.CharField(blank=True, choices=[('erase', 'Electronic erasure'), ('key_destruction', 'Destruction of the key that encrypts it'), ('overwrite', 'Overwriting'), ('sanitise', 'Sanitising the device'), ('destroy', 'Physical destruction: shredded, broken up, pulverised, melted or burned'), ('cross_cut', 'Cross-cut shredding'), ('contractor', 'Secure waste contractor'), ('return', 'Returned to its owner'), ('archive', 'Transferred to an archive')], max_length=16)),
                    ('sent_back_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_back_reason', agencies.locked.LockedText(blank=True)),
                    ('approved_at', models.DateTimeField(blank=True, null=True)),
                    ('hold_checked_at', models.DateTimeField(blank=True, null=True)),
                    ('disposed_at', models.DateTimeField(blank=True, null=True)),
                    ('done', models.JSONField(default=dict)),
                    ('backups_lapse_on', models.DateField(blank=True, null=True)),
                    ('certificate', models.CharField(blank=True, max_length=30)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                    ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('disposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.document')),
                    ('holding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='sharing.holding')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('sent_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                ],
                options={
                    'ordering': ['-proposed_at'],
                    'indexes': [models.Index(fields=['partnership', 'holding', '-proposed_at'], name='copy_review_feed')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_approves_their_own_disposal'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['approved', 'disposed']), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='disposed_of_only_when_approved'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'disposed'), _negated=True), models.Q(('disposed_at__isnull', False), ('disposed_by__isnull', False), models.Q(('certificate', ''), _negated=True)), _connector='OR'), name='a_disposal_has_a_certificate'), models.CheckConstraint(condition=models.Q(('status', 'kept'), models.Q(models.Q(('method', ''), _negated=True), models.Q(('asset_form', ''), _negated=True)), _connector='OR'), name='a_disposal_has_a_method'), models.UniqueConstraint(condition=models.Q(('status__in', ['proposed', 'approved'])), fields=('partnership', 'holding'), name='one_disposal_under_way_a_copy'), models.UniqueConstraint(condition=models.Q(('certificate', ''), _negated=True), fields=('partnership', 'certificate'), name='one_certificate_a_number')],
                },
            ),
        ]),
    ]
