"""Time in which a master takes no appointments. What lies inside already is shown before anything is blocked."""

import re
from datetime import date, datetime, timedelta

from bot_service import said
from bot_service.errors import Refused
from bot_service.handlers.staff import for_staff
from bot_service.keyboards import go, grid, menu_row, tap
from bot_service.routes import Routes
from bot_service.staff_site import affected
from bot_service.staff_types import TimeOff
from bot_service.talk import Talk
from bot_service.texts import bold, fill, label, lines
from bot_service.texts import gettext as _

routes = Routes()

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LAST_HOUR = 21
MOST_SHOWN = 10
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?\.?")


@routes.screen("off")
@for_staff
def choose(talk: Talk) -> None:
    talk.begin()
    planned = talk.site.time_off()[:MOST_SHOWN]
    blocked = [fill(_("Blocked: {time}"), time=span(one)) for one in planned]
    rows = [
        [tap(label("One hour"), "to", "off.hour"), tap(label("Rest of the day"), "rest")],
        [tap(label("Whole day"), "to", "off.dates")],
        *([[tap(label("Open a time again"), "to", "off.list")]] if planned else []),
        menu_row(),
    ]
    talk.show(lines(bold(_("How long would you like to block?")), *blocked), rows)


@routes.screen("off.hour")
def hours(talk: Talk) -> None:
    """From now on, rounded to five minutes, or from a full hour of today."""
    now = talk.now()
    soon = now - timedelta(minutes=now.minute % 5)
    full = [now.replace(hour=hour, minute=0) for hour in range(now.hour + 1, LAST_HOUR)]
    keys = [tap(label("From now on"), "hour", soon.isoformat())]
    keys += [tap(said.clock(one), "hour", one.isoformat()) for one in full]
    talk.show(_("From when?"), [*grid(keys[:1], 1), *grid(keys[1:], 4), [go(label("Back"), "off")]])


@routes.tap("hour")
@for_staff
def one_hour(talk: Talk, start: str) -> None:
    begins = datetime.fromisoformat(start)
    _plan(talk, begins, begins + HOUR)


@routes.tap("rest")
@for_staff
def rest_of_day(talk: Talk, _about: str) -> None:
    now = talk.now()
    midnight = datetime.combine(now.date() + DAY, datetime.min.time(), talk.zone)
    _plan(talk, now - timedelta(minutes=now.minute % 5), midnight)


def _plan(talk: Talk, start: datetime, end: datetime) -> None:
    talk.draft.start, talk.draft.end, talk.draft.confirmed = start.isoformat(), end.isoformat(), []
    _block(talk)


@routes.screen("off.dates")
def dates(talk: Talk) -> None:
    today = talk.now().date()
    keys = [tap(label("Today"), "days", today), tap(label("Tomorrow"), "days", today + DAY)]
    text = _("Which day? You can also write a date or two, like 24.12. or 24.12.–31.12.")
    talk.show(text, [keys, [go(label("Back"), "off")]])


@routes.text_on("off.dates")
@for_staff
def hear_dates(talk: Talk, text: str) -> None:
    found = read_dates(text, today=talk.now().date())
    if found is None:
        talk.go("off.dates", notice=_("That is no date that is still to come."))
    else:
        days(talk, " ".join(day.isoformat() for day in found))


@routes.tap("days")
@for_staff
def days(talk: Talk, about: str) -> None:
    """Local dates without a time: the site knows when a day begins."""
    first, *last = about.split()
    talk.draft.start, talk.draft.end, talk.draft.confirmed = first, (last or [first])[0], []
    _block(talk)


@routes.tap("anyway")
@for_staff
def anyway(talk: Talk, _about: str) -> None:
    _block(talk)


def _block(talk: Talk) -> None:
    draft = talk.draft
    try:
        if "T" in draft.start:
            start, end = datetime.fromisoformat(draft.start), datetime.fromisoformat(draft.end)
            blocked = talk.site.block_time(start, end, confirmed=draft.confirmed)
        else:
            first, last = date.fromisoformat(draft.start), date.fromisoformat(draft.end)
            blocked = talk.site.block_days(first, last, confirmed=draft.confirmed)
    except Refused as refused:
        if refused.code != "appointments_inside":
            raise
        _show_affected(talk, refused)
        return
    talk.go("menu", notice=fill(_("Blocked: {time}"), time=span(blocked)))


def _show_affected(talk: Talk, refused: Refused) -> None:
    """They stay as they are; whoever says yes has seen exactly these."""
    found = affected(refused.facts)
    talk.draft.confirmed = [one.id for one in found]
    shown = [f"{said.day(one.start)}, {said.clock(one.start)} {one.client} · {one.service}" for one in found]
    text = lines(_("There are already appointments at this time:"), *shown, _("They stay until somebody moves them."))
    talk.show(text, [[tap(label("Block anyway"), "anyway")], [go(label("Back"), "off")]])


@routes.screen("off.list")
@for_staff
def planned(talk: Talk) -> None:
    keys = [tap(span(one), "free", one.id) for one in talk.site.time_off()[:MOST_SHOWN]]
    talk.show(_("Which time do you want to open again?"), [*grid(keys, 1), [go(label("Back"), "off")]])


@routes.tap("free")
@for_staff
def free(talk: Talk, id_: str) -> None:
    talk.site.free_time(int(id_))
    talk.go("menu", notice=_("This time is open again."))


def span(off: TimeOff) -> str:
    """With days where it is not inside of one; whole days without their midnights."""
    last = off.end - timedelta(minutes=1)
    if (off.start.hour, off.start.minute, off.end.hour, off.end.minute) == (0, 0, 0, 0):
        return said.day(off.start) if off.start.date() == last.date() else f"{said.day(off.start)} – {said.day(last)}"
    if off.start.date() == last.date():
        return f"{said.day(off.start)}, {said.between(off.start, off.end)}"
    return f"{said.moment(off.start)} – {said.moment(off.end)}"


def read_dates(text: str, *, today: date) -> tuple[date, date] | None:
    """ "24.12.", "24.12.2026" or two of them; without a year the next ones. None for what is over or no date."""
    found = [_read_date(one, today) for one in _DATE.finditer(text)]
    if not 1 <= len(found) <= 2 or None in found:
        return None
    first, last = found[0], found[-1]
    return (first, last) if first and last and today <= first <= last else None


def _read_date(found: re.Match[str], today: date) -> date | None:
    day, month, year = int(found[1]), int(found[2]), int(found[3] or today.year)
    try:
        read = date(year + 2000 if year < 100 else year, month, day)
        return read if found[3] or read >= today else read.replace(year=today.year + 1)
    except ValueError:
        return None
