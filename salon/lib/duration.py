"""Minutes as people write them, in each language (forms of the Unicode CLDR; the browser's `Intl` writes the same)."""

from babel.units import format_unit

from salon.lib import language

HOUR = 60


def span(minutes: int, code: str | None = None) -> str:
    """ "3 Std. 20 Min." for 200 in German; whole hours have no minutes, and numbers never leave their unit."""
    code = code or language.current()
    hours, rest = divmod(minutes, HOUR)
    parts = []
    if hours:
        parts.append(format_unit(hours, "duration-hour", length="short", locale=code))
    if rest or not hours:
        parts.append(format_unit(rest, "duration-minute", length="short", locale=code))
    return " ".join(part.replace(" ", "\u00a0") for part in parts)
