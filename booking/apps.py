from django.apps import AppConfig
from django.db.models.signals import post_migrate

from booking import wall
from salon.cms.registries import PersonalData, personal_data, plain_parts, shown_on_pages

CLIENT = (
    *("name", "phone", "email", "notes", "blocked_reason"),
    *("telegram_id", "telegram_email", "telegram_phone"),
)
PERSONAL = [
    PersonalData("booking.Client", CLIENT),
    PersonalData("booking.Visit", ("contact_name", "contact_phone", "contact_email", "note", "decline_reason")),
    PersonalData("booking.WaitingEntry", ("contact_name", "contact_phone", "contact_email", "note", "asked_from")),
    PersonalData("booking.MagicLink", ("email", "asked_from")),
    PersonalData("booking.LinkCode", ("email",)),
    PersonalData("booking.ApiAnswer", ("caller", "body")),
    PersonalData("booking.Scan", ("telegram_id",)),
    PersonalData("booking.Lead", ("telegram_id", "name")),
    PersonalData("booking.Hold", ("address",)),
    PersonalData("booking.AppointmentEvent", ("facts",)),
    PersonalData("booking.TimeOff", ("reason",)),
]
SHOWN = (
    "booking.BookingSettings",
    "booking.BookingWidget",
    "booking.Category",
    "booking.CategoryText",
    "booking.Master",
    "booking.MasterText",
    "booking.Service",
    "booking.ServiceText",
    "booking.Skill",
    "booking.WorkingHours",
)


class BookingConfig(AppConfig):
    name = "booking"
    verbose_name = "Booking"

    def ready(self) -> None:
        from booking.selectors.plain_words import services_in_words  # noqa: PLC0415 - models are there only now

        post_migrate.connect(wall.rebuild_after_migrate, sender=self, dispatch_uid="booking.wall")
        for entry in PERSONAL:
            personal_data.register(entry)
        for label in SHOWN:
            shown_on_pages.register(label)
        plain_parts.register(services_in_words)
