"""What is no longer needed is forgotten."""

from celery import shared_task
from django.utils import timezone

from booking.actions.account import forget_links
from salon.outbox.actions.retention import forget_old_messages


@shared_task
def forget_what_is_old() -> int:
    now = timezone.now()
    return forget_links(now=now) + forget_old_messages(now=now)
