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
            ("commencements", "protocols.tasks.sweep_commencements", 30.0),
        )
    },
)
app.autodiscover_tasks(["agencies", "protocols", "sharing", "compliance"])


@worker_init.connect
@beat_init.connect
def refuse_what_is_unfit(**kwargs):
    from config.production import refuse_what_is_unfit as refuse  # noqa: PLC0415  the models load after this file

    refuse()
