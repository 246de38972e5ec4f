"""The booking desk's housekeeping."""

from celery import shared_task
from django.utils import timezone

from booking.actions.account import forget_links as forget
from booking.actions.decide import expire_requests as expire
from booking.actions.hold import sweep_holds as sweep
from booking.actions.waiting import offer_free_time as offer


@shared_task
def sweep_holds() -> int:
    return sweep(now=timezone.now())


@shared_task
def expire_requests() -> int:
    return expire(now=timezone.now())


@shared_task
def forget_links() -> int:
    return forget(now=timezone.now())


@shared_task
def offer_free_time() -> int:
    return offer(now=timezone.now())
