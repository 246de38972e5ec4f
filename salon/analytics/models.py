"""How often something happened on a day: counts without identifiers, from which nobody can be told apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

NAME_LENGTH, DETAIL_LENGTH = 200, 60


class What(models.TextChoices):
    """What is counted, with what stands in `name` and `detail`.

    A page that is looked at is counted as VIEW, and whoever came from elsewhere once more under each way that led here:
    so a row says one thing about a visit, never several that together would point at somebody.
    """

    VIEW = "view", _("page view")  # a page's path
    REFERRER = "referrer", _("came from a site")  # its host
    CAMPAIGN = "campaign", _("came by a campaign")  # utm_campaign; "utm_source / utm_medium"
    WIDGET = "widget", _("widget shown")  # its short name
    STEP = "step", _("step of the booking")  # the step; the widget's short name
    SEARCH = "search", _("search without a free time")  # a service's short name; "5-morning": weekday, part of day
    BOOKING = "booking", _("booking")  # the source; the host of the site that led into the wizard


class Device(models.TextChoices):
    PHONE = "phone", _("phone")
    TABLET = "tablet", _("tablet")
    COMPUTER = "computer", _("computer")


class Counter(models.Model):
    """`day` is the salon's. `device` is empty where a program asked for somebody, as the bot does."""

    day = models.DateField(_("day"))
    what = models.CharField(_("what"), max_length=8, choices=What)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    detail = models.CharField(_("detail"), max_length=DETAIL_LENGTH, blank=True)
    language = models.CharField(_("language"), max_length=2)
    device = models.CharField(_("device"), max_length=8, choices=Device, blank=True)
    number = models.PositiveIntegerField(_("number"))

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
