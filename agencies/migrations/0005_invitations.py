"""Invitations, vacancies of designated officers, and the moment at which somebody's part was ended at once."""

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_jobs'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='historicalmembership',
                name='ended_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='membership',
                name='ended_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
        ]),
        Together([
            migrations.CreateModel(
                name='HistoricalInvitation',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('email', models.EmailField(max_length=254)),
                    ('name', models.CharField(max_length=200)),
                    ('job_title', models.CharField(max_length=120)),
                    ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('registrar', 'registrar'), ('board_administrator', 'board administrator'), ('head', 'head of agency'), ('officer', 'designated officer'), ('practitioner', 'practitioner'), ('data_protection_officer', 'data protection officer'), ('senior_risk_owner', 'senior information risk owner'), ('caldicott_guardian', 'Caldicott Guardian'), ('asset_owner', 'information asset owner'), ('auditor', 'auditor')], max_length=30), default=list, size=None)),
                    ('is_volunteer', models.BooleanField(default=False)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('invited_at', models.DateTimeField()),
                    ('link_number', models.PositiveSmallIntegerField(default=1)),
                    ('expires_at', models.DateTimeField()),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('invited_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('member', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                    ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership')),
                ],
                options={
                    'verbose_name': 'historical invitation',
                    'verbose_name_plural': 'historical invitations',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalVacancy',
                fields=[
                    ('history_member_id', models.UUIDField(editable=False, null=True)),
                    ('history_agency_id', models.UUIDField(editable=False, null=True)),
                    ('history_verb', models.TextField(default='', editable=False)),
                    ('history_txid', models.BigIntegerField(editable=False, null=True)),
                    ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                    ('since', models.DateField()),
                    ('filled_on', models.DateField(blank=True, null=True)),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('agency', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.agency')),
                    ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'verbose_name': 'historical vacancy',
                    'verbose_name_plural': 'historical vacancys',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('party_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                    ('email', models.EmailField(max_length=254)),
                    ('name', models.CharField(max_length=200)),
                    ('job_title', models.CharField(max_length=120)),
                    ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('registrar', 'registrar'), ('board_administrator', 'board administrator'), ('head', 'head of agency'), ('officer', 'designated officer'), ('practitioner', 'practitioner'), ('data_protection_officer', 'data protection officer'), ('senior_risk_owner', 'senior information risk owner'), ('caldicott_guardian', 'Caldicott Guardian'), ('asset_owner', 'information asset owner'), ('auditor', 'auditor')], max_length=30), default=list, size=None)),
                    ('is_volunteer', models.BooleanField(default=False)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('invited_at', models.DateTimeField()),
                    ('link_number', models.PositiveSmallIntegerField(default=1)),
                    ('token_digest', models.CharField(max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField()),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='agencies.agency')),
                    ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership')),
                ],
                options={
                    'ordering': ['-invited_at'],
                    'indexes': [models.Index(condition=models.Q(('accepted_at', None), ('sent_at', None), ('withdrawn_at', None)), fields=['partnership', 'invited_at'], name='invitation_unsent')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), fields=('partnership', 'agency', 'email'), name='one_open_invitation_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('member', None)), models.Q(('accepted_at__isnull', False), ('member__isnull', False)), _connector='OR'), name='invitation_accepted_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('accepted_at', None), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='invitation_withdrawn_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='Vacancy',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('since', models.DateField()),
                    ('filled_on', models.DateField(blank=True, null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='agencies.agency')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.partnership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('filled_on', None)), fields=('partnership', 'agency'), name='one_open_vacancy_an_agency')],
                },
            ),
        ]),
    ]
