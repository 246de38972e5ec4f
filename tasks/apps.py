from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The worker's side. `tasks/messages.py` is found by the outbox and registers the wake-up."""

    name = "tasks"
