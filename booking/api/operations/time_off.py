"""A master is away, by hours or days: what is booked inside is listed first, and nothing is cancelled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from rest_framework.exceptions import NotFound

from booking.actions.roster import absence, be_away, be_back
from booking.api.operation import MASTER, Asked, Change, Look
from booking.api.pages import page_of, pages_of
from booking.api.shapes.common import WhichPage
from booking.api.shapes.staff import TimeOffRequest, TimeOffShape
from booking.errors import AppointmentsInside
from booking.selectors.diary import absences_of, away_of, inside_in_words


class TimesOff(Look):
    """Absences that are not over, the next first: her own, or everybody's where she sees them."""

    serves = (MASTER,)
    takes = WhichPage
    gives = pages_of(TimeOffShape)

    def answer(self, asked: Asked) -> Any:
        rows = absences_of(asked.caller.colleague).filter(end__gt=asked.now)
        page = Paginator(rows, asked["page_size"]).get_page(asked["page"])
        return page_of(page, [away_of(row) for row in page], asked)


class TakeTimeOff(Change):
    """Be away; those of her absences that it overlaps become one with it.

    Refused with the appointments inside until the same request names their ids as `confirmed`.
    """

    serves = (MASTER,)
    takes = TimeOffRequest
    gives = TimeOffShape
    refuses = (AppointmentsInside,)

    def answer(self, asked: Asked) -> Any:
        colleague, (start, end) = asked.caller.colleague, _stretch(asked.data)
        facts = {"reason": asked["reason"], "confirmed": asked["confirmed"], "now": asked.now}
        try:
            row = be_away(master=colleague.pk, start=start, end=end, **facts)
        except AppointmentsInside as refusal:
            raise AppointmentsInside(appointments=inside_in_words(refusal.facts["appointments"])) from None
        return away_of(absences_of(colleague).get(pk=row.pk))


class EndTimeOff(Change):
    """Be back: the time is free again."""

    serves = (MASTER,)
    gives = TimeOffShape

    def answer(self, asked: Asked) -> Any:
        row = absences_of(asked.caller.colleague).filter(pk=asked.path["time_off"]).first()
        if row is None:
            raise NotFound
        was = away_of(row)
        be_back(time_off=row, now=asked.now)
        return was


def _stretch(data: Mapping[str, Any]) -> tuple[datetime, datetime]:
    if "start" in data:
        return data["start"], data["end"]
    return absence(data["day"], data["last_day"], None, None)
