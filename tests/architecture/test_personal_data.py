"""Export, erasure and retention see only what is registered: every field that can hold a person must be decided."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from wagtail.models import Page

from salon.cms.models import TranslatedText
from salon.cms.registries import personal_data

OUR_APPS = ("cms", "outbox", "legal", "booking", "team", "home", "search")
COULD_HOLD_A_PERSON = (
    models.CharField,
    models.TextField,
    models.EmailField,
    models.JSONField,
    models.GenericIPAddressField,
    models.FileField,
)
# Fields that hold no client, each with what it holds instead. A new field stands here or in a registry.
IMPERSONAL = {
    "booking.ApiAnswer.fingerprint": "a digest",
    "booking.ApiAnswer.key": "a program's own number of its request",
    "booking.ApiToken.digest": "a random token's digest",
    "booking.ApiToken.name": "a program",
    "booking.ApiToken.public_id": "random",
    "booking.Appointment.choice_reason": "a code",
    "booking.Appointment.policy": "limits as they were at booking",
    "booking.Appointment.service_name": "a service",
    "booking.AppointmentEvent.actor": "client, staff or system",
    "booking.AppointmentEvent.kind": "a code",
    "booking.BookingSettings.reminders_hours": "hours",
    "booking.Category.slug": "a category",
    "booking.Client.language": "a code",
    "booking.ClientMerge.facts": "names of fields, numbers",
    "booking.DayCode.code": "random digits",
    "booking.Hold.key": "a random draft id",
    "booking.Hold.plan": "times and masters",
    "booking.Hold.reason": "a code",
    "booking.Lead.language": "a code",
    "booking.LinkCode.digest": "a random code's digest",
    "booking.MagicLink.digest": "a random token's digest",
    "booking.MagicLink.language": "a code",
    "booking.MagicLink.purpose": "a code",
    "booking.Master.calendar_digest": "a random secret's digest",
    "booking.Master.languages": "codes; public",
    "booking.Master.telegram_language": "a code",
    "booking.Master.slug": "public",
    "booking.Service.slug": "a service",
    "booking.Visit.campaign": "where the visitor came from",
    "booking.Visit.client_hint": "a code",
    "booking.Visit.idempotency_key": "a random draft id",
    "booking.Visit.language": "a code",
    "booking.Visit.page": "one of our own addresses",
    "booking.Visit.reference": "a random word",
    "booking.Visit.widget": "one of our own widgets",
    "booking.WaitingEntry.consent": "our own words",
    "booking.WaitingEntry.idempotency_key": "a random draft id",
    "booking.WaitingEntry.language": "a code",
    "booking.WaitingEntry.passed_over": "times",
    "booking.WaitingEntry.services": "slugs of services",
    "cms.ClosedDay.slug": "a day",
    "cms.SeoFinding.about": "the name of a text that everybody may read",
    "cms.SeoFinding.code": "a code",
    "cms.SeoFinding.details": "words of public pages",
    "cms.SeoFinding.language": "a code",
    "cms.SeoFinding.path": "a field of a page",
    "cms.SeoFinding.url": "a place in the admin",
    "home.ContactSubmission.consent": "our own words",
    "home.ContactSubmission.key": "a digest of a random stamp and what was written",
    "home.ContactSubmission.language": "a code",
    "legal.Withdrawal.about": "a visit's number",
    "legal.Withdrawal.key": "random",
    "legal.Withdrawal.language": "a code",
    "outbox.Heartbeat.name": "a code",
    "outbox.Message.about": "a visit's number",
    "outbox.Message.channel": "a code",
    "outbox.Message.dedupe_key": "a visit's number",
    "outbox.Message.kind": "a code",
    "outbox.Message.sent_as": "the number of a message in its chat",
    "outbox.Message.recipient": "a code, or a master's number",
}
# Whole tables that the salon writes about itself, for everybody to read.
PUBLIC = ("cms.SalonSettings", "cms.SalonImage", "cms.SalonRendition", "home.ContactField")


def fields_that_could_hold_a_person() -> Iterator[str]:
    for label in OUR_APPS:
        for model in apps.get_app_config(label).get_models():
            if model._meta.label in PUBLIC or issubclass(model, Page | TranslatedText):
                continue
            for field in model._meta.concrete_fields:
                if isinstance(field, COULD_HOLD_A_PERSON) and not field.choices:
                    yield f"{model._meta.label}.{field.name}"


def registered() -> set[str]:
    return {f"{entry.model}.{name}" for entry in personal_data for name in entry.fields}


def test_every_field_that_can_hold_a_person_is_registered_or_named_impersonal() -> None:
    assert set(fields_that_could_hold_a_person()) - registered() == set(IMPERSONAL)


def test_what_is_registered_exists() -> None:
    for entry in personal_data:
        known = {field.name for field in apps.get_model(entry.model)._meta.get_fields()}
        assert set(entry.fields) <= known, entry.model


def test_no_table_is_registered_twice() -> None:
    models_named = [entry.model for entry in personal_data]
    assert len(models_named) == len(set(models_named))
