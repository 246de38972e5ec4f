"""The rules of the desk: settings, not code."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from salon.cms.models import whole_step

# A reminder earlier than a month ahead reminds of nothing.
LONGEST_REMINDER = 720


def reminder_hours() -> list[int]:
    return [24, 2]


@register_setting(icon="date", order=110)
class BookingSettings(BaseGenericSetting):
    """One row for the salon. Durations in minutes, limits in hours before the start, horizon in local days."""

    slot_step = models.PositiveSmallIntegerField(
        _("a start every … minutes"), default=15, validators=[MinValueValidator(5), MaxValueValidator(120), whole_step]
    )
    lead_minutes = models.PositiveIntegerField(_("lead time in minutes"), default=120)
    horizon_days = models.PositiveSmallIntegerField(
        _("horizon in days"), default=60, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    hold_minutes = models.PositiveSmallIntegerField(
        _("a chosen time is kept for … minutes"), default=10, validators=[MinValueValidator(2), MaxValueValidator(60)]
    )
    holds_per_address = models.PositiveSmallIntegerField(_("times kept at once for one internet address"), default=8)
    max_wait_minutes = models.PositiveSmallIntegerField(
        _("longest waiting between two services of a visit"), default=15, validators=[whole_step]
    )
    max_services = models.PositiveSmallIntegerField(
        _("services in one visit"), default=5, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    cancel_limit_hours = models.PositiveSmallIntegerField(_("clients cancel until, hours before"), default=24)
    move_limit_hours = models.PositiveSmallIntegerField(_("clients move until, hours before"), default=24)
    max_open_visits = models.PositiveSmallIntegerField(_("open visits a client may have"), default=3)
    reminders_hours = models.JSONField(
        _("reminders, hours before"),
        default=reminder_hours,
        blank=True,
        help_text=_("Whole hours in square brackets: [24, 2]. Empty brackets: no reminder."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("slot_step"),
                FieldPanel("lead_minutes"),
                FieldPanel("horizon_days"),
                FieldPanel("max_services"),
            ],
            heading=_("What is offered"),
        ),
        MultiFieldPanel(
            [FieldPanel("hold_minutes"), FieldPanel("holds_per_address"), FieldPanel("max_wait_minutes")],
            heading=_("While the client chooses"),
        ),
        MultiFieldPanel(
            [FieldPanel("cancel_limit_hours"), FieldPanel("move_limit_hours"), FieldPanel("max_open_visits")],
            heading=_("Afterwards"),
        ),
        FieldPanel("reminders_hours"),
    ]

    class Meta:
        verbose_name = _("booking rules")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        super().clean()
        hours = self.reminders_hours
        if not isinstance(hours, list) or not all(type(hour) is int and 0 < hour <= LONGEST_REMINDER for hour in hours):
            raise ValidationError(
                {"reminders_hours": _("Please enter whole hours in square brackets, for example [24, 2].")}
            )
        self.reminders_hours = sorted(set(hours), reverse=True)
