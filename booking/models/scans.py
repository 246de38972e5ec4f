"""What was scanned, by whom, and with which answer; and who scanned without belonging here."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.clients import Client
from booking.models.masters import Master
from booking.models.visits import Visit


class ScanResult(models.TextChoices):
    """Each answer has its own code and sentence, and none tells whose visit it is."""

    OK = "ok", _("ok")
    UNKNOWN = "unknown", _("unknown")
    WRONG_MASTER = "wrong_master", _("another master’s")
    NOT_TODAY = "not_today", _("not today")
    NOT_CONFIRMED = "not_confirmed", _("not confirmed")
    ALREADY_DONE = "already_done", _("already closed")
    NOT_STAFF = "not_staff", _("not of the team")


class ScanWay(models.TextChoices):
    QR = "qr", _("QR code")
    CODE = "code", _("typed code")


class Scan(models.Model):
    """One look at a code. `telegram_id`: of who scanned, where it came from Telegram. `at` is aware UTC."""

    # It follows what it is about; nobody "uses" that by it.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    at = models.DateTimeField(_("at"), db_index=True)
    way = models.CharField(_("way"), max_length=4, choices=ScanWay)
    result = models.CharField(_("result"), max_length=13, choices=ScanResult)
    visit = models.ForeignKey(Visit, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("visit"))
    master = models.ForeignKey(Master, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("master"))
    telegram_id = models.BigIntegerField(_("Telegram"), null=True, editable=False)

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.result} {self.at:%Y-%m-%d %H:%M}"


class DayCode(models.Model):
    """Six digits that stand for a visit on one day of the salon, for who cannot scan."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    code = models.CharField(max_length=6)

    class Meta:
        verbose_name = _("code of the day")
        verbose_name_plural = _("codes of the day")
        constraints = [
            models.UniqueConstraint(fields=["visit", "day"], name="booking_one_day_code_a_visit"),
            models.UniqueConstraint(fields=["day", "code"], name="booking_day_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.visit_id}"


class Lead(models.Model):
    """A person we know of in Telegram who is no client yet: one row a person, however often they come by.

    `origin`: what brought them here first. `client` once they have booked, at the aware time `converted_at`.
    """

    # It follows what it is about; nobody "uses" that by it.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Origin(models.TextChoices):
        SCAN = "scan", _("scanned a code")
        BOT = "bot", _("wrote to the bot")

    telegram_id = models.BigIntegerField(_("Telegram"), unique=True, null=True, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2)
    origin = models.CharField(_("origin"), max_length=4, choices=Origin)
    first_at = models.DateTimeField(_("first seen"))
    last_at = models.DateTimeField(_("last seen"))
    client = models.ForeignKey(
        Client, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("client"), editable=False
    )
    converted_at = models.DateTimeField(_("became a client"), null=True, editable=False)

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["-last_at"]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"
