"""Pages that a language lacks, or has alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check
from salon.cms.audit.site import Place
from salon.cms.models import HOME_DEPTH
from salon.cms.registries import Finding, FindingKind, Severity, finding_kinds

LANGUAGES = {"language": dict(settings.LANGUAGES)}

MISSING = finding_kinds.register(
    FindingKind(
        "translation_missing",
        Severity.WARNING,
        _("Translation missing"),
        _("“{title}” is not there in this language: {language}."),
        LANGUAGES,
    )
)
DRAFT = finding_kinds.register(
    FindingKind(
        "translation_draft",
        Severity.WARNING,
        _("Translation not published"),
        _("“{title}” is begun in this language, but not published: {language}."),
        LANGUAGES,
    )
)
ALONE = finding_kinds.register(
    FindingKind(
        "translation_alone",
        Severity.WARNING,
        _("Page without its original"),
        _("“{title}” is public here, but not in the language that it was translated from: {language}."),
        LANGUAGES,
    )
)
MIRROR = finding_kinds.register(
    FindingKind(
        "translation_mirror",
        Severity.ERROR,
        _("Words of another language"),
        _("“{title}” shows the words of another language under an address of this one: {language}."),
        LANGUAGES,
    )
)


class Translations(Check):
    """By the tree alone; a language whose home page is not live is not open yet."""

    def finish(self) -> Iterator[Finding]:
        places = self.site.places.values()
        homes = {place.language for place in places if place.depth == HOME_DEPTH and place.live}
        families: dict[object, dict[str, Place]] = defaultdict(dict)
        for place in places:
            families[place.key][place.language] = place
        for place in self.site.pages:
            if place.language == settings.LANGUAGE_CODE:
                others = homes - {settings.LANGUAGE_CODE}
                yield from _lacks(place, families[place.key], sorted(others))
            elif not _is_live(families[place.key].get(settings.LANGUAGE_CODE)):
                yield _told(ALONE, place, settings.LANGUAGE_CODE, on=place, language=place.language)
        for place in places:
            if place.live and place.alias_of:
                source = self.site.places.get(place.alias_of)
                if source and source.language != place.language:
                    yield _told(MIRROR, place, place.language, on=place)


def _lacks(place: Place, family: Mapping[str, Place], languages: list[str]) -> Iterator[Finding]:
    for code in languages:
        other = family.get(code)
        if other is None:
            url = reverse("wagtail_localize:submit_page_translation", args=[place.pk])
            yield _told(MISSING, place, code, on=place, url=url)
        elif not other.live:
            yield _told(DRAFT, place, code, on=other)


def _is_live(place: Place | None) -> bool:
    return bool(place and place.live)


def _told(kind: FindingKind, place: Place, missing: str, *, on: Place, language: str = "", url: str = "") -> Finding:
    values = {"title": place.title, "language": missing}
    return Finding(kind, language or missing, values, page=on.pk, path="" if url else "title", url=url)
