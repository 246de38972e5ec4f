"""A day on paper: a list for each master."""

from typing import Any

from booking.admin.calendar.boards import CalendarPage
from booking.admin.calendar.shown_board import clock
from booking.models import Appointment
from booking.selectors.availability import salon_zone
from booking.selectors.calendar_day import Board, Column, day_board
from salon.lib import dates, phone


class PrintPage(CalendarPage):
    """Only those who work or have something to do."""

    template_name = "booking/admin/calendar/print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        board = day_board(self.request.user, self.day, now=self.now)
        lists = [self._list(board, column) for column in board.columns if column.windows or column.visits]
        return super().get_context_data(title=dates.full(self.day), lists=lists, mode="print", **kwargs)

    def _list(self, board: Board, column: Column) -> dict[str, Any]:
        rows = [board.appointments[item.key or 0] for item in column.items if item.kind == "visit"]
        hours = [f"{clock(start)}–{clock(end)}" for start, end in column.windows]
        off = [item for item in column.items if item.kind == "off"]
        return {
            "master": column.master,
            "hours": ", ".join(hours),
            "lines": [_line(row) for row in rows],
            "off": [
                {"when": f"{clock(item.start)}–{clock(item.end)}", "reason": board.off[item.key or 0].reason}
                for item in off
            ],
        }


def _line(row: Appointment) -> dict[str, Any]:
    zone = salon_zone()
    return {
        "row": row,
        "when": dates.stretch(row.start.astimezone(zone), row.end.astimezone(zone)),
        "phone": phone.shown(row.visit.contact_phone) if row.visit.contact_phone else "",
    }
