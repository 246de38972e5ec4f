"""Pages of an editor's own that never lead to the booking. The sign in every page's head is easily overlooked."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from salon.cms.audit.addresses import leads_to_booking
from salon.cms.audit.check import Check, found
from salon.cms.audit.parts import Kind, Section, tags_of
from salon.cms.audit.site import Sheet
from salon.cms.blocks import Body
from salon.cms.registries import Finding, FindingKind, Severity, finding_kinds

# Blocks that lead there by themselves.
WAYS = {"booking_widget", "call_to_action", "categories", "doors", "hero", "master", "services", "team"}

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

    def look_at(self, sheet: Sheet) -> Iterator[Finding]:
        field = _body(sheet)
        if field and not any(self._leads(section) for section in sheet.sections):
            yield found(NO_WAY, sheet, field)

    def _leads(self, section: Section) -> bool:
        if section.type in WAYS or (section.type == "quotes" and section.raw.get("button")):
            return True
        rich = (part.value for part in section.parts if part.kind is Kind.RICH)
        return any(leads_to_booking(attrs.get("href", "")) for html in rich for _tag, attrs in tags_of(html))


def _body(sheet: Sheet) -> str:
    """The field for blocks of every kind; empty where the page has none."""
    streams = (field for field in sheet.page._meta.fields if isinstance(field, StreamField))
    return next((field.name for field in streams if isinstance(field.stream_block, Body)), "")
