"""Sentences that a translated page still says in the default language."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.site import Sheet, Site
from salon.cms.registries import Finding, FindingKind, Severity, finding_kinds

# Shorter ones may be names, which are alike everywhere.
LETTERS, WORDS = 30, 4
SHOWN = 60

SAME = finding_kinds.register(
    FindingKind(
        "words_not_translated",
        Severity.ERROR,
        _("Sentence in another language"),
        _("This still stands here in {original}: “{text}”"),
        {"original": dict(settings.LANGUAGES)},
    )
)


def is_sentence(text: str) -> bool:
    return len(text) >= LETTERS and len(text.split()) >= WORDS


class SameWords(Check):
    """Pages of the default language come first, so their words are known when their translations are looked at."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.originals: dict[object, frozenset[int]] = {}

    def look_at(self, sheet: Sheet) -> Iterator[Finding]:
        # Titles are made of names.
        parts = [part for part in sheet.parts if part.path != "seo_title"]
        said = [(part, text) for part in parts if is_sentence(text := part.text)]
        if sheet.language == settings.LANGUAGE_CODE:
            self.originals[sheet.place.key] = frozenset(hash(text) for _part, text in said)
            return
        original = self.originals.get(sheet.place.key, frozenset())
        for part, text in said:
            if hash(text) in original:
                values = {"text": text[:SHOWN], "original": settings.LANGUAGE_CODE}
                yield found(SAME, sheet, part.path, values)
