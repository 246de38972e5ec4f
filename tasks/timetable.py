"""The timetable: what is done when, without anybody asking. Every job may run twice at once and be missed at any time.

What a job does stands in the action that its task calls. Times of day are the salon's.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from celery.schedules import crontab, schedule
from django.conf import settings

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def every(pause: timedelta) -> schedule:
    return schedule(pause)


def at(hour: int, minute: int = 0) -> crontab:
    return crontab(hour=hour, minute=minute)


def timetable() -> list[tuple[str, str, schedule | crontab]]:
    """What, which task, when."""
    return [
        ("deliver messages", "tasks.messages.deliver", every(settings.OUTBOX_SWEEP_SECONDS * SECOND)),
        ("show a heartbeat", "tasks.messages.beat", every(MINUTE)),
        ("publish what is planned", "tasks.pages.publish_scheduled", every(MINUTE)),
        ("make sizes of pictures", "tasks.pictures.make_sizes", every(MINUTE)),
        ("draw pictures for sharing", "tasks.pictures.draw_shared", every(MINUTE)),
        ("sweep holds", "tasks.booking.sweep_holds", every(5 * MINUTE)),
        ("expire requests", "tasks.booking.expire_requests", every(MINUTE)),
        ("offer free time", "tasks.booking.offer_free_time", every(MINUTE)),
        ("write the morning digest", "tasks.booking.write_digests", every(5 * MINUTE)),
        ("audit reminders", "tasks.booking.audit_reminders", every(HOUR)),
        ("report dead letters", "tasks.messages.report_dead", every(HOUR)),
        ("finish past visits", "tasks.booking.finish_past_visits", at(3, 10)),
        ("forget spent links", "tasks.privacy.forget_links", every(HOUR)),
        ("forget codes for Telegram", "tasks.privacy.forget_codes", every(HOUR)),
        ("forget wrong passwords", "tasks.privacy.forget_attempts", every(HOUR)),
        ("forget answers of the API", "tasks.privacy.forget_answers", at(3, 55)),
        ("forget old messages", "tasks.privacy.forget_old_messages", at(3, 40)),
        ("forget contact messages", "tasks.privacy.forget_contact_messages", at(3, 50)),
        ("audit the pages", "tasks.pages.audit", at(4, 20)),
        ("forget who scanned", "tasks.privacy.forget_scans", at(3, 55)),
        ("forget old counts", "tasks.privacy.forget_old_counts", at(4, 5)),
        ("forget old consents", "tasks.privacy.forget_old_consents", at(3, 35)),
        ("forget old withdrawals", "tasks.privacy.forget_old_withdrawals", at(3, 45)),
    ]


def beat_schedule() -> Mapping[str, Mapping[str, Any]]:
    """As Celery wants it; a job that nobody could do is not done twice later."""
    return {
        name: {"task": task, "schedule": when, "options": {"expires": _expires(when)}}
        for name, task, when in timetable()
    }


def _expires(when: schedule | crontab) -> float:
    return HOUR.total_seconds() if isinstance(when, crontab) else max(when.run_every.total_seconds(), 60.0)
