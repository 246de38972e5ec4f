"""How often something happened on a day: counts without identifiers, from which nobody can be told apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAME_LENGTH, DETAIL_LENGTH = 200, 60


class What(models.TextChoices):
    """What is counted, with what stands in `name` and `detail`.

    A page that is looked at is counted as VIEW, and whoever came from elsewhere once more under each way that led here:
    so a row says one thing about a visit, never several that together would point at somebody.
    """

    VIEW = "view"  # a page's path
    REFERRER = "referrer"  # its host
    CAMPAIGN = "campaign"  # utm_campaign; "utm_source / utm_medium"
    WIDGET = "widget"  # its short name
    STEP = "step"  # the step; the widget's short name
    SEARCH = "search"  # a service's short name; "5-morning": weekday, part of day
    BOOKING = "booking"  # the source; the host of the site that led into the wizard


class Device(models.TextChoices):
    PHONE = "phone", pgettext_lazy("device", "phone")
    TABLET = "tablet", pgettext_lazy("device", "tablet")
    COMPUTER = "computer", pgettext_lazy("device", "computer")


class Counter(models.Model):
    """`day` is the salon's. `device` is empty where a program asked for somebody, as the bot does."""

    day = models.DateField()
    what = models.CharField(max_length=8, choices=What)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    detail = models.CharField(max_length=DETAIL_LENGTH, blank=True)
    language = models.CharField(max_length=2)
    device = models.CharField(max_length=8, choices=Device, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        ordering = ["-day", "what", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["what", "day", "name", "detail", "language", "device"], name="analytics_one_row_a_count"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.what} {self.name}: {self.number}"
