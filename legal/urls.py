from django.urls import path

from legal import views

app_name = "legal"

urlpatterns = [
    path("withdrawal/", views.withdrawal, name="withdrawal"),
    path("withdrawal/review/", views.review, name="withdrawal_review"),
    path("withdrawal/done/", views.done, name="withdrawal_done"),
]
