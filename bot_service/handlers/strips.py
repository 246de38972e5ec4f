"""Days and times to choose from."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot_service import said
from bot_service.keyboards import MOST, Key, grid, tap
from bot_service.site_types import FreeStart, Slots
from bot_service.talk import Talk
from bot_service.texts import fill, label
from bot_service.texts import gettext as _

DAYS = 10
# Refusals that another time helps against.
TIME_IS_GONE = {"slot_taken", "hold_expired", "too_soon", "beyond_horizon", "outside_hours", "master_unavailable"}


def show_days(talk: Talk, slots: Slots, *, back: str) -> None:
    """Free days from the draft's `page` on, each means `day <date>`; `back`: the screen before this one."""
    first = _date(talk.draft.page)
    free = [one.date for one in slots.days if one.starts and (first is None or one.date >= first)]
    ways = [tap(label("Back"), "to", back)]
    if not free and slots.next_day is None:
        talk.show(_nothing_free(talk), [ways])
        return
    shown = free[:DAYS] or [slots.next_day or date.max]
    keys = [tap(said.day(one), "day", one) for one in shown]
    text = _("Which day?") if free else fill(_next_free(), date=said.day(shown[0]))
    more = len(free) > DAYS or (slots.next_day is not None and slots.next_day > shown[-1])
    later = [tap(label("Later days"), "page", shown[-1] + timedelta(days=1))] if more else []
    talk.show(text, [*grid(keys, 2), later, ways])


def show_times(talk: Talk, slots: Slots, *, back: str) -> None:
    """The free times of a day, each means `time <ISO>`; back to the days, with a word, where there are none."""
    day = slots.day
    if day is None or not day.starts:
        talk.go(back, notice=_why_empty(slots))
        return
    rows = [*grid(time_keys(day.starts), 4), [tap(label("Back"), "to", back)]]
    talk.show(fill(_("What time? {date}"), date=said.day(day.date)), rows)


def time_keys(starts: Sequence[FreeStart]) -> list[Key]:
    return [tap(said.clock(one.start), "time", one.start.isoformat()) for one in starts[:MOST]]


def _next_free() -> str:
    return _("Nothing is free on this day. Next free day: {date}.")


def _why_empty(slots: Slots) -> str:
    if slots.day and slots.day.empty:
        return slots.day.empty.message
    if slots.next_day:
        return fill(_next_free(), date=said.day(slots.next_day))
    return _("Nothing is free on this day.")


def _nothing_free(talk: Talk) -> str:
    phone = talk.profile.salon.phone_shown
    if not phone:
        return _("Nothing is free at the moment.")
    return fill(_("Nothing is free at the moment. Please call us: {salon_phone}"), salon_phone=phone)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
