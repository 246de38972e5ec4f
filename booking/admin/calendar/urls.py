"""The calendar's addresses, all below /admin/calendar/."""

from django.urls import path

from booking.admin.calendar.boards import DayPage, WeekPage
from booking.admin.calendar.month import MonthPage
from booking.admin.calendar.move import move
from booking.admin.calendar.new import hold, new, release
from booking.admin.calendar.people import people
from booking.admin.calendar.printed import PrintPage
from booking.admin.calendar.visit import do, visit_panel

urlpatterns = [
    path("calendar/", DayPage.as_view(), name="calendar_day"),
    path("calendar/week/", WeekPage.as_view(), name="calendar_week"),
    path("calendar/month/", MonthPage.as_view(), name="calendar_month"),
    path("calendar/print/", PrintPage.as_view(), name="calendar_print"),
    path("calendar/visit/<int:pk>/", visit_panel, name="calendar_visit"),
    path("calendar/visit/<int:pk>/<slug:action>/", do, name="calendar_do"),
    path("calendar/move/<int:pk>/", move, name="calendar_move"),
    path("calendar/new/", new, name="calendar_new"),
    path("calendar/hold/", hold, name="calendar_hold"),
    path("calendar/release/", release, name="calendar_release"),
    path("calendar/people/", people, name="calendar_people"),
]
