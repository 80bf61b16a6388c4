"""What programs sign in with, and the acts that they may ask for again."""

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_cache_table'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='HistoricalApiToken',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('name', models.CharField(max_length=60)),
                    ('prefix', models.CharField(max_length=12)),
                    ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read_protocols', 'read protocols'), ('read_sharing', 'read requests and what was shared'), ('write_sharing', 'ask, answer and record'), ('read_history', 'read what happened to a record')], max_length=20), size=None)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('last_used_on', models.DateField(blank=True, null=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('member', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical api token',
                    'verbose_name_plural': 'historical api tokens',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='ApiToken',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60)),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('prefix', models.CharField(max_length=12)),
                    ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read_protocols', 'read protocols'), ('read_sharing', 'read requests and what was shared'), ('write_sharing', 'ask, answer and record'), ('read_history', 'read what happened to a record')], max_length=20), size=None)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('last_used_on', models.DateField(blank=True, null=True)),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['person', '-made_at'], name='token_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='token_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('scopes', []), _negated=True), name='token_may_do_something')],
                },
            ),
            migrations.CreateModel(
                name='IdempotencyKey',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('key', models.UUIDField()),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('status', models.PositiveSmallIntegerField()),
                    ('answer', models.JSONField()),
                    ('location', models.CharField(blank=True, max_length=300)),
                    ('created_at', models.DateTimeField()),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'indexes': [models.Index(fields=['partnership', 'created_at'], name='idempotency_key_age')],
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'member', 'key'), name='one_act_a_key')],
                },
            ),
        ]),
    ]
