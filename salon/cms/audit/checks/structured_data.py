"""What is wrong with what search engines are told as data, as whoever makes it says."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.site import Sheet
from salon.cms.registries import Finding, FindingKind, Severity, finding_kinds, structured_data_problems

WRONG = finding_kinds.register(
    FindingKind(
        "structured_data",
        Severity.ERROR,
        _("Data for search engines"),
        _("What search engines are told about this page as data is not right: {problem}"),
    )
)


class StructuredData(Check):
    def look(self, sheets: Sequence[Sheet]) -> Iterator[Finding]:
        pages = [sheet.page for sheet in sheets]
        for tell in structured_data_problems:
            told = tell(pages)
            for sheet in sheets:
                for problem in told.get(sheet.place.pk, ()):
                    yield found(WRONG, sheet, "title", {"problem": problem})
