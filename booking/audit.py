"""What guests and search engines are not told of services and masters, because nobody has entered it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from booking.models import MasterText, ServiceText
from booking.selectors.catalog import load_catalog
from booking.selectors.profiles import master_profiles
from salon.cms.editors import editor_url
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds
from salon.cms.models import OpeningHours

NOBODY = finding_kinds.register(
    FindingKind(
        "service_without_master",
        Severity.ERROR,
        _("Service without a master"),
        _("Guests read about “{title}”, but no master performs it: it can’t be booked, and its price is told nowhere."),
    )
)
NO_SUMMARY = finding_kinds.register(
    FindingKind(
        "service_without_summary",
        Severity.HINT,
        _("Service without a summary"),
        _("“{title}” has no summary, which stands below its name in lists and which search engines read."),
    )
)
NO_ROLE = finding_kinds.register(
    FindingKind(
        "master_without_role",
        Severity.HINT,
        _("Master without a role"),
        _("It is not entered what “{title}” is here; pages and search engines show it beside her name."),
    )
)
NO_HOURS = finding_kinds.register(
    FindingKind(
        "opening_hours_missing",
        Severity.ERROR,
        _("Opening hours missing"),
        _("No opening hours are entered: guests and search engines take the salon for closed."),
    )
)


def missing_facts() -> Iterator[Finding]:
    """Looked for in the default language, from which the others are translated; at most seven queries."""
    if not OpeningHours.objects.exists():
        yield _told(NO_HOURS, OpeningHours._meta.verbose_name, url=reverse("opening-hours:index"))
    services = load_catalog(settings.LANGUAGE_CODE).services.values()
    for service in services:
        if not service.offers:
            yield _told(NOBODY, service.name, url=reverse("services:edit", args=[service.pk]))
    silent = [service.pk for service in services if not service.summary]
    yield from _empty(NO_SUMMARY, ServiceText.objects.filter(service__in=silent), "summary")
    unnamed = [master.pk for master in master_profiles(settings.LANGUAGE_CODE).values() if not master.role]
    yield from _empty(NO_ROLE, MasterText.objects.filter(master__in=unnamed), "role")


def _empty(kind: FindingKind, texts: QuerySet[Any], field: str) -> Iterator[Finding]:
    for text in texts.filter(locale__language_code=settings.LANGUAGE_CODE, live=True).order_by("pk"):
        yield _told(kind, text.name, url=editor_url(type(text), text.pk), path=field)


def _told(kind: FindingKind, title: object, *, url: str, path: str = "") -> Finding:
    return Finding(kind, settings.LANGUAGE_CODE, {"title": str(title)}, url=url, path=path, about=str(title))
