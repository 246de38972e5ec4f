"""Sentences that a translated page still says in the default language."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.snapshot import AuditedPage, Snapshot
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds

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

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot)
        self.originals: dict[object, frozenset[str]] = {}

    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        # Titles are made of names.
        fragments = [fragment for fragment in audited.fragments if fragment.path != "seo_title"]
        said = [(fragment, text) for fragment in fragments if is_sentence(text := fragment.text)]
        if audited.language == settings.LANGUAGE_CODE:
            self.originals[audited.row.key] = frozenset(text for _fragment, text in said)
            return
        original = self.originals.get(audited.row.key, frozenset())
        for fragment, text in said:
            if text in original:
                values = {"text": text[:SHOWN], "original": settings.LANGUAGE_CODE}
                yield found(SAME, audited, fragment.path, values)
