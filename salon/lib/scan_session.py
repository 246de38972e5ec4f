"""A colleague at the scanner for a quarter of an hour: a signed word that her open page keeps, and nothing else."""

from django.core.signing import BadSignature, TimestampSigner

SALT, SECONDS = "salon.scan_session", 15 * 60


def open_session(telegram_id: int) -> str:
    return TimestampSigner(salt=SALT).sign(str(telegram_id))


def read_session(word: str) -> int | None:
    """Telegram's id of whose session it is; None for a forged one and after a quarter of an hour."""
    try:
        return int(TimestampSigner(salt=SALT).unsign(word, max_age=SECONDS))
    except (BadSignature, ValueError):
        return None
