"""The people who come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ClientStatus(models.TextChoices):
    GUEST = "guest", _("guest")
    ACTIVE = "active", _("active")
    BLOCKED = "blocked", _("blocked")


class Client(models.Model):
    """A person who comes; exists without an account.

    Phone in E.164, email lower-cased; neither is unique: possible duplicates are shown to staff for merging. A visit
    only links to a client and never adds a contact to it. `telegram_email` and `telegram_phone`: of the contacts those
    that whoever reads in that chat has proved to be theirs.
    """

    name = models.CharField(_("name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True, db_index=True)
    email = models.EmailField(_("email"), blank=True, db_index=True)
    telegram_id = models.BigIntegerField(_("Telegram"), unique=True, null=True, blank=True, editable=False)
    telegram_dead_since = models.DateTimeField(null=True, blank=True, editable=False)
    telegram_email = models.EmailField(blank=True, editable=False)
    telegram_phone = models.CharField(max_length=16, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=2, default="de")
    status = models.CharField(_("status"), max_length=7, choices=ClientStatus, default=ClientStatus.GUEST)
    blocked_reason = models.CharField(_("why blocked"), max_length=160, blank=True)
    notes = models.TextField(_("internal notes"), blank=True, help_text=_("The client never sees them."))
    created_at = models.DateTimeField(_("known since"), auto_now_add=True)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="booking_client_reachable",
                condition=~Q(phone="") | ~Q(email="") | Q(telegram_id__isnull=False) | Q(erased_at__isnull=False),
                violation_error_message=_("A phone number or an email address is needed."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.phone or self.email or f"#{self.pk}"


class ClientMerge(models.Model):
    """Two records were one person: `gone` was emptied, and whoever looks for it is led to `kept`. Written once.

    `facts` (JSON, nothing personal): which fields were taken from the one that is gone, and how much moved.
    """

    kept = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="took_in", verbose_name=_("client"))
    gone = models.OneToOneField(Client, on_delete=models.CASCADE, related_name="merged", editable=False)
    at = models.DateTimeField(_("at"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    facts = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("merge of clients")
        verbose_name_plural = _("merges of clients")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"#{self.gone_id} → #{self.kept_id}"
