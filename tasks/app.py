"""Celery: the worker's door and the timetable."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
app = Celery("salon")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["tasks.messages", "tasks.booking", "tasks.demo"]
app.conf.beat_schedule = {
    "deliver messages": {"task": "tasks.messages.deliver", "schedule": 30.0},
    "expire requests": {"task": "tasks.booking.expire_requests", "schedule": 60.0},
    "offer free time": {"task": "tasks.booking.offer_free_time", "schedule": 60.0},
    "sweep holds": {"task": "tasks.booking.sweep_holds", "schedule": 300.0},
    "forget links": {"task": "tasks.booking.forget_links", "schedule": 3600.0},
}


@worker_ready.connect
def finish_the_demo(**_signal: object) -> None:
    """A worker that starts goes on with the demo salon; two queries where there is nothing to do."""
    app.send_task("tasks.demo.finish")
