"""The ledger of what guests were asked and answered (Art. 7 para. 1 GDPR)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SUBJECT_LENGTH = 32


class Choice(models.TextChoices):
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Consent(models.Model):
    """An answer as it was given. Nobody changes one: another answer is another row.

    `words` is what was read, in `language`; `version` tells which tools were meant. `subject` is a random number that
    only the browser knows which gave the answer: with it a guest can show which rows are theirs, and nobody else can.
    `given_at` is aware UTC.
    """

    class Purpose(models.TextChoices):
        STATISTICS = "statistics", _("Statistics")

    class Channel(models.TextChoices):
        WEBSITE = "website", _("Website")

    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.STATISTICS)
    channel = models.CharField(max_length=20, choices=Channel.choices, default=Channel.WEBSITE)
    choice = models.CharField(max_length=10, choices=Choice.choices)
    given_at = models.DateTimeField(db_index=True)
    language = models.CharField(max_length=5)
    version = models.CharField(max_length=40)
    words = models.TextField()
    subject = models.CharField(max_length=SUBJECT_LENGTH, db_index=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.choice} {self.version} {self.given_at:%Y-%m-%d}"
