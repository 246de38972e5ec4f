"""A visit holds appointments; every change leaves an event."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from booking.models.catalog import PriceKind, Service
from booking.models.clients import Client
from booking.models.masters import Master
from salon.lib.links import new_public_id

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class Source(models.TextChoices):
    WEBSITE = "website", _("website")
    TELEGRAM = "telegram", _("Telegram")
    PHONE = "phone", _("phone")
    DESK = "desk", _("reception")
    IMPORT = "import", _("import")


class Status(models.TextChoices):
    """pending -> confirmed, declined, expired, cancelled; confirmed -> completed, no_show, cancelled."""

    PENDING = "pending", _("Requested")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    CANCELLED = "cancelled", _("Cancelled")
    COMPLETED = "completed", _("Completed")
    NO_SHOW = "no_show", _("No-show")


OPEN = (Status.PENDING, Status.CONFIRMED)


class Visit(models.Model):
    """One coming-in: one client, one or more appointments, one manage link.

    `decide_until`: aware, when an unanswered request expires; null once it is decided and for what never was one.
    The contact is kept as typed here; `client` only links to the person we think it is. `idempotency_key` makes a
    second post the same visit. The status is derived from the appointments, never stored. `widget` and `page` (a path)
    are where the booking began; the widget by its short name, which outlives it. `reader`: the client in whose Telegram
    chat it was booked or connected, so that its messages go there.
    """

    public_id = models.BinaryField(max_length=12, default=new_public_id, unique=True, editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    reference = models.CharField(_("reference"), max_length=8, unique=True, editable=False)
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("client")
    )
    reader = models.ForeignKey(Client, on_delete=models.SET_NULL, null=True, editable=False, related_name="reads")
    client_hint = models.CharField(_("hint for staff"), max_length=40, blank=True, editable=False)
    contact_name = models.CharField(_("name"), max_length=120)
    contact_phone = models.CharField(_("phone"), max_length=16, blank=True)
    contact_email = models.EmailField(_("email"), blank=True)
    note = models.TextField(_("note of the client"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    source = models.CharField(_("source"), max_length=8, choices=Source)
    idempotency_key = models.CharField(max_length=64, editable=False)
    campaign = models.JSONField(default=dict, blank=True, editable=False)
    page = models.CharField(_("page"), max_length=200, blank=True, editable=False)
    widget = models.SlugField(_("widget"), blank=True, editable=False, db_index=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    together = models.BooleanField(_("all with one master if possible"), default=False, editable=False)
    decide_until = models.DateTimeField(_("answer until"), null=True, editable=False)
    decline_reason = models.CharField(_("why declined"), max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(_("booked at"), auto_now_add=True)

    appointments: "RelatedManager[Appointment]"

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-created_at"]
        permissions = [
            ("see_figures_visit", "Can see the salon's figures"),
            ("see_own_figures_visit", "Can see her own figures as a master"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "idempotency_key"], name="booking_visit_once"),
            models.CheckConstraint(
                name="booking_visit_guest_reachable",
                condition=Q(client__isnull=False)
                | ~Q(contact_phone="")
                | ~Q(contact_email="")
                | Q(source__in=["phone", "desk", "import"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["decide_until"], name="booking_visit_requests", condition=Q(decide_until__isnull=False)
            ),
            models.Index(fields=["contact_email"], name="booking_visit_email"),
            models.Index(fields=["contact_phone"], name="booking_visit_phone"),
        ]

    def __str__(self) -> str:
        return self.reference


class Appointment(models.Model):
    """One service, one master, one time. Price, minutes, names and policy are copied at booking.

    `start` and `end` are the client's own time in UTC, without buffers; the time taken stands in Occupancy.
    `paid` (EUR) was entered on site; None where nobody has said it.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="appointments", verbose_name=_("visit"))
    position = models.PositiveSmallIntegerField(default=0)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", verbose_name=_("service"))
    master = models.ForeignKey(Master, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("master"))
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.CONFIRMED)
    service_name = models.CharField(_("service as booked"), max_length=80)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2)
    price_kind = models.CharField(_("kind of price"), max_length=5, choices=PriceKind)
    paid = models.DecimalField(_("paid"), max_digits=8, decimal_places=2, null=True, editable=False)
    policy = models.JSONField(default=dict, editable=False)
    any_master = models.BooleanField(_("any master"), default=False)
    choice_reason = models.CharField(_("why this master"), max_length=20, blank=True)
    is_late_cancel = models.BooleanField(_("cancelled late"), default=False)

    events: "RelatedManager[AppointmentEvent]"

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["start", "position"]
        permissions = [
            ("see_all_appointment", "Can see everybody's appointments and time off"),
            ("decide_appointment", "Can answer requests"),
        ]
        indexes = [
            models.Index(fields=["master", "start"], name="booking_appointment_day"),
            models.Index(fields=["start"], name="booking_appointment_start"),
        ]
        constraints = [
            models.CheckConstraint(name="booking_appointment_forwards", condition=Q(end__gt=F("start"))),
            models.UniqueConstraint(fields=["visit", "position"], name="booking_appointment_position"),
        ]

    def __str__(self) -> str:
        return f"{self.service_name}, {self.start:%Y-%m-%d %H:%M}"


class AppointmentEvent(models.Model):
    """Who changed what, when, from where. Rows are written once."""

    # It follows what it is about; nobody "uses" that by it.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    kind = models.CharField(_("what"), max_length=20)
    actor = models.CharField(_("who"), max_length=12)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    source = models.CharField(_("from where"), max_length=8, choices=Source)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("history of appointments")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
