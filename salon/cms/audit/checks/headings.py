"""Headings: one at the top, and no level left out below it."""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.parts import Kind, Section, tags_of
from salon.cms.audit.site import Sheet
from salon.cms.registries import Finding, FindingKind, Severity, finding_kinds

WELCOME = "hero"
# Blocks whose template brings a heading of the second level even where the editor left it empty; a question alone in
# its field stands below one.
HEADED = {"certificates", "hours", "master", "prices", "promises", "question"}
HEADING = re.compile(r"h[1-6]")

MISSING = finding_kinds.register(
    FindingKind("h1_missing", Severity.ERROR, _("No main heading"), _("The page has no heading of the first level."))
)
SEVERAL = finding_kinds.register(
    FindingKind(
        "h1_several",
        Severity.ERROR,
        _("Several main headings"),
        _("The page has {number} headings of the first level; there should be one."),
    )
)
SKIPPED = finding_kinds.register(
    FindingKind(
        "heading_skipped",
        Severity.WARNING,
        _("Level of heading left out"),
        _("A heading of level {level} follows one of level {above}: people who listen to the page get lost."),
    )
)


class Headings(Check):
    def look_at(self, sheet: Sheet) -> Iterator[Finding]:
        first = sheet.sections[0] if sheet.sections else None
        begins = bool(first and first.type == WELCOME)
        firsts = [] if begins or not sheet.page.title.strip() else ["title"]
        field, above = "", 1
        for section in sheet.sections:
            if section.field != field:
                field, above = section.field, 1
            for path, level in _levels(section):
                if level == 1:
                    firsts.append(path)
                elif level > above + 1:
                    yield found(SKIPPED, sheet, path, {"level": str(level), "above": str(above)})
                above = level
        if not firsts:
            yield found(MISSING, sheet, f"{first.path}.heading" if first and begins else "title")
        elif len(firsts) > 1:
            yield found(SEVERAL, sheet, firsts[1], {"number": str(len(firsts))})


def _levels(section: Section) -> Iterator[tuple[str, int]]:
    """Where each heading of a block stands in the editor, and its level, as the block's template lays it out."""
    heading = section.raw.get("heading") if isinstance(section.raw, Mapping) else ""
    path = f"{section.path}.heading"
    if section.type == WELCOME:
        if heading and heading.strip():
            yield path, 1
    elif (heading and heading.strip()) or section.type in HEADED:
        yield path, 2
    for part in section.parts:
        if part.kind is Kind.RICH:
            yield from ((part.path, int(tag[1])) for tag, _attrs in tags_of(part.value) if HEADING.fullmatch(tag))
