from django.urls import path

from booking.views import manage

app_name = "booking"
urlpatterns = [
    path("visit/<str:token>/", manage.visit, name="visit"),
    path("visit/<str:token>/move/", manage.move, name="visit_move"),
    path("visit/<str:token>/cancel/", manage.cancel, name="visit_cancel"),
    path("visit/<str:token>/calendar.ics", manage.calendar, name="visit_ics"),
]
