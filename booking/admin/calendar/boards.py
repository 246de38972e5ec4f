"""The pages with a board: a day of everybody, a week of one master; and the part of them that is asked for again."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from booking.admin import shown
from booking.admin.calendar import asked
from booking.admin.calendar.asked import address
from booking.admin.calendar.panels import NewVisitPanel, VisitPanel, WaitingPanel
from booking.admin.calendar.shown_board import ShownColumn, day_title, shown_columns, shown_hours
from booking.admin.calendar.visit import visit_context
from booking.engine import calendar
from booking.models import Appointment
from booking.selectors.availability import today
from booking.selectors.calendar_day import Board, day_board, week_board, week_of
from booking.selectors.desk_visit import BOOKS, CHANGES
from salon.lib import dates

MOST_GAPS, SHORTEST_LISTED = 7, 30
CLOSES = "booking.add_timeoff"


class CalendarPage(WagtailAdminTemplateMixin, TemplateView):
    """For who may see appointments; `now` is the same for all of the page."""

    page_title, header_icon = gettext_lazy("Calendar"), "calendar-alt"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(asked.SEES):
            raise PermissionDenied
        self.now = timezone.now()
        self.day = asked.day_asked(request, self.now)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leads = {view: address(f"calendar_{view}", self.day) for view in ("day", "week", "month", "print")}
        return super().get_context_data(day=self.day, date=f"{self.day:%Y-%m-%d}", leads=leads, **kwargs)


class BoardPage(CalendarPage):
    """`mode`: day or week. With `?board` only what changes is answered, with a tag for whoever has it already."""

    template_name = "booking/admin/calendar/calendar.html"
    fragment_name = "booking/admin/calendar/fragment.html"
    mode = "day"

    @cached_property
    def board(self) -> Board:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.fragment() if "board" in request.GET else super().get(request, *args, **kwargs)

    def fragment(self) -> HttpResponse:
        answer = render(self.request, self.fragment_name, {**self.board_context(), **self.waiting()})
        set_response_etag(answer)
        return get_conditional_response(self.request, etag=answer["ETag"], response=answer)

    def get_header_buttons(self) -> list[HeaderButton]:
        paper = HeaderButton(_("For printing"), url=address("calendar_print", self.day), icon_name="doc-full")
        if not self.request.user.has_perm(BOOKS):
            return [paper]
        new = HeaderButton(_("New visit"), url=reverse("calendar_new"), icon_name="plus", attrs={"data-desk-new": ""})
        return [new, paper]

    @cached_property
    def columns(self) -> list[ShownColumn]:
        return shown_columns(self.board, by_day=self.mode == "week", now=self.now)

    def board_context(self) -> dict[str, Any]:
        now_at = next((column.now_at for column in self.columns if column.now_at is not None), None)
        return {
            "mode": self.mode,
            "board": self.board,
            "columns": self.columns,
            "hours": shown_hours(self.board),
            "now_at": now_at,
            "now_clock": dates.clock(dates.local(self.now)),
            "may_book": self.request.user.has_perm(BOOKS),
            "may_move": self.request.user.has_perm(CHANGES),
            "may_close": self.request.user.has_perm(CLOSES),
            "is_closed": self.mode == "day" and self.day in self.board.closed,
        }

    def waiting(self) -> dict[str, Any]:
        """What the first panel shows."""
        requests = [{"row": row, "when": self._when(row), "until": self._until(row)} for row in self.board.requests]
        over = [{"row": row, "when": self._when(row)} for row in self.board.to_close]
        return {"requests": requests, "over": over, "gaps": self.gaps()}

    def gaps(self) -> list[dict[str, Any]]:
        """The next free stretches that are shown, the earliest first."""
        found = [
            (shown_one, column)
            for column in self.columns
            for shown_one in column.items
            if shown_one.item.kind in ("gap", "rest") and shown_one.item.minutes >= SHORTEST_LISTED
        ]
        found.sort(key=lambda pair: pair[0].item.start)
        return [{"item": item, "column": column, "mode": self.mode} for item, column in found[:MOST_GAPS]]

    def _when(self, row: Appointment) -> str:
        return self._short(row.start)

    def _until(self, row: Appointment) -> str:
        return self._short(row.visit.decide_until) if row.visit.decide_until else ""

    def _short(self, at: datetime) -> str:
        """Of today only the time."""
        return dates.clock(dates.local(at)) if today(at) == today(self.now) else shown.moment(at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = asked.visit_asked(self.request)
        visit = visit_context(self.request, chosen, self.now) if chosen else {}
        panels = [WaitingPanel(self.request, **self.waiting()), VisitPanel(self.request, **visit)]
        if self.request.user.has_perm(BOOKS):
            panels.append(NewVisitPanel(self.request))
        return super().get_context_data(
            **self.board_context(),
            side_panels=panels,
            chosen=chosen if visit else None,
            now_minute=calendar.minutes(self.now),
            **kwargs,
        )


class DayPage(BoardPage):
    """A column a master."""

    @cached_property
    def board(self) -> Board:
        return day_board(self.request.user, self.day, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before, after = (self.day + timedelta(days=step) for step in (-1, 1))
        return super().get_context_data(
            title=day_title(self.day, self.now),
            before=address("calendar_day", before),
            after=address("calendar_day", after),
            this=reverse("calendar_day"),
            is_now=self.day == today(self.now),
            **kwargs,
        )


class WeekPage(BoardPage):
    """One master, a column a day."""

    mode = "week"

    @cached_property
    def board(self) -> Board:
        return week_board(self.request.user, self.request.GET.get("master", ""), self.day, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = week_of(self.day)
        master = next((column.column.master for column in self.columns), None)
        slug = master.slug if master else ""
        return super().get_context_data(
            title=_("Week {n}").format(n=self.day.isocalendar().week),
            dates=dates.days(days[0], days[-1]),
            before=address("calendar_week", days[0] - timedelta(days=7), slug),
            after=address("calendar_week", days[0] + timedelta(days=7), slug),
            this=address("calendar_week", today(self.now), slug),
            is_now=today(self.now) in days,
            masters=self.board.people,
            master=master,
            **kwargs,
        )
