"""Dates and times as each language writes them (forms of the Unicode CLDR), on a clock of 24 hours."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import pgettext

from salon.lib import language

# English as Europe writes it: the day before the month.
LOCALES = {"en": "en_GB"}
# Numbers never leave their month.
NO_BREAK = "\N{NO-BREAK SPACE}"
FULL = {"de": "EEEE, d. MMMM y", "ru": "EEEE, d MMMM y", "uk": "EEEE, d MMMM y", "en": "EEEE, d MMMM y"}
LONG = {"de": "EEEE, d. MMMM", "ru": "EEEE, d MMMM", "uk": "EEEE, d MMMM", "en": "EEEE, d MMMM"}
DAY = {"de": "d. MMMM y", "ru": "d MMMM y", "uk": "d MMMM y", "en": "d MMMM y"}
NUMBER = {"de": "d. MMMM", "ru": "d MMMM", "uk": "d MMMM", "en": "d MMMM"}
SHORT = {"de": "ccc d. MMMM", "ru": "ccc, d MMMM", "uk": "ccc, d MMMM", "en": "ccc d MMMM"}


def local(moment: datetime) -> datetime:
    """An aware time in the salon's zone."""
    return moment.astimezone(ZoneInfo(settings.SALON_TIME_ZONE))


def full(day: date, code: str | None = None) -> str:
    """ "Dienstag, 9. Juni 2026" in German."""
    return _written(day, FULL, code)


def dated(day: date, code: str | None = None) -> str:
    """ "9. Juni 2026" in German."""
    code = code or language.current()
    return _in_locale(day, DAY[code], code).replace(" ", NO_BREAK)


def long(day: date, code: str | None = None) -> str:
    """ "Dienstag, 9. Juni" in German."""
    return _written(day, LONG, code)


def short(day: date, code: str | None = None) -> str:
    """ "Di 9. Juni" in German."""
    return _written(day, SHORT, code)


def number(day: date, code: str | None = None) -> str:
    """ "9. Juni" in German."""
    code = code or language.current()
    return _in_locale(day, NUMBER[code], code).replace(" ", NO_BREAK)


def month(day: date, code: str | None = None) -> str:
    """ "Juni 2026" in German."""
    return _in_locale(day, "LLLL y", code or language.current())


def moment(at_: datetime, code: str | None = None) -> str:
    """ "Dienstag, 9. Juni, 9:05 Uhr" in German; `at_` is local time already."""
    return f"{long(at_, code)}, {at(at_)}"


def weekday(day: date, code: str | None = None) -> str:
    """ "Di" in German."""
    return _in_locale(day, "ccc", code or language.current())


def days(first: date, last: date, code: str | None = None) -> str:
    """ "9.–22. Juni" in German, "28. Juni – 11. Juli" over the end of a month."""
    end = number(last, code)
    if (first.year, first.month) == (last.year, last.month):
        return f"{number(first, code).split(NO_BREAK)[0]}–{end}"
    return f"{number(first, code)} – {end}"


def span(first: date, last: date, code: str | None = None) -> str:
    """ "Dienstag, 9. Juni" in German, "9.–12. Juni" for several days."""
    return long(first, code) if first == last else days(first, last, code)


def stretch(start: datetime, end: datetime) -> str:
    """ "9:00–10:15"; both are local times already."""
    return f"{clock(start)}–{clock(end)}"


def clock(moment: datetime | time) -> str:
    """ "9:05"; `moment` is local time already."""
    return f"{moment:%-H:%M}"


def at(moment: datetime | time) -> str:
    """ "9:05 Uhr" in German: a time inside a sentence; `moment` is local time already."""
    return pgettext("time of day", "{time}").format(time=clock(moment)).replace(" ", NO_BREAK)


def between(start: datetime, end: datetime) -> str:
    """ "9:05 bis 10:30 Uhr" in German; both are local times already."""
    return pgettext("time of day", "{start} to {end}").format(start=clock(start), end=clock(end))


def _written(day: date, forms: dict[str, str], code: str | None) -> str:
    code = code or language.current()
    name, rest = _in_locale(day, forms[code], code).split(" ", 1)
    return f"{name} {rest.replace(' ', NO_BREAK)}"


def _in_locale(day: date, form: str, code: str) -> str:
    """The CLDR spells Ukrainian Friday with U+02BC; our words and typefaces have the typographic apostrophe."""
    return format_date(day, form, locale=LOCALES.get(code, code)).replace("\u02bc", "\u2019")
