"""What is no longer needed is forgotten."""

from celery import shared_task
from django.utils import timezone

from booking.actions import account, link_telegram, once, scan
from home.actions import forget_contact_messages as forget_contact
from legal.actions import forget_old_consents as forget_consents
from legal.actions import forget_old_withdrawals as forget_withdrawals
from salon.analytics import actions as counts
from salon.login import attempts
from salon.outbox.actions import retention


@shared_task
def forget_links() -> int:
    return account.forget_links(now=timezone.now())


@shared_task
def forget_scans() -> int:
    return scan.forget_scans(now=timezone.now())


@shared_task
def forget_codes() -> int:
    return link_telegram.forget_codes(now=timezone.now())


@shared_task
def forget_answers() -> int:
    return once.forget_answers(now=timezone.now())


@shared_task
def forget_old_messages() -> int:
    return retention.forget_old_messages(now=timezone.now())


@shared_task
def forget_contact_messages() -> int:
    return forget_contact(now=timezone.now())


@shared_task
def forget_old_withdrawals() -> int:
    return forget_withdrawals(now=timezone.now())


@shared_task
def forget_old_counts() -> int:
    return counts.forget_old_counts(now=timezone.now())


@shared_task
def forget_attempts() -> int:
    return attempts.forget_attempts(now=timezone.now())


@shared_task
def forget_old_consents() -> int:
    return forget_consents(now=timezone.now())
