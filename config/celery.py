"""When is due work looked for? One table. The database holds the work; a lost message only delays it (design 8)."""

import os

from celery import Celery
from celery.signals import beat_init, worker_init
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("concordat")
app.conf.update(
    broker_url=settings.BROKER_URL,
    result_backend=None,
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    task_time_limit=300,
    task_publish_retry=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    timezone="UTC",
    beat_scheduler="config.beat:Timer",
    broker_transport_options={
        "visibility_timeout": 600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_timeout": 3,
        "socket_connect_timeout": 2,
    },
    # Task, seconds between wake-ups. A wake-up that waited longer than its interval is dropped: the next will do.
    beat_schedule={
        name: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
        for name, task, seconds in (
            ("notices", "agencies.tasks.sweep_notices", 2.0),
            ("invitations", "agencies.tasks.sweep_invitations", 2.0),
            ("guest links", "sharing.tasks.sweep_guest_passes", 2.0),
            ("old keys", "agencies.tasks.sweep_old_keys", 600.0),
            ("vacancies", "agencies.tasks.sweep_vacancies", 300.0),
            ("documents", "protocols.tasks.sweep_documents", 2.0),
            ("disputes", "sharing.tasks.sweep_disputes", 300.0),
            ("onward sharing", "sharing.tasks.sweep_onward", 60.0),
            ("meeting reminders", "sharing.tasks.sweep_meeting_reminders", 300.0),
            ("commencements", "protocols.tasks.sweep_commencements", 30.0),
            ("review reminders", "protocols.tasks.sweep_review_reminders", 60.0),
            ("deadlines", "sharing.tasks.sweep_clocks", 30.0),
            ("daily mail", "agencies.tasks.sweep_digests", 30.0),
            ("retention", "compliance.tasks.sweep_retention", 60.0),
            ("hold reviews", "compliance.tasks.sweep_hold_reviews", 3600.0),
            ("case reminders", "compliance.tasks.sweep_case_reminders", 60.0),
            ("remedies", "compliance.tasks.sweep_remedies", 300.0),
            ("notice receipts", "compliance.tasks.sweep_notice_receipts", 300.0),
            ("suspension reviews", "compliance.tasks.sweep_suspension_reviews", 300.0),
        )
    },
)
app.autodiscover_tasks(["agencies", "protocols", "sharing", "compliance"])


@worker_init.connect
@beat_init.connect
def refuse_what_is_unfit(**kwargs):
    from config.production import refuse_what_is_unfit as refuse  # noqa: PLC0415  the models load after this file

    refuse()
