"""The way from Telegram to what we know: codes that connect a chat, once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from booking.models.masters import Master
from booking.models.visits import Visit


class LinkPurpose(models.TextChoices):
    CLIENT = "client", _("client")
    MASTER = "master", _("master")


class LinkCode(models.Model):
    """A code that connects whoever sends it to the bot first, and nobody afterwards.

    Only its SHA-256 is kept. A client's code is about a visit (whoever saw its page may follow it), or it was handed to
    the reader of `email` (lower-cased) and proves that address; a master's code is about her. Times are aware UTC.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(max_length=6, choices=LinkPurpose)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, null=True, related_name="+")
    email = models.EmailField(_("email"), blank=True, db_index=True)
    master = models.ForeignKey(Master, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("until"), db_index=True)
    used_at = models.DateTimeField(_("used"), null=True)

    class Meta:
        verbose_name = _("code for Telegram")
        verbose_name_plural = _("codes for Telegram")
        constraints = [
            models.CheckConstraint(
                name="booking_link_code_is_about",
                condition=Q(purpose=LinkPurpose.MASTER, master__isnull=False)
                | (Q(purpose=LinkPurpose.CLIENT) & (Q(visit__isnull=False) | ~Q(email=""))),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d %H:%M}"
