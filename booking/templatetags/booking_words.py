"""Dates and times of a visit in the page's language; the values are local times already."""

from datetime import date, datetime

from django import template

from salon.lib import dates

register = template.Library()


@register.filter
def full_date(day: date) -> str:
    return dates.full(day)


@register.filter
def long_date(day: date) -> str:
    return dates.long(day)


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
