"""A working day written the way people say it: times as "9:30", on the first day of the engine's count."""

from booking.engine.timeline import build
from booking.engine.types import Policy, Span, Timeline

ANNA, VERA, IRYNA = 1, 2, 3
EVERY_QUARTER = Policy(step=15, earliest=0, latest=24 * 60)


def clock(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def told(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def spans(*texts: str) -> tuple[Span, ...]:
    """Stretches like "9:00-18:00"."""
    return tuple((clock(begin), clock(end)) for begin, end in (text.split("-") for text in texts))


def works(*windows: str, taken: tuple[str, ...] = (), off: tuple[str, ...] = ()) -> Timeline:
    """A master's day."""
    return build(spans(*windows), spans(*taken), spans(*off))
