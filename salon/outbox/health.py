"""What `/health/ready` tells about messages."""

from django.utils import timezone

from salon.outbox.selectors import is_at_work, last_heartbeat, late_messages


def worker_health() -> dict[str, object]:
    """Whether somebody delivers, when they were last seen (None: never), and how many messages are late."""
    now, seen = timezone.now(), last_heartbeat()
    return {
        "worker": "ok" if is_at_work(now=now) else "silent",
        "worker_seen_seconds_ago": int((now - seen).total_seconds()) if seen else None,
        "messages_late": late_messages(now=now),
    }
