"""Pages of an editor's own that never lead to the booking. The sign in every page's head is easily overlooked."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from salon.cms.audit.addresses import leads_to_booking
from salon.cms.audit.check import Check, found
from salon.cms.audit.fragments import Kind, PageBlock, tags_of
from salon.cms.audit.snapshot import AuditedPage
from salon.cms.blocks import Body
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds

NO_WAY = finding_kinds.register(
    FindingKind(
        "booking_missing",
        Severity.HINT,
        _("No way to the booking"),
        _("Nothing in the page leads to the booking. A block “Call to action” would."),
    )
)


class Booking(Check):
    """Pages of other kinds have their ways, or need none."""

    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        field = _body(audited)
        if field and not any(self._leads(block) for block in audited.blocks):
            yield found(NO_WAY, audited, field)

    def _leads(self, block: PageBlock) -> bool:
        leads = block.says("leads_to_booking")
        if leads is True or (leads and block.raw.get(leads)):
            return True
        rich = (fragment.value for fragment in block.fragments if fragment.kind is Kind.RICH)
        return any(leads_to_booking(attrs.get("href", "")) for html in rich for _tag, attrs in tags_of(html))


def _body(audited: AuditedPage) -> str:
    """The field for blocks of every kind; empty where the page has none."""
    streams = (field for field in audited.page._meta.fields if isinstance(field, StreamField))
    return next((field.name for field in streams if isinstance(field.stream_block, Body)), "")
