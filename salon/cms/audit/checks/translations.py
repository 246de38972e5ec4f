"""Pages that a language lacks, or has alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check
from salon.cms.audit.snapshot import TreeRow
from salon.cms.editors import board_url
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds

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
    """By the tree alone, in the languages that are open. A mirror is no translation, as on the translation board."""

    def finish(self) -> Iterator[Finding]:
        families: dict[object, dict[str, TreeRow]] = defaultdict(dict)
        for row in self.snapshot.rows.values():
            if row.alias_of is None:
                families[row.key][row.language] = row
            elif row.live:
                yield from self._mirrors(row)
        for row in self.snapshot.public_rows:
            family = families[row.key]
            if row.language == settings.LANGUAGE_CODE:
                yield from _lacks(row, family, sorted(self.snapshot.tree.languages - {row.language}))
            elif not _is_live(family.get(settings.LANGUAGE_CODE)):
                yield _told(ALONE, row, settings.LANGUAGE_CODE, language=row.language)

    def _mirrors(self, row: TreeRow) -> Iterator[Finding]:
        source = self.snapshot.rows.get(row.alias_of or 0)
        if source and source.language != row.language:
            yield _told(MIRROR, row, row.language)


def _lacks(row: TreeRow, family: Mapping[str, TreeRow], languages: Sequence[str]) -> Iterator[Finding]:
    for code in languages:
        other = family.get(code)
        if other is None:
            yield _told(MISSING, row, code, url=board_url(row.key))
        elif not other.live:
            yield _told(DRAFT, row, code, page=other)


def _is_live(row: TreeRow | None) -> bool:
    return bool(row and row.live)


def _told(
    kind: FindingKind, row: TreeRow, missing: str, *, language: str = "", page: TreeRow | None = None, url: str = ""
) -> Finding:
    """`language` is that of the report, else the one that lacks something; `page` is where it is mended, else `row`."""
    values = {"title": row.title, "language": missing}
    return Finding(kind, language or missing, values, page=(page or row).pk, path="" if url else "title", url=url)
