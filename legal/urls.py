from django.urls import path

from legal import consent_views, views

app_name = "legal"

urlpatterns = [
    path("consent/", consent_views.consent, name="consent"),
    path("consent/count/", consent_views.count, name="consent_count"),
    path("withdrawal/", views.withdrawal, name="withdrawal"),
    path("withdrawal/review/", views.review, name="withdrawal_review"),
    path("withdrawal/done/", views.done, name="withdrawal_done"),
]
