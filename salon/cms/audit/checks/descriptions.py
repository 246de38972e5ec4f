"""What stands below a title in a list of results, as far as an editor wrote it."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.snapshot import AuditedPage, Snapshot
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds
from salon.cms.seo.limits import DESCRIPTION_LEAST, DESCRIPTION_MOST

PATH = "search_description"

MISSING = finding_kinds.register(
    FindingKind(
        "description_missing",
        Severity.WARNING,
        _("No description"),
        _("Nobody has written what search engines show below the title."),
    )
)
LONG = finding_kinds.register(
    FindingKind(
        "description_long",
        Severity.HINT,
        _("Description too long"),
        _("The description has {letters} letters; search engines show about {most}."),
        facts={"most": DESCRIPTION_MOST},
    )
)
SHORT = finding_kinds.register(
    FindingKind(
        "description_short",
        Severity.HINT,
        _("Description very short"),
        _("The description has only {letters} letters: “{text}”."),
    )
)
TWICE = finding_kinds.register(
    FindingKind(
        "description_twice",
        Severity.WARNING,
        _("Description used twice"),
        _("Other pages in this language have the same description: {pages}."),
    )
)


class Descriptions(Check):
    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot)
        self.pages: dict[tuple[str, str], list[AuditedPage]] = defaultdict(list)

    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        text = audited.page.search_description.strip()
        if not text:
            yield found(MISSING, audited, PATH)
            return
        self.pages[audited.language, text.casefold()].append(audited)
        if len(text) > DESCRIPTION_MOST:
            yield found(LONG, audited, PATH, {"letters": str(len(text))})
        elif len(text) < DESCRIPTION_LEAST:
            yield found(SHORT, audited, PATH, {"letters": str(len(text)), "text": text})

    def finish(self) -> Iterator[Finding]:
        for pages in self.pages.values():
            for audited in pages if len(pages) > 1 else ():
                others = ", ".join(other.row.url for other in pages if other is not audited)
                yield found(TWICE, audited, PATH, {"pages": others})
