"""The month at a glance; every day leads to its board."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from booking.admin.calendar.asked import address
from booking.admin.calendar.boards import CalendarPage
from booking.selectors.availability import today
from booking.selectors.calendar_day import week_of
from booking.selectors.calendar_month import month_of
from salon.lib import dates


class MonthPage(CalendarPage):
    template_name = "booking/admin/calendar/month.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = self.day.replace(day=1)
        weeks = month_of(self.request.user, self.day, now=self.now)
        return super().get_context_data(
            title=dates.month(first),
            weekdays=[dates.weekday(day) for day in week_of(self.day)],
            weeks=[
                [{"of": one, "url": address("calendar_day", one.day), "name": dates.long(one.day)} for one in week]
                for week in weeks
            ],
            visits=sum(one.visits for week in weeks for one in week if one.in_month),
            today=today(self.now),
            before=address("calendar_month", first - timedelta(days=1)),
            after=address("calendar_month", first + timedelta(days=32)),
            this=reverse("calendar_month"),
            mode="month",
            **kwargs,
        )
