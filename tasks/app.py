"""Celery: the worker's door. What is done when stands in `tasks/timetable.py`."""

import os

from celery import Celery
from celery.signals import worker_ready

from tasks.timetable import beat_schedule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
app = Celery("salon")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["tasks.messages", "tasks.booking", "tasks.pages", "tasks.pictures", "tasks.privacy", "tasks.demo"]
app.conf.beat_schedule = beat_schedule()


@worker_ready.connect
def start_to_work(**_signal: object) -> None:
    """A worker that starts shows itself, and goes on with the demo salon: two queries where there is nothing to do."""
    app.send_task("tasks.messages.beat")
    app.send_task("tasks.demo.finish")
