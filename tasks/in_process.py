"""Worker and timetable inside the web process, for machines without a broker (gunicorn's `--config` loads this).

The queue lives in memory and dies with the process; the outbox's sweep, part of the timetable, sends what was lost.
One web process only: each would have a queue of its own.
"""

import threading
from typing import Any

from celery.beat import EmbeddedService
from celery.worker import WorkController

from tasks.app import app, start_to_work


def post_worker_init(worker: Any) -> None:
    """Gunicorn's hook: the web process is about to serve."""
    consumer = WorkController(
        app=app, pool_cls="solo", without_mingle=True, without_gossip=True, without_heartbeat=True
    )
    threading.Thread(target=consumer.start, name="worker", daemon=True).start()
    timetable = EmbeddedService(app, max_interval=1, thread=True)
    timetable.daemon = True
    timetable.start()
    # A worker of its own would say that it is ready (`tasks/app.py`).
    start_to_work()
