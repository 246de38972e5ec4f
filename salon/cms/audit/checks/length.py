"""Pages that say so little that nobody will find them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.parts import sections_fields
from salon.cms.audit.site import Sheet
from salon.cms.registries import Finding, FindingKind, Severity, finding_kinds

FEWEST = 20
# Blocks that fill a page by themselves: from the catalogue, the team, the salon's own facts.
FULL = {"booking_widget", "categories", "hours", "map", "master", "pages", "prices", "services", "team"}

THIN = finding_kinds.register(
    FindingKind(
        "page_thin", Severity.HINT, _("Few words"), _("The page has only {words} words of its own. Say a little more.")
    )
)


class Length(Check):
    """Of pages that an editor writes; others are filled by the catalogue."""

    def look_at(self, sheet: Sheet) -> Iterator[Finding]:
        fields = sections_fields(sheet.page)
        if not fields or any(section.type in FULL for section in sheet.sections):
            return
        words = sum(len(part.text.split()) for part in sheet.parts if part.is_read)
        if words < FEWEST:
            yield found(THIN, sheet, fields[0], {"words": str(words)})
