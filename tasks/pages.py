"""What editors have planned happens by itself."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def publish_scheduled() -> None:
    """Publish and take down what is due: Wagtail's own command."""
    call_command("publish_scheduled", verbosity=0)
