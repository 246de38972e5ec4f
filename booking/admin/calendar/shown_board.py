"""A board in words: what its template reads. Times are the salon's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.admin import shown
from booking.admin.calendar.asked import address
from booking.engine import calendar, timeline
from booking.engine.day_grid import ROWS_AN_HOUR, Item
from booking.models import OPEN, Appointment, Status
from booking.selectors.availability import salon_zone, today
from booking.selectors.calendar_day import DESK_DRAFT, Board, Column
from salon.lib import dates

# How much text fits on a card: one line, two, or more.
TINY, SHORT = 30, 45


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with its words. `row`: the appointment it is about; `label`: of time off and holds."""

    item: Item
    row: Appointment | None
    label: str
    until: str
    phase: str
    parts: str

    @property
    def size(self) -> str:
        return "tiny" if self.item.minutes < TINY else "short" if self.item.minutes < SHORT else "tall"

    @property
    def begins(self) -> str:
        return clock(self.item.start)

    @property
    def ends(self) -> str:
        return clock(self.item.end)

    @property
    def sign(self) -> str:
        return shown.SIGNS[Status(self.row.status)] if self.row else ""

    @property
    def is_movable(self) -> bool:
        return self.row is not None and self.row.status in OPEN

    @property
    def is_foreign(self) -> bool:
        """Whether the client reads another language than the salon's own."""
        return self.row is not None and self.row.visit.language != settings.LANGUAGE_CODE

    @property
    def start_iso(self) -> str:
        return calendar.moment(self.item.start).astimezone(salon_zone()).isoformat()


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """`marks`: "row:minute" of each hour, so that a script knows what time a row is; `now_at`: the row of now; `url`:
    where its head leads, and `lead` what is there.
    """

    column: Column
    title: str
    sub: str
    initials: str
    hours: str
    items: Sequence[ShownItem]
    is_today: bool
    is_closed: bool
    marks: str
    now_at: int | None
    url: str
    lead: str

    @property
    def key(self) -> str:
        return f"{self.column.master.slug}-{self.column.day:%Y%m%d}"


def clock(minute: int) -> str:
    return dates.clock(calendar.moment(minute).astimezone(salon_zone()))


def shown_columns(board: Board, *, by_day: bool, now: datetime) -> list[ShownColumn]:
    """`by_day`: a column is a day of the week; else it is a master."""
    return [_column(board, column, by_day, now) for column in board.columns]


def shown_hours(board: Board) -> list[dict[str, Any]]:
    """The hours at the side, each with its row."""
    return [
        {"at": number * ROWS_AN_HOUR, "label": f"{hour}:00", "is_again": bool(fold)}
        for number, (hour, fold) in enumerate(board.axis.hours)
    ]


def _column(board: Board, column: Column, by_day: bool, now: datetime) -> ShownColumn:
    minute, (begin, end) = calendar.minutes(now), column.grid.span
    master, day = column.master, column.day
    return ShownColumn(
        column=column,
        title=dates.weekday(day) if by_day else master.name,
        sub=dates.number(day) if by_day else master.role,
        initials="" if by_day else initials(master.name),
        hours=", ".join(f"{clock(start)}–{clock(stop)}" for start, stop in column.windows) or _("not working"),
        items=list(_items(board, column, now)),
        is_today=day == today(now),
        is_closed=day in board.closed,
        marks=" ".join(f"{row}:{at}" for row, at in (*column.grid.marks, column.grid.last)),
        now_at=column.grid.row(minute) if begin <= minute < end else None,
        url=address("calendar_day", day) if by_day else address("calendar_week", day, master.slug),
        lead=dates.full(day) if by_day else _("Week of {name}").format(name=master.name),
    )


def initials(name: str) -> str:
    return "".join(part[0] for part in name.split()[:2])


def _items(board: Board, column: Column, now: datetime) -> Iterator[ShownItem]:
    for item in column.items:
        row = board.appointments.get(item.key or 0) if item.kind not in ("hold", "off") else None
        label, until = _said(board, item)
        parts = _parts(column, item) if item.kind == "visit" else ""
        yield ShownItem(item, row, label, until, _phase(row, now) if row else "", parts)


def _said(board: Board, item: Item) -> tuple[str, str]:
    if item.kind == "off":
        return board.off[item.key or 0].reason or pgettext("desk", "Time off"), ""
    if item.kind == "hold":
        hold = board.holds[item.key or 0]
        is_ours = hold.key.startswith(DESK_DRAFT)
        said = _("Being booked at reception") if is_ours else _("Being booked online")
        return said, dates.clock(dates.local(hold.until))
    return "", ""


def _phase(row: Appointment, now: datetime) -> str:
    """Whether what is confirmed runs at the moment, or is over and nobody has said what became of it."""
    if row.status != Status.CONFIRMED or row.start > now:
        return ""
    return "over" if row.end <= now else "running"


def _parts(column: Column, item: Item) -> str:
    """ "0:30 75:130": what is taken of the master from the start on, in minutes, buffers included."""
    own = [one for one in column.items if one.key == item.key and one.kind in ("visit", "more", "buffer")]
    spans = timeline.merge((one.start - item.start, one.end - item.start) for one in own)
    return " ".join(f"{begin}:{end}" for begin, end in spans)


def day_title(day: date, now: datetime) -> str:
    """ "Di 9. Juni", with the year where it isn't the present one."""
    year = "" if day.year == today(now).year else f" {day.year}"
    return f"{dates.short(day)}{year}"
