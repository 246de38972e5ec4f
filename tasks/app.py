"""Celery: the worker's door and the timetable."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
app = Celery("salon")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["tasks.messages", "tasks.booking"]
app.conf.beat_schedule = {
    "deliver messages": {"task": "tasks.messages.deliver", "schedule": 30.0},
    "sweep holds": {"task": "tasks.booking.sweep_holds", "schedule": 300.0},
}
