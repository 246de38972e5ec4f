"""Links inside the site that lead to nothing."""

from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model

from salon.cms.audit.addresses import FILES, our_view, own_path
from salon.cms.audit.check import Check, found
from salon.cms.audit.parts import Kind, Part, tags_of
from salon.cms.audit.site import Sheet, Site
from salon.cms.registries import Finding, FindingKind, Severity, finding_kinds

# Places that every page has.
EVERYWHERE = {"", "content", "menu", "top"}

GONE = finding_kinds.register(
    FindingKind(
        "link_gone",
        Severity.ERROR,
        _("Link to a deleted page"),
        _("A link leads to a page that does not exist any more."),
    )
)
HIDDEN = finding_kinds.register(
    FindingKind(
        "link_hidden",
        Severity.ERROR,
        _("Link to a page that is not public"),
        _("A link leads to “{title}”, which is not published."),
    )
)
ABROAD = finding_kinds.register(
    FindingKind(
        "link_abroad",
        Severity.WARNING,
        _("Link into another language"),
        _("A link leads to “{title}” in another language, without saying so."),
    )
)
NOWHERE = finding_kinds.register(
    FindingKind("link_nowhere", Severity.ERROR, _("Link to nothing"), _("A link leads to nothing: {address}"))
)
NO_FILE = finding_kinds.register(
    FindingKind(
        "link_document",
        Severity.ERROR,
        _("Link to a deleted document"),
        _("A link leads to a document that does not exist any more."),
    )
)
NO_PLACE = finding_kinds.register(
    FindingKind(
        "link_place",
        Severity.WARNING,
        _("Link to no place on the page"),
        _("A link leads to a place that the page does not have: {address}"),
    )
)


class Links(Check):
    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.anchors: dict[str, frozenset[str]] = {}
        self.to_places: list[tuple[Sheet, Part, str, str, str]] = []

    def look_at(self, sheet: Sheet) -> Iterator[Finding]:
        self.anchors[sheet.place.url] = sheet.page.anchors()
        for part in sheet.parts:
            if part.kind is Kind.PAGE:
                yield from self._page(sheet, part, part.value, may_be_abroad=True)
            elif part.kind is Kind.RICH:
                for tag, attrs in tags_of(part.value):
                    if tag == "a":
                        yield from self._link(sheet, part, attrs)

    def finish(self) -> Iterator[Finding]:
        """Places on pages that were looked at: only now all of them are known."""
        for sheet, part, href, path, place in self.to_places:
            if path in self.anchors and place not in self.anchors[path]:
                yield found(NO_PLACE, sheet, part.path, {"address": href})

    def _link(self, sheet: Sheet, part: Part, attrs: dict[str, str]) -> Iterator[Finding]:
        kind, number = attrs.get("linktype"), attrs.get("id", "")
        if kind == "page":
            yield from self._page(sheet, part, number)
        elif kind == "document":
            if number not in self._documents:
                yield found(NO_FILE, sheet, part.path)
        elif "href" in attrs:
            yield from self._address(sheet, part, attrs["href"])

    def _page(self, sheet: Sheet, part: Part, number: object, *, may_be_abroad: bool = False) -> Iterator[Finding]:
        """A chosen page is shown in the page's own language; a link in a text leads where it says."""
        place = self.site.place(number)
        if place is None:
            yield found(GONE, sheet, part.path)
        elif not place.live:
            yield found(HIDDEN, sheet, part.path, {"title": place.title})
        elif place.language != sheet.language and not may_be_abroad:
            yield found(ABROAD, sheet, part.path, {"title": place.title})

    def _address(self, sheet: Sheet, part: Part, href: str) -> Iterator[Finding]:
        try:
            path, place = own_path(href), urlsplit(href).fragment
        except ValueError:
            path, place = "", ""
        if path is None:
            return
        if (path and not self._is_there(path)) or (not path and not href.startswith(("#", "?", "/"))):
            yield found(NOWHERE, sheet, part.path, {"address": href})
        elif place not in EVERYWHERE:
            self.to_places.append((sheet, part, href, path or sheet.place.url, place))

    def _is_there(self, path: str) -> bool:
        ended = path if path.endswith("/") else f"{path}/"
        return path.startswith(FILES) or ended in self.site.addresses or bool(our_view(path) or our_view(ended))

    @cached_property
    def _documents(self) -> set[str]:
        return {str(pk) for pk in get_document_model().objects.values_list("pk", flat=True)}
