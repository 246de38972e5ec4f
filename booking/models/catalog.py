"""What can be booked: facts, one row each; their words stand in `texts`."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from booking.models.watched import Watched
from salon.cms.models import whole_step

MINUTES = [MinValueValidator(5), MaxValueValidator(720), whole_step]
BUFFER = [MaxValueValidator(120), whole_step]


class PriceKind(models.TextChoices):
    FIXED = "fixed", _("fixed price")
    FROM = "from", _("from-price")


class Confirmation(models.TextChoices):
    """Whether a booking counts at once or is a request that the salon answers."""

    INSTANT = "instant", _("at once")
    REQUEST = "request", _("on request")


def own_confirmation() -> models.CharField:
    """A category's or a service's own answer; empty is what stands one floor above."""
    return models.CharField(_("confirmation"), max_length=7, choices=Confirmation, blank=True)


class Category(models.Model):
    """A group of services."""

    slug = models.SlugField(_("short name"), unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    earliest_start = models.TimeField(
        _("earliest start"),
        null=True,
        blank=True,
        validators=[whole_step],
        help_text=_("Local time; empty: as we open."),
    )
    confirmation = own_confirmation()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.slug


class Service(Watched):
    """Something that can be booked. Minutes are one number: what is shown is what is taken.

    `minutes` includes the processing time: the master is free for others from minute `processing_after` for
    `processing_lasts` minutes. Buffers are kept free around the service. Prices are EUR incl. VAT.
    `changed_at`: when what guests read of it changed last, what its masters ask for it included (aware).
    """

    slug = models.SlugField(_("short name"), unique=True, help_text=_("Stands in links; don't change it later."))
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="services", verbose_name=_("category")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("bookable"), default=True)
    is_popular = models.BooleanField(_("popular"), default=False)
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=MINUTES)
    buffer_before = models.PositiveSmallIntegerField(_("buffer before"), default=0, validators=BUFFER)
    buffer_after = models.PositiveSmallIntegerField(_("buffer after"), default=0, validators=BUFFER)
    processing_after = models.PositiveSmallIntegerField(
        _("processing starts after"), null=True, blank=True, validators=[whole_step]
    )
    processing_lasts = models.PositiveSmallIntegerField(
        _("processing lasts"), null=True, blank=True, validators=[whole_step]
    )
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2, validators=[MinValueValidator(Decimal(0))])
    price_kind = models.CharField(_("kind of price"), max_length=5, choices=PriceKind, default=PriceKind.FIXED)
    price_max = models.DecimalField(_("highest price"), max_digits=8, decimal_places=2, null=True, blank=True)
    rebook_days = models.PositiveSmallIntegerField(_("usual interval in days"), null=True, blank=True)
    lead_minutes = models.PositiveIntegerField(_("lead time in minutes"), null=True, blank=True)
    horizon_days = models.PositiveSmallIntegerField(_("horizon in days"), null=True, blank=True)
    confirmation = own_confirmation()
    free_cancel_hours = models.PositiveSmallIntegerField(
        _("cancelling free of charge until, hours before"), null=True, blank=True
    )
    cancel_limit_hours = models.PositiveSmallIntegerField(_("cancelling until, hours before"), null=True, blank=True)
    move_limit_hours = models.PositiveSmallIntegerField(_("moving until, hours before"), null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    shown = ("slug", "category_id", "is_active", "minutes", "price", "price_kind")

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["category__order", "order", "slug"]
        constraints = [
            models.CheckConstraint(
                name="booking_service_processing_inside",
                condition=Q(processing_after__isnull=True, processing_lasts__isnull=True)
                | Q(
                    processing_after__isnull=False,
                    processing_lasts__isnull=False,
                    processing_after__gt=0,
                    processing_lasts__gt=0,
                    minutes__gt=F("processing_after") + F("processing_lasts"),
                ),
                violation_error_message=_("Processing time must begin and end inside the service."),
            ),
            models.CheckConstraint(
                name="booking_service_price_max_above",
                condition=Q(price_max__isnull=True) | Q(price_max__gte=F("price")),
                violation_error_message=_("The highest price is below the price."),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.has_changed:
            self.changed_at = timezone.now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "changed_at"}
        super().save(*args, **kwargs)
