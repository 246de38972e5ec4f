"""Who waits for a time, and every time that was offered to them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from booking.models.masters import Master
from booking.models.occupancy import Hold
from booking.models.visits import Visit
from salon.lib.links import new_public_id

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class WaitingState(models.TextChoices):
    """waiting -> booked, withdrawn, over (its days have passed, or too many offers were missed).

    Also withdrawn, over -> booked, by an answer that comes late while the time is still free.
    """

    WAITING = "waiting", _("waiting")
    BOOKED = "booked", _("booked")
    WITHDRAWN = "withdrawn", pgettext_lazy("waiting list", "withdrawn")
    OVER = "over", _("over")


class OfferState(models.TextChoices):
    """open -> taken, declined, expired, withdrawn (the entry itself ended); also any of these -> taken, as above."""

    OPEN = "open", _("offered")
    TAKEN = "taken", _("taken")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("waiting list", "withdrawn")


class WaitingEntry(models.Model):
    """A client who wants these services (slugs, in their order) on a local day from `first_day` to `last_day`.

    `master` null is any. `passed_over`: the starts (UTC minutes) that were free already and not taken. The contact is
    kept as typed; `asked_from` is a keyed hash of the internet address, to limit places. Who waits longest is asked
    first.
    """

    public_id = models.BinaryField(max_length=12, default=new_public_id, unique=True, editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    idempotency_key = models.CharField(max_length=64, unique=True, editable=False)
    services = models.JSONField(_("services"), default=list)
    master = models.ForeignKey(
        Master, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("master")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    passed_over = models.JSONField(default=list, editable=False)
    contact_name = models.CharField(_("name"), max_length=120)
    contact_phone = models.CharField(_("phone"), max_length=16, blank=True)
    contact_email = models.EmailField(_("email"))
    note = models.TextField(_("note of the client"), blank=True)
    consent = models.TextField(blank=True, editable=False)
    asked_from = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    language = models.CharField(_("language"), max_length=2)
    state = models.CharField(_("state"), max_length=9, choices=WaitingState, default=WaitingState.WAITING)
    visit = models.OneToOneField(Visit, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("waiting since"), auto_now_add=True)

    offers: "RelatedManager[WaitingOffer]"

    class Meta:
        verbose_name = _("waiting client")
        verbose_name_plural = _("waiting list")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["created_at"], name="booking_waiting_now", condition=Q(state="waiting")),
        ]
        constraints = [
            models.CheckConstraint(
                name="booking_waiting_forwards",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_name}, {self.first_day} – {self.last_day}"


class WaitingOffer(models.Model):
    """A time kept for one entry alone until it answers or `expires_at`; rows are kept as the list's history.

    `start`, `end`: the client's own time, aware UTC. `hold` is gone once the offer is answered.
    """

    entry = models.ForeignKey(WaitingEntry, on_delete=models.CASCADE, related_name="offers")
    hold = models.OneToOneField(Hold, on_delete=models.SET_NULL, null=True, related_name="offer")
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    state = models.CharField(_("state"), max_length=9, choices=OfferState, default=OfferState.OPEN)
    offered_at = models.DateTimeField(_("offered"))
    expires_at = models.DateTimeField(_("until"))
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        verbose_name = _("offer to the waiting list")
        verbose_name_plural = _("offers to the waiting list")
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(state="open"), name="booking_one_open_offer_an_entry")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.start:%Y-%m-%d %H:%M}"
