"""Pages that say so little that nobody will find them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.fragments import block_fields
from salon.cms.audit.snapshot import AuditedPage
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds

FEWEST = 20

THIN = finding_kinds.register(
    FindingKind(
        "page_thin", Severity.HINT, _("Few words"), _("The page has only {words} words of its own. Say a little more.")
    )
)


class Length(Check):
    """Of pages that an editor writes; others are filled by the catalogue."""

    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        fields = block_fields(audited.page)
        if not fields or any(block.says("fills_page") for block in audited.blocks):
            return
        words = sum(len(fragment.text.split()) for fragment in audited.fragments if fragment.is_read)
        if words < FEWEST:
            yield found(THIN, audited, fields[0], {"words": str(words)})
