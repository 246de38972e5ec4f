"""What is missing that the law asks for."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from legal.models import LegalKind, LegalPage
from salon.cms.editors import board_url
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds
from salon.cms.top_pages import homes

# § 5 DDG, Art. 13 GDPR.
REQUIRED = (LegalKind.IMPRINT, LegalKind.PRIVACY)
MISSING = finding_kinds.register(
    FindingKind(
        "legal_page_missing",
        Severity.ERROR,
        _("A page that the law asks for is missing"),
        _("There is no public page “{page}” in this language: {language}."),
        {"page": {kind.value: kind.label for kind in REQUIRED}, "language": dict(settings.LANGUAGES)},
    )
)


def missing_pages() -> Iterator[Finding]:
    """A finding for each required page that a language with a public home page lacks; two queries."""
    rows = LegalPage.objects.live().filter(kind__in=REQUIRED)
    known = {
        (kind, code): key for kind, code, key in rows.values_list("kind", "locale__language_code", "translation_key")
    }
    for home in homes(settings.LANGUAGE_CODE):
        for kind in REQUIRED:
            if (kind, home.locale.language_code) not in known:
                yield _finding(kind, home, known)


def _finding(kind: LegalKind, home: Page, known: Mapping[tuple[str, str], object]) -> Finding:
    """Mended by translating the page of the default language, else by writing one."""
    code = home.locale.language_code
    source = known.get((kind, settings.LANGUAGE_CODE))
    url = board_url(source) if source else reverse("wagtailadmin_pages:add", args=["legal", "legalpage", home.pk])
    return Finding(MISSING, code, {"page": kind.value, "language": code}, url=url, about=home.title)
