"""When the salon is open."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _


def whole_step(value: object) -> None:
    """Hours and durations are multiples of five minutes; the engine's grids rely on it."""
    if getattr(value, "minute", value) % 5 or getattr(value, "second", 0):
        raise ValidationError(_("Please choose a multiple of five minutes."))


class WeeklyWindow(models.Model):
    """A stretch of a weekday, local time. `ends_at` 00:00 means the next midnight."""

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=list(WEEKDAYS.items()))
    starts_at = models.TimeField(_("from"), validators=[whole_step])
    ends_at = models.TimeField(_("to"), validators=[whole_step])

    class Meta:
        abstract = True
        ordering = ["weekday", "starts_at"]

    def clean(self) -> None:
        super().clean()
        if (
            self.starts_at
            and self.ends_at
            and self.ends_at.isoformat() != "00:00:00"
            and self.ends_at <= self.starts_at
        ):
            raise ValidationError({"ends_at": _("The end must be after the start.")})


class OpeningHours(WeeklyWindow):
    """A stretch of a weekday in which the salon is open; several a day are possible."""

    class Meta(WeeklyWindow.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"


class ClosedDay(models.Model):
    """A day on which the salon is closed, every year or only in `year`. Its name stands in ClosedDayText."""

    slug = models.SlugField(_("short name"), unique=True)
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    year = models.PositiveSmallIntegerField(_("only in this year"), null=True, blank=True)

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        ordering = ["month", "day"]

    def __str__(self) -> str:
        return self.slug
