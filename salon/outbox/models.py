"""The outbox is the promise: a message is written with what it reports, and delivered later."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("queued")
    SENT = "sent", _("sent")
    DEAD = "dead", _("given up")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Message(models.Model):
    """One message to one recipient.

    `about` names what it reports ("visit:12"); address, channel and language are resolved at delivery by the kind.
    `due_at` and all times are aware UTC. `dedupe_key` makes writing the same message twice impossible.
    """

    kind = models.CharField(_("kind"), max_length=40)
    about = models.CharField(_("about"), max_length=40, db_index=True)
    context = models.JSONField(default=dict)
    due_at = models.DateTimeField(_("due"))
    dedupe_key = models.CharField(max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.QUEUED)
    claimed_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    sent_to = models.CharField(_("sent to"), max_length=254, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], name="outbox_due", condition=models.Q(state="queued")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"
