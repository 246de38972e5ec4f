"""The website's own addresses beside its pages, in every language."""

from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("message/", views.message, name="message"),
    path("message/sent/", views.message_sent, name="message_sent"),
]
