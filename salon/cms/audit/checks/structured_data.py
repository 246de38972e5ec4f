"""What search engines ask to be told about the salon as data, and nobody has entered."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check
from salon.cms.editors import editor_url, new_snippet_url, settings_url
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds
from salon.cms.models import SalonSettings, SalonText, salon_settings
from salon.cms.selectors import salon_text

# Required and recommended properties of a LocalBusiness:
# https://developers.google.com/search/docs/appearance/structured-data/local-business
REQUIRED = {"street": _("street and number"), "postcode": _("postcode")}
RECOMMENDED = {"phone": _("phone"), "latitude": _("latitude"), "longitude": _("longitude")}
WORDS = {"name": _("name"), "town": _("town")}

MISSING = finding_kinds.register(
    FindingKind(
        "salon_fact_missing",
        Severity.ERROR,
        _("Facts of the salon for search engines"),
        _("Search engines don’t show the salon as a business while this is not entered: {fact}."),
        {"fact": REQUIRED | WORDS},
    )
)
WANTED = finding_kinds.register(
    FindingKind(
        "salon_fact_wanted",
        Severity.HINT,
        _("Facts of the salon for search engines"),
        _("Search engines would show this about the salon, but it is not entered: {fact}."),
        {"fact": RECOMMENDED},
    )
)


class StructuredData(Check):
    """Of the salon itself, which every page names; what is told of services and masters their own app looks after."""

    def finish(self) -> Iterator[Finding]:
        salon = salon_settings()
        for kind, fields in ((MISSING, REQUIRED), (WANTED, RECOMMENDED)):
            for field in fields:
                if getattr(salon, field) in (None, ""):
                    yield _told(kind, field, settings_url(SalonSettings), salon._meta.verbose_name)
        text = salon_text(settings.LANGUAGE_CODE)
        for field in WORDS:
            if not getattr(text, field):
                url = editor_url(SalonText, text.pk) if text.pk else new_snippet_url(SalonText)
                yield _told(MISSING, field, url, text._meta.verbose_name)


def _told(kind: FindingKind, field: str, url: str, about: object) -> Finding:
    return Finding(kind, settings.LANGUAGE_CODE, {"fact": field}, url=url, path=field, about=str(about))
