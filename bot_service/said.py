"""Dates, times and amounts as each language writes them (Unicode CLDR), on a clock of 24 hours, like on the site."""

from datetime import date, datetime
from decimal import Decimal

from bot_service.site_types import Price
from bot_service.texts import current, pgettext
from bot_service.texts import gettext as _

# Numbers never leave their month.
NO_BREAK = "\N{NO-BREAK SPACE}"
WEEKDAYS = {
    "de": "Mo. Di. Mi. Do. Fr. Sa. So.",
    "ru": "пн, вт, ср, чт, пт, сб, вс,",
    "uk": "пн, вт, ср, чт, пт, сб, нд,",
    "en": "Mon Tue Wed Thu Fri Sat Sun",
}
MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "en": "January February March April May June July August September October November December",
}


def day(when: date) -> str:
    """ "Di., 9. Juni" in German."""
    language = current()
    name = WEEKDAYS[language].split()[when.weekday()]
    month = MONTHS[language].split()[when.month - 1]
    if language == "de":
        return f"{name}, {when.day}.{NO_BREAK}{month}"
    return f"{name} {when.day}{NO_BREAK}{month}"


def clock(when: datetime) -> str:
    """ "9:05"; the offset of `when` is the salon's already."""
    return f"{when:%-H:%M}"


def at(when: datetime) -> str:
    """ "9:05 Uhr" in German: a time inside a sentence."""
    return pgettext("time of day", "{time}").format(time=clock(when)).replace(" ", NO_BREAK)


def between(start: datetime, end: datetime) -> str:
    """ "9:05 bis 10:30 Uhr" in German; with its day where the end lies on another one."""
    if start.date() != end.date():
        return f"{moment(start)} – {moment(end)}"
    return pgettext("time of day", "{start} to {end}").format(start=clock(start), end=clock(end))


def moment(when: datetime) -> str:
    """ "Di., 9. Juni, 9:05 Uhr" in German."""
    return f"{day(when)}, {at(when)}"


def euro(amount: Decimal) -> str:
    """ "45 €" in German, "€45" in English; cents only where there are some."""
    cents = "" if amount == amount.to_integral_value() else f"{amount:.2f}"[-3:]
    whole = f"{int(amount):,}"
    if current() == "en":
        return f"€{whole}{cents}"
    grouped = whole.replace(",", "." if current() == "de" else NO_BREAK)
    return f"{grouped}{cents.replace('.', ',')}{NO_BREAK}€"


def price(quoted: Price) -> str:
    """ "45 €", or "ab 80 €" where it is a from-price (PAngV)."""
    shown = euro(quoted.amount)
    return _("from {price}").format(price=shown).replace(" ", NO_BREAK) if quoted.is_from else shown
