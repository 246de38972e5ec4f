"""Celery: the worker's door. What is done when stands in `tasks/timetable.py`.

What takes seconds of the processor has a queue of its own, `slow`, with a worker of its own, so that no message waits
for it. A worker that is not told which queue is its own takes from both in turn.
"""

import os

from celery import Celery
from celery.signals import worker_ready
from kombu import Exchange, Queue

from tasks.timetable import beat_schedule

SLOW = "slow"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
app = Celery("salon")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["tasks.messages", "tasks.booking", "tasks.pages", "tasks.pictures", "tasks.privacy", "tasks.demo"]
app.conf.task_queues = [Queue(name, Exchange(name), routing_key=name) for name in (app.conf.task_default_queue, SLOW)]
app.conf.task_routes = {"tasks.pictures.*": SLOW, "tasks.demo.*": SLOW}
app.conf.beat_schedule = beat_schedule()


@worker_ready.connect
def start_to_work(**_signal: object) -> None:
    """A worker that starts shows itself, and has pictures and demo salon gone on with: three queries where there is
    nothing to do.
    """
    app.send_task("tasks.messages.beat")
    app.send_task("tasks.pictures.make_sizes")
    app.send_task("tasks.demo.finish")
