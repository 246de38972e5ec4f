"""When a master works. Written through `actions/roster.py`, under the masters' locks."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from booking.models.masters import Master
from salon.cms.models import WeeklyWindow, whole_step


class Weeks(models.TextChoices):
    EVERY = "every", _("every week")
    ODD = "odd", _("odd weeks")
    EVEN = "even", _("even weeks")


class WorkingHours(WeeklyWindow):
    """A stretch of a weekday, within a span of validity, each week or each second one (a two-week cycle)."""

    master = ParentalKey(Master, on_delete=models.CASCADE, related_name="working_hours", verbose_name=_("master"))
    weeks = models.CharField(_("weeks"), max_length=5, choices=Weeks, default=Weeks.EVERY)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta(WeeklyWindow.Meta):
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day is before the first.")})


class HoursException(models.Model):
    """Other hours on a single date; its rows replace the weekday's. A whole day off is time off."""

    master = ParentalKey(Master, on_delete=models.CASCADE, related_name="hours_exceptions", verbose_name=_("master"))
    date = models.DateField(_("date"))
    starts_at = models.TimeField(_("from"), validators=[whole_step])
    ends_at = models.TimeField(_("to"), validators=[whole_step])

    class Meta:
        verbose_name = _("exceptional hours")
        verbose_name_plural = _("exceptional hours")
        ordering = ["date", "starts_at"]

    def __str__(self) -> str:
        return f"{self.date} {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"


class TimeOff(models.Model):
    """A master's absence, from an aware UTC time to another; whole days are local midnights."""

    master = models.ForeignKey(Master, on_delete=models.CASCADE, related_name="time_off", verbose_name=_("master"))
    start = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("to"))
    reason = models.CharField(_("reason"), max_length=80, blank=True, help_text=_("Only staff see it."))

    class Meta:
        verbose_name = _("time off")
        verbose_name_plural = _("time off")
        ordering = ["start"]
        indexes = [models.Index(fields=["master", "end"], name="booking_timeoff_recent")]
        constraints = [
            models.CheckConstraint(
                name="booking_timeoff_forwards",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("The end must be after the start."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} – {self.end:%Y-%m-%d %H:%M}"
