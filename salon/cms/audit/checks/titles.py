"""Titles as search engines show them."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.site import Sheet, Site
from salon.cms.registries import Finding, FindingKind, Severity, finding_kinds
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
    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.pages: dict[tuple[str, str], list[Sheet]] = defaultdict(list)

    def look_at(self, sheet: Sheet) -> Iterator[Finding]:
        title = self.shown(sheet)
        if not title:
            yield found(MISSING, sheet, PATH)
            return
        self.pages[sheet.language, title.casefold()].append(sheet)
        if len(title) > TITLE_MOST:
            yield found(LONG, sheet, PATH, {"title": title, "letters": str(len(title))})
        elif len(title) < TITLE_LEAST:
            yield found(SHORT, sheet, PATH, {"title": title})

    def finish(self) -> Iterator[Finding]:
        for sheets in self.pages.values():
            for sheet in sheets if len(sheets) > 1 else ():
                others = ", ".join(other.place.url for other in sheets if other is not sheet)
                yield found(TWICE, sheet, PATH, {"title": self.shown(sheet), "pages": others})

    def shown(self, sheet: Sheet) -> str:
        """Empty where the salon's name would stand alone."""
        return sheet.page.head_title().strip() and sheet.page.head_title(self.site.names.get(sheet.language, ""))
