"""The people who perform services, and who performs what."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from booking.models.catalog import MINUTES, PriceKind, Service
from booking.models.watched import Watched


class Level(models.TextChoices):
    OWNER = "owner", _("owner")
    SENIOR = "senior", _("senior")
    MASTER = "master", pgettext_lazy("level of a master", "master")
    JUNIOR = "junior", _("junior")


class Master(ClusterableModel):
    """A person who performs services. Switched off, never deleted once used.

    `is_bookable`: clients may book her; `is_visible`: shown by name on the site; `user`: her login in the admin.
    `calendar_digest`: of the secret in her calendar link, empty where there is none.
    """

    slug = models.SlugField(_("short name"), unique=True, help_text=_("Stands in links; don't change it later."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    level = models.CharField(_("level"), max_length=6, choices=Level, default=Level.MASTER)
    is_owner = models.BooleanField(_("owner of the salon"), default=False)
    is_bookable = models.BooleanField(_("bookable"), default=True)
    is_visible = models.BooleanField(_("shown by name"), default=True)
    is_employed = models.BooleanField(_("works here"), default=True)
    since = models.PositiveSmallIntegerField(_("in the craft since"), null=True, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="master",
        verbose_name=_("login"),
    )
    telegram_id = models.BigIntegerField(_("Telegram"), unique=True, null=True, blank=True, editable=False)
    telegram_dead_since = models.DateTimeField(null=True, blank=True, editable=False)
    # What she has chosen in her chat; empty: the language of her login.
    telegram_language = models.CharField(max_length=2, blank=True, editable=False)
    # Raised whenever something of hers is decided; "least recently booked" for the fair choice.
    last_booked_at = models.DateTimeField(null=True, editable=False)
    calendar_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("master")
        verbose_name_plural = _("masters")
        ordering = ["order", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar_digest"], name="booking_one_master_a_calendar", condition=~Q(calendar_digest="")
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Skill(Watched):
    """That a master performs a service; empty fields mean "as the service says"."""

    master = ParentalKey(Master, on_delete=models.CASCADE, related_name="skills", verbose_name=_("master"))
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="skills", verbose_name=_("service"))
    minutes = models.PositiveSmallIntegerField(_("own minutes"), null=True, blank=True, validators=MINUTES)
    price = models.DecimalField(_("own price"), max_digits=8, decimal_places=2, null=True, blank=True)
    price_kind = models.CharField(_("own kind of price"), max_length=5, choices=PriceKind, blank=True)

    shown = ("service_id", "minutes", "price", "price_kind")

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        constraints = [models.UniqueConstraint(fields=["master", "service"], name="booking_one_skill_a_service")]

    def __str__(self) -> str:
        return f"{self.master_id}: {self.service_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        changed = {self.service_id, *self.was[:1]} if self.has_changed else set()
        super().save(*args, **kwargs)
        _note_change(changed)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        _note_change({self.service_id})
        return deleted


def _note_change(services: Collection[int]) -> None:
    """Guests read something else of these services: who performs them, how long, at what price."""
    if services:
        Service.objects.filter(pk__in=services).update(changed_at=timezone.now())
