"""The log of withdrawals (§ 356a BGB)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KEY_LENGTH = 32


class Withdrawal(models.Model):
    """A declaration as it came in. Nobody changes one; staff only note that it is answered.

    `declaration` is the whole text that was confirmed, in `language`; `about` names what it means as other apps do
    ("visit:12"), empty where nobody knows; `key` makes confirming twice one declaration. Times are aware UTC.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"))
    language = models.CharField(_("language"), max_length=5)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("email"), max_length=254)
    reference = models.CharField(_("reference or date"), max_length=120)
    message = models.TextField(_("message"), blank=True)
    declaration = models.TextField(_("declaration"))
    about = models.CharField(_("about"), max_length=40, blank=True)
    answered_at = models.DateTimeField(pgettext_lazy("withdrawal", "answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-received_at", "-pk"]
        permissions = [("answer_withdrawal", "Can note that a withdrawal is answered")]

    def __str__(self) -> str:
        return f"{self.name} {self.received_at:%Y-%m-%d}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
