from django.apps import AppConfig
from django.db.models.signals import post_save


class TasksConfig(AppConfig):
    """The worker's side. `tasks/messages.py` is found by the outbox and registers the wake-up."""

    name = "tasks"

    def ready(self) -> None:
        from wagtail.signals import page_published  # noqa: PLC0415 - models are there only now

        from tasks.pictures import wake, wake_for_page  # noqa: PLC0415

        post_save.connect(wake, sender="cms.SalonImage", dispatch_uid="tasks.pictures")
        page_published.connect(wake_for_page, dispatch_uid="tasks.pictures")
