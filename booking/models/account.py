"""The way into "my visits": links that are mailed, work once and soon expire."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MagicLink(models.Model):
    """A link mailed to an address (lower-cased) to show that whoever opens it reads its mail.

    Only the token's SHA-256 is kept: a leaked table opens nothing. `purpose` binds it to one use; `asked_from` is a
    keyed hash of the internet address that asked, to limit how many are mailed. Times are aware UTC.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("email"), db_index=True)
    purpose = models.CharField(max_length=12)
    language = models.CharField(_("language"), max_length=2)
    asked_from = models.CharField(max_length=32, blank=True, db_index=True)
    created_at = models.DateTimeField(_("asked"))
    expires_at = models.DateTimeField(_("until"), db_index=True)
    used_at = models.DateTimeField(_("used"), null=True)

    class Meta:
        verbose_name = _("link to my visits")
        verbose_name_plural = _("links to my visits")

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d %H:%M}"
