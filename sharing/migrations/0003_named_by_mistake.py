"""What undoes a naming: parts ended before their time, lists that end, guests struck off, items taken off; and who saved a case
first."""

import django.db.models.deletion
from django.db import migrations, models

import agencies.locked
from agencies.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_tables'),
        ('sharing', '0002_guests_door'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='attendance',
                name='struck_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicalattendance',
                name='struck_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='caserecord',
                name='revision',
                field=models.PositiveIntegerField(default=0),
            ),
            migrations.AddField(
                model_name='historicalcaserecord',
                name='revision',
                field=models.PositiveIntegerField(default=0),
            ),
            migrations.AddField(
                model_name='meetingpart',
                name='ended_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership'),
            ),
            migrations.AddField(
                model_name='historicalmeetingpart',
                name='ended_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership'),
            ),
            migrations.AddField(
                model_name='research',
                name='ended_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicalresearch',
                name='ended_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='agendaitem',
                name='taken_off_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='agendaitem',
                name='taken_off_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.membership'),
            ),
            migrations.AddField(
                model_name='agendaitem',
                name='taken_off_reason',
                field=agencies.locked.LockedText(blank=True, default=''),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='historicalagendaitem',
                name='taken_off_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='historicalagendaitem',
                name='taken_off_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.membership'),
            ),
            migrations.AddField(
                model_name='historicalagendaitem',
                name='taken_off_reason',
                field=agencies.locked.LockedText(blank=True, default=''),
                preserve_default=False,
            ),
        ]),
        Together([
            migrations.RemoveConstraint(
                model_name='research',
                name='one_question_an_agency_and_case',
            ),
            migrations.AddConstraint(
                model_name='agendaitem',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_off_at', None), ('taken_off_by', None), ('taken_off_reason', '')), models.Q(('opened_at', None), ('taken_off_at__isnull', False), ('taken_off_by__isnull', False), models.Q(('taken_off_reason', ''), _negated=True)), _connector='OR'), name='an_item_taken_off_before_it_is_opened'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.CheckConstraint(condition=models.Q(('struck_at', None), models.Q(('arrived_at', None), ('declined_at', None), ('member', None), ('signed_at', None)), _connector='OR'), name='a_guest_struck_off_before_they_came'),
            ),
            migrations.AddConstraint(
                model_name='meetingpart',
                constraint=models.CheckConstraint(condition=models.Q(('ended_by', None), ('until_at__isnull', False), _connector='OR'), name='a_part_ended_at_a_time'),
            ),
            migrations.AddConstraint(
                model_name='research',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('partnership', 'item', 'agency'), name='one_question_an_agency_and_case'),
            ),
            migrations.AddConstraint(
                model_name='research',
                constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), models.Q(('remind_at', None), ('reply', '')), _connector='OR'), name='ended_without_an_answer'),
            ),
        ]),
    ]
