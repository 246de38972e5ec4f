"""The booking desk's housekeeping."""

from celery import shared_task
from django.utils import timezone

from booking.actions import attendance, decide, digest, hold, reminders, waiting


@shared_task
def sweep_holds() -> int:
    return hold.sweep_holds(now=timezone.now())


@shared_task
def expire_requests() -> int:
    return decide.expire_requests(now=timezone.now())


@shared_task
def offer_free_time() -> int:
    return waiting.offer_free_time(now=timezone.now())


@shared_task
def write_digests() -> int:
    return digest.write_digests(now=timezone.now())


@shared_task
def audit_reminders() -> int:
    return reminders.audit_reminders(now=timezone.now())


@shared_task
def finish_past_visits() -> int:
    return attendance.finish_past_visits(now=timezone.now())
