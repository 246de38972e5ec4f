from django.urls import include, path
from django.utils.translation import pgettext_lazy

from booking.views import manage, wizard, wizard_booking, wizard_time

app_name = "booking"

# The first word is translated and fixed after launch; the steps are the same in every language.
steps = [
    path("", wizard.start, name="start"),
    path("services/", wizard.services, name="services"),
    path("master/", wizard.master, name="master"),
    path("time/", wizard_time.time, name="time"),
    path("contact/", wizard_booking.contact, name="contact"),
    path("review/", wizard_booking.review, name="review"),
]

urlpatterns = [
    path(pgettext_lazy("url", "booking/"), include(steps)),
    path("visit/<str:token>/", manage.visit, name="visit"),
    path("visit/<str:token>/move/", manage.move, name="visit_move"),
    path("visit/<str:token>/cancel/", manage.cancel, name="visit_cancel"),
    path("visit/<str:token>/calendar.ics", manage.calendar, name="visit_ics"),
]
