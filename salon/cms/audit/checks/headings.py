"""Headings: one at the top, and no level left out below it."""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.fragments import Kind, PageBlock, tags_of
from salon.cms.audit.snapshot import AuditedPage
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds

WELCOME = "hero"
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
    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        first = audited.blocks[0] if audited.blocks else None
        begins = bool(first and first.type == WELCOME)
        firsts = [] if begins or not audited.page.title.strip() else ["title"]
        field, above = "", 1
        for block in audited.blocks:
            if block.field != field:
                field, above = block.field, 1
            for path, level in _levels(block):
                if level == 1:
                    firsts.append(path)
                elif level > above + 1:
                    yield found(SKIPPED, audited, path, {"level": str(level), "above": str(above)})
                above = level
        if not firsts:
            yield found(MISSING, audited, f"{first.path}.heading" if first and begins else "title")
        elif len(firsts) > 1:
            yield found(SEVERAL, audited, firsts[1], {"number": str(len(firsts))})


def _levels(block: PageBlock) -> Iterator[tuple[str, int]]:
    """Where each heading of a block stands in the editor, and its level, as the block's template lays it out."""
    heading = block.raw.get("heading") if isinstance(block.raw, Mapping) else ""
    path = f"{block.path}.heading"
    if block.type == WELCOME:
        if heading and heading.strip():
            yield path, 1
    elif (heading and heading.strip()) or block.says("brings_heading"):
        yield path, 2
    for fragment in block.fragments:
        if fragment.kind is Kind.RICH:
            yield from (
                (fragment.path, int(tag[1])) for tag, _attrs in tags_of(fragment.value) if HEADING.fullmatch(tag)
            )
