"""The worker's side. The Celery app comes with any part of it: a task without it would look for a broker elsewhere."""

from tasks.app import app

__all__ = ["app"]
