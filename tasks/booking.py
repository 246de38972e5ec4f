"""The booking desk's housekeeping."""

from celery import shared_task
from django.utils import timezone

from booking.actions.decide import expire_requests as expire
from booking.actions.hold import sweep_holds as sweep


@shared_task
def sweep_holds() -> int:
    return sweep(now=timezone.now())


@shared_task
def expire_requests() -> int:
    return expire(now=timezone.now())
