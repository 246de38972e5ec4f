"""The rules of the desk: settings, not code."""

from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from booking.models.catalog import Confirmation
from salon.cms.models import whole_step
from salon.lib.list_fields import NumberList

# At the salon's clock: nobody wants to be woken by a free time.
MORNING, EVENING = time(8), time(21)
# A reminder earlier than a month ahead reminds of nothing.
LONGEST_REMINDER = 720


def reminder_hours() -> list[int]:
    return [24, 2]


class ServiceOrder(models.TextChoices):
    """In which order the services of a visit may follow one another."""

    CATALOG = "catalog", _("as in the catalogue")
    FREE = "free", _("whatever is possible")


class Gaps(models.TextChoices):
    """What is done with starts that leave no hole shorter than the shortest service."""

    OFF = "off", _("no difference")
    MARK = "mark", _("they come first and carry a leaf")
    ONLY = "only", _("no others are offered")


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
    holds_per_address = models.PositiveSmallIntegerField(
        _("times kept, and places on the waiting list, for one internet address"), default=8
    )
    max_wait_minutes = models.PositiveSmallIntegerField(
        _("longest waiting between two services of a visit"), default=15, validators=[whole_step]
    )
    max_services = models.PositiveSmallIntegerField(
        _("services in one visit"), default=5, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    service_order = models.CharField(
        _("order of the services in a visit"), max_length=7, choices=ServiceOrder, default=ServiceOrder.CATALOG
    )
    gaps = models.CharField(_("starts that leave no gap"), max_length=4, choices=Gaps, default=Gaps.MARK)
    confirmation = models.CharField(
        _("bookings are confirmed"), max_length=7, choices=Confirmation, default=Confirmation.INSTANT
    )
    request_hours = models.PositiveSmallIntegerField(
        _("a request expires after … hours"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(336)],
        help_text=_("Or when the visit would begin, if that is sooner."),
    )
    no_show_limit = models.PositiveSmallIntegerField(
        _("after so many no-shows a client's bookings are requests"), default=2, help_text=_("0: never.")
    )
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    offer_minutes = models.PositiveSmallIntegerField(
        _("a time offered to the waiting list is kept for … minutes"),
        default=60,
        validators=[MinValueValidator(10), MaxValueValidator(1440)],
    )
    offers_from = models.TimeField(_("offers leave from"), default=MORNING)
    offers_until = models.TimeField(_("offers leave until"), default=EVENING)
    free_cancel_hours = models.PositiveSmallIntegerField(
        _("clients cancel free of charge until, hours before"), default=24
    )
    cancel_limit_hours = models.PositiveSmallIntegerField(
        _("clients cancel at all until, hours before"),
        default=24,
        help_text=_("Between the two limits a cancellation is marked as late."),
    )
    move_limit_hours = models.PositiveSmallIntegerField(_("clients move until, hours before"), default=24)
    max_open_visits = models.PositiveSmallIntegerField(_("open visits a client may have"), default=3)
    messages_from = models.TimeField(
        _("messages that are not urgent leave from"),
        default=MORNING,
        help_text=_("Reminders, thanks and the like. Whatever somebody waits for leaves at once."),
    )
    messages_until = models.TimeField(_("… until"), default=EVENING)
    says_thanks = models.BooleanField(_("thank clients after their visit"), default=True)
    finishes_visits = models.BooleanField(
        _("past visits are done by themselves"),
        default=True,
        help_text=_("In the night after, unless somebody has marked them as a no-show."),
    )
    tells_desk = models.BooleanField(_("reception gets a mail about new, moved and cancelled visits"), default=True)
    tells_masters = models.BooleanField(_("masters hear of their own visits"), default=True)
    digest_at = models.TimeField(
        _("the day’s overview for masters and reception leaves at"),
        default=time(7),
        null=True,
        blank=True,
        help_text=_("Empty: none."),
    )
    reminders_hours = NumberList(
        _("reminders, hours before"),
        default=reminder_hours,
        blank=True,
        help_text=_("Whole hours with commas between them: 24, 2. Empty: no reminder."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("slot_step"),
                FieldPanel("lead_minutes"),
                FieldPanel("horizon_days"),
                FieldPanel("max_services"),
                FieldPanel("service_order"),
                FieldPanel("gaps"),
            ],
            heading=_("What is offered"),
        ),
        MultiFieldPanel(
            [FieldPanel("hold_minutes"), FieldPanel("holds_per_address"), FieldPanel("max_wait_minutes")],
            heading=_("While the client chooses"),
        ),
        MultiFieldPanel(
            [FieldPanel("confirmation"), FieldPanel("request_hours"), FieldPanel("no_show_limit")],
            heading=_("Confirmation"),
            help_text=_("Categories and services can have their own confirmation."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("move_limit_hours"),
                FieldPanel("free_cancel_hours"),
                FieldPanel("cancel_limit_hours"),
                FieldPanel("max_open_visits"),
            ],
            heading=_("Afterwards"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("has_waiting_list"),
                FieldPanel("offer_minutes"),
                FieldRowPanel([FieldPanel("offers_from"), FieldPanel("offers_until")]),
            ],
            heading=_("Waiting list"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("reminders_hours"),
                FieldRowPanel([FieldPanel("messages_from"), FieldPanel("messages_until")]),
                FieldPanel("says_thanks"),
                FieldPanel("finishes_visits"),
            ],
            heading=_("Messages to clients"),
        ),
        MultiFieldPanel(
            [FieldPanel("tells_desk"), FieldPanel("tells_masters"), FieldPanel("digest_at")],
            heading=_("Messages to the salon"),
        ),
    ]

    class Meta:
        verbose_name = _("booking rules")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        super().clean()
        if self.free_cancel_hours < self.cancel_limit_hours:
            raise ValidationError(
                {"cancel_limit_hours": _("This limit cannot come before the one for cancelling free of charge.")}
            )
        if self.offers_until <= self.offers_from:
            raise ValidationError({"offers_until": _("The end must be after the start.")})
        if self.messages_until <= self.messages_from:
            raise ValidationError({"messages_until": _("The end must be after the start.")})
        hours = self.reminders_hours
        if not isinstance(hours, list) or not all(type(hour) is int and 0 < hour <= LONGEST_REMINDER for hour in hours):
            raise ValidationError(
                {"reminders_hours": _("Please enter hours from 1 to {most}.").format(most=LONGEST_REMINDER)}
            )
        self.reminders_hours = sorted(set(hours), reverse=True)
