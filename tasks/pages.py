"""What editors have planned happens by itself, and what they have overlooked is found."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from salon.cms.audit.run import run_audit


@shared_task
def publish_scheduled() -> None:
    """Publish and take down what is due: Wagtail's own command."""
    call_command("publish_scheduled", verbosity=0)


@shared_task
def audit() -> int:
    return run_audit(now=timezone.now())
