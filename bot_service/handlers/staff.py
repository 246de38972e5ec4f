"""What the masters' dialogs have in common."""

from collections.abc import Callable
from functools import wraps

from bot_service import said
from bot_service.staff_types import AgendaDay, AgendaLine, Card, CardLine
from bot_service.talk import Talk
from bot_service.texts import bold, fill, lines
from bot_service.texts import gettext as _


def for_staff(function: Callable[..., None]) -> Callable[..., None]:
    """Whoever is no master sees the menu; what a master may is the site's to decide."""

    @wraps(function)
    def guarded(talk: Talk, *rest: str) -> None:
        if talk.profile.master is None:
            talk.go("menu")
        else:
            function(talk, *rest)

    return guarded


def is_owner(talk: Talk) -> bool:
    return bool(talk.profile.master and talk.profile.master.is_owner)


def day_text(day: AgendaDay, *, with_masters: bool) -> str:
    """A day with what is booked and what is blocked, by time."""
    booked = [(line.start, _line(line, with_masters=with_masters)) for line in day.lines]
    blocked = [(off.start, fill(_("Blocked: {time}"), time=said.between(off.start, off.end))) for off in day.time_off]
    shown = [text for _start, text in sorted([*booked, *blocked], key=lambda one: one[0])]
    return lines(bold(said.day(day.date)), *(shown or [_("Nothing is booked for this day.")]))


def _line(line: AgendaLine, *, with_masters: bool) -> str:
    parts = [f"{said.clock(line.start)}–{said.clock(line.end)} {line.client}", line.service]
    if with_masters:
        parts.append(line.master)
    if line.status != "confirmed":
        parts.append(status(line.status))
    return " · ".join(parts)


def status(name: str) -> str:
    """Of a visit or an appointment, as masters and clients read it."""
    return {
        "pending": _("Not confirmed yet"),
        "confirmed": _("Confirmed"),
        "declined": _("Declined"),
        "expired": _("Not confirmed in time"),
        "cancelled": _("Cancelled"),
        "completed": _("Completed"),
        "no_show": _("Missed"),
    }.get(name, name)


def card_text(card: Card) -> str:
    head = _("New request") if card.status == "pending" else status(card.status)
    answer_by = card.decide_until if card.status == "pending" else None
    return lines(
        bold(head),
        card.client_name,
        card.client_phone,
        said.day(card.start),
        *map(_card_line, card.lines),
        fill(_("Note: {note}"), note=card.note) if card.note else "",
        fill(_("Please answer by {time}."), time=said.moment(answer_by)) if answer_by else "",
    )


def _card_line(line: CardLine) -> str:
    money = said.price(line.price) if line.paid is None else said.euro(line.paid)
    return f"{said.clock(line.start)}–{said.clock(line.end)} {line.service} · {line.master} · {money}"
