"""A visit in the page's words: dates and times (local ones already), numbers, languages."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.conf import settings

from salon.lib import dates, money
from salon.lib import phone as phones

register = template.Library()


@register.filter
def full_date(day: date) -> str:
    return dates.full(day)


@register.filter
def long_date(day: date) -> str:
    return dates.long(day)


@register.filter
def day_month(day: date) -> str:
    """ "9. Juni" in German."""
    return dates.number(day)


@register.filter
def day_span(days: tuple[date, date]) -> str:
    """ "Dienstag, 9. Juni" in German, "9.–12. Juni" for several days."""
    return dates.span(*days)


@register.filter
def long_moment(moment: datetime) -> str:
    """ "Dienstag, 9. Juni, 9:05 Uhr" in German."""
    return dates.moment(moment)


@register.filter
def clock(moment: datetime) -> str:
    return dates.clock(moment)


@register.filter
def at(moment: datetime) -> str:
    return dates.at(moment)


@register.filter
def until(start: datetime, end: datetime) -> str:
    """ "9:00 bis 10:30 Uhr" in German."""
    return dates.between(start, end)


@register.filter
def euro(amount: Decimal) -> str:
    """ "45 €" in German."""
    return money.euro(amount)


@register.filter
def phone(number: str) -> str:
    """A number in E.164 as people write it."""
    return phones.shown(number)


@register.filter
def spoken(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)
