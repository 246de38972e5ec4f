from django.urls import include, path
from django.utils.translation import pgettext_lazy

from booking.views import (
    account,
    manage,
    scan,
    scan_app,
    soonest,
    telegram,
    visit_qr,
    waiting,
    waiting_join,
    widget,
    wizard,
    wizard_booking,
    wizard_day,
    wizard_time,
)

app_name = "booking"

# The first word is translated and fixed after launch; the steps are the same in every language.
steps = [
    path("", wizard.start, name="start"),
    path("day/", wizard_day.day, name="day"),
    path("services/", wizard.services, name="services"),
    path("master/", wizard.master, name="master"),
    path("time/", wizard_time.time, name="time"),
    path("waiting/", waiting_join.join, name="waiting"),
    path("contact/", wizard_booking.contact, name="contact"),
    path("review/", wizard_booking.review, name="review"),
    # Fragments for pages that come from a cache.
    path("widget/", widget.widget, name="widget"),
    path("soonest/", soonest.soonest, name="soonest"),
]

urlpatterns = [
    path(pgettext_lazy("url", "booking/"), include(steps)),
    path("visit/<str:token>/", manage.visit, name="visit"),
    path("visit/<str:token>/move/", manage.move, name="visit_move"),
    path("visit/<str:token>/cancel/", manage.cancel, name="visit_cancel"),
    path("visit/<str:token>/calendar.ics", manage.calendar, name="visit_ics"),
    path("visit/<str:token>/qr.svg", visit_qr.svg, name="visit_qr_svg"),
    path("visit/<str:token>/qr.png", visit_qr.png, name="visit_qr_png"),
    path("scan/", scan.scan, name="scan"),
    path("scan/close/", scan.close, name="scan_close"),
    path("scan/app/", scan_app.app, name="scan_app"),
    path("scan/app/enter/", scan_app.enter, name="scan_app_enter"),
    path("scan/<str:token>/", scan.by_link, name="scan_link"),
    path("visit/<str:token>/telegram/", telegram.connect_visit, name="visit_telegram"),
    path("visit/<str:token>/telegram/off/", telegram.disconnect_visit, name="visit_telegram_off"),
    path("waiting/<str:token>/", waiting.place, name="waiting_place"),
    path("waiting/<str:token>/book/", waiting.book, name="waiting_book"),
    path("waiting/<str:token>/decline/", waiting.decline, name="waiting_decline"),
    path("waiting/<str:token>/leave/", waiting.leave, name="waiting_leave"),
    path("my/", account.account, name="account"),
    path("my/enter/<str:token>/", account.open_link, name="account_enter"),
    path("my/data/", account.data, name="account_data"),
    path("my/data.json", account.file, name="account_file"),
    path("my/erase/", account.erase, name="account_erase"),
    path("my/telegram/", telegram.connect_account, name="account_telegram"),
    path("my/leave/", account.leave, name="account_leave"),
]
