"""Titles as search engines show them."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.snapshot import AuditedPage, Snapshot
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds
from salon.cms.seo.limits import TITLE_LEAST, TITLE_MOST

PATH = "seo_title"

MISSING = finding_kinds.register(
    FindingKind("title_missing", Severity.ERROR, _("No title"), _("The page has no title."))
)
LONG = finding_kinds.register(
    FindingKind(
        "title_long",
        Severity.WARNING,
        _("Title too long"),
        _("The title has {letters} letters; search engines show about {most}: “{title}”."),
        facts={"most": TITLE_MOST},
    )
)
SHORT = finding_kinds.register(
    FindingKind("title_short", Severity.HINT, _("Title very short"), _("The title says little: “{title}”."))
)
TWICE = finding_kinds.register(
    FindingKind(
        "title_twice",
        Severity.WARNING,
        _("Title used twice"),
        _("Other pages in this language have the same title “{title}”: {pages}."),
    )
)


class Titles(Check):
    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot)
        self.pages: dict[tuple[str, str], list[AuditedPage]] = defaultdict(list)

    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        title = self.shown(audited)
        if not title:
            yield found(MISSING, audited, PATH)
            return
        self.pages[audited.language, title.casefold()].append(audited)
        if len(title) > TITLE_MOST:
            yield found(LONG, audited, PATH, {"title": title, "letters": str(len(title))})
        elif len(title) < TITLE_LEAST:
            yield found(SHORT, audited, PATH, {"title": title})

    def finish(self) -> Iterator[Finding]:
        for pages in self.pages.values():
            for audited in pages if len(pages) > 1 else ():
                others = ", ".join(other.row.url for other in pages if other is not audited)
                yield found(TWICE, audited, PATH, {"title": self.shown(audited), "pages": others})

    def shown(self, audited: AuditedPage) -> str:
        """Empty where the salon's name would stand alone."""
        return audited.page.head_title().strip() and audited.page.head_title(
            self.snapshot.names.get(audited.language, "")
        )
