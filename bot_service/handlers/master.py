"""A master's day: today, tomorrow, the week, what waits for an answer, running late."""

from datetime import date, timedelta

from bot_service import said
from bot_service.handlers.staff import day_text, for_staff, is_owner
from bot_service.keyboards import Key, go, grid, menu_row, tap, word
from bot_service.routes import Routes
from bot_service.staff_types import AgendaDay
from bot_service.talk import Talk
from bot_service.texts import bold, fill, label, lines, ngettext
from bot_service.texts import gettext as _

routes = Routes()

MINUTES = (5, 10, 15, 20, 30)
WEEK = timedelta(days=6)
MOST_BUTTONS = 24


@routes.screen("today")
@for_staff
def today(talk: Talk) -> None:
    _show_day(talk, talk.now().date())


@routes.screen("tomorrow")
@for_staff
def tomorrow(talk: Talk) -> None:
    _show_day(talk, talk.now().date() + timedelta(days=1))


@routes.tap("agenda")
@for_staff
def one_day(talk: Talk, about: str) -> None:
    """A date, and for the owner the slug of whose day it is."""
    day, _space, master = about.partition(" ")
    _show_day(talk, date.fromisoformat(day), master)


@routes.screen("week")
@for_staff
def week(talk: Talk) -> None:
    first = talk.now().date()
    days = talk.site.agenda(first, first + WEEK).days
    keys = [tap(said.day(one.date), "agenda", one.date) for one in days if one.lines]
    texts = [day_text(one, with_masters=is_owner(talk)) for one in days]
    talk.show(lines(*texts), [*grid(keys, 2), menu_row()])


def _show_day(talk: Talk, day: date, master: str = "") -> None:
    """Each appointment with a button that leads to its card; to the owner everybody's, or one master's (her slug)."""
    days = talk.site.agenda(day, day, master=master).days
    found = next((one for one in days if one.date == day), AgendaDay(day))
    others = [go(label("Today"), "today"), go(label("Tomorrow"), "tomorrow"), go(label("This week"), "week")]
    rows = [*grid(_cards(found), 2), *_whose(talk, day, master), others, menu_row()]
    talk.show(day_text(found, with_masters=is_owner(talk)), rows)


def _whose(talk: Talk, day: date, master: str) -> list[list[Key]]:
    """The owner's way to one master's day, and back."""
    if not is_owner(talk):
        return []
    if master:
        return [[tap(label("Back"), "agenda", day)]]
    return grid([tap(one.name, "agenda", f"{day} {one.slug}") for one in talk.site.masters()], 2)


def _cards(day: AgendaDay) -> list[Key]:
    """A visit once, however many appointments it has."""
    first = {line.visit: line for line in reversed(day.lines)}
    shown = sorted(first.values(), key=lambda line: line.start)[:MOST_BUTTONS]
    return [word(f"{said.clock(line.start)} {line.client}", "cd", line.visit) for line in shown]


@routes.screen("requests")
@for_staff
def requests(talk: Talk) -> None:
    _show_requests(talk, 1)


@routes.tap("requests")
@for_staff
def more_requests(talk: Talk, page: str) -> None:
    _show_requests(talk, int(page))


def _show_requests(talk: Talk, page: int) -> None:
    answer = talk.site.requests(page=page)
    waiting = ngettext("{n} open request", "{n} open requests", answer.count).format(n=answer.count)
    keys = [
        word(f"{said.day(one.start)}, {said.clock(one.start)} · {one.client_name}", "cd", one.id)
        for one in answer.results[:MOST_BUTTONS]
    ]
    more = [tap(label("More"), "requests", page + 1)] if answer.next else []
    talk.show(bold(waiting), [*grid(keys, 1), more, menu_row()])


@routes.screen("late")
@for_staff
def late(talk: Talk) -> None:
    keys = [tap(str(minutes), "late", minutes) for minutes in MINUTES]
    talk.show(_("By how many minutes are you late? Your next clients today are told."), [keys, menu_row()])


@routes.tap("late")
@for_staff
def told(talk: Talk, minutes: str) -> None:
    answer = talk.site.late(int(minutes))
    if not answer.told:
        talk.show(_("Nobody had to be told."), [menu_row()])
        return
    text = ngettext("{n} client has been told.", "{n} clients have been told.", answer.told).format(n=answer.told)
    names = [fill("{time} {client}", time=said.clock(one.start), client=one.client) for one in answer.visits]
    talk.show(lines(text, *names), [menu_row()])
