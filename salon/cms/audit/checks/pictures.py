"""Pictures that neither say what they show nor that they are mere ornament."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check, found
from salon.cms.audit.fragments import Kind
from salon.cms.audit.snapshot import AuditedPage
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds
from salon.cms.models import Pictured

SILENT = finding_kinds.register(
    FindingKind(
        "alt_missing",
        Severity.ERROR,
        _("Picture without words"),
        _("A picture does not say what it shows, nor that it is mere ornament."),
    )
)


class Pictures(Check):
    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        page = audited.page
        if isinstance(page, Pictured) and page.picture_id and not page.picture_is_ornament:
            yield from [] if page.picture_alt.strip() else [found(SILENT, audited, "picture_alt")]
        for fragment in audited.fragments:
            if fragment.kind is Kind.PICTURE and _is_silent(fragment.value):
                yield found(SILENT, audited, f"{fragment.path}.alt_text")


def _is_silent(photo: Mapping[str, Any]) -> bool:
    return bool(photo.get("image")) and not (photo.get("decorative") or (photo.get("alt_text") or "").strip())
