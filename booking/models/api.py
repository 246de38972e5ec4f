"""Who may use the API, and the answers that a repeated request gets again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """A key for a program: shown once when it is made, kept as its SHA-256.

    `name` tells people which program it is; `public_id` finds the row. Without a scope it may only read what everybody
    may. Revoked for good, never deleted: the register tells when.
    """

    name = models.CharField(_("name"), max_length=60)
    public_id = models.CharField(max_length=12, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    for_clients = models.BooleanField(_("acts for clients"), default=False)
    for_masters = models.BooleanField(_("acts for masters"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("made"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class ApiAnswer(models.Model):
    """What a caller was answered to a request with this `Idempotency-Key`: the same request gets the same again.

    `caller`: the token and the person it acted for; `fingerprint`: of operation and body, so that a key is never taken
    for another request's.
    """

    caller = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("answer of the API")
        verbose_name_plural = _("answers of the API")
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="booking_one_answer_a_key")]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
