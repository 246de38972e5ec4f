"""Links inside the site that lead to nothing."""

from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model

from salon.cms.audit.addresses import FILES, our_view, own_path
from salon.cms.audit.check import Check, found
from salon.cms.audit.fragments import Fragment, Kind, tags_of
from salon.cms.audit.snapshot import AuditedPage, Snapshot
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds

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
    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot)
        self.anchors: dict[str, frozenset[str]] = {}
        self.to_places: list[tuple[AuditedPage, Fragment, str, str, str]] = []

    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        self.anchors[audited.row.url] = audited.page.anchors()
        for fragment in audited.fragments:
            if fragment.kind is Kind.PAGE:
                yield from self._page(audited, fragment, fragment.value, may_be_abroad=True)
            elif fragment.kind is Kind.RICH:
                for tag, attrs in tags_of(fragment.value):
                    if tag == "a":
                        yield from self._link(audited, fragment, attrs)

    def finish(self) -> Iterator[Finding]:
        """Places on pages that were looked at: only now all of them are known."""
        for audited, fragment, href, path, place in self.to_places:
            if path in self.anchors and place not in self.anchors[path]:
                yield found(NO_PLACE, audited, fragment.path, {"address": href})

    def _link(self, audited: AuditedPage, fragment: Fragment, attrs: dict[str, str]) -> Iterator[Finding]:
        kind, number = attrs.get("linktype"), attrs.get("id", "")
        if kind == "page":
            yield from self._page(audited, fragment, number)
        elif kind == "document":
            if number not in self._documents:
                yield found(NO_FILE, audited, fragment.path)
        elif "href" in attrs:
            yield from self._address(audited, fragment, attrs["href"])

    def _page(
        self, audited: AuditedPage, fragment: Fragment, number: object, *, may_be_abroad: bool = False
    ) -> Iterator[Finding]:
        """A chosen page is shown in the page's own language; a link in a text leads where it says."""
        row = self.snapshot.row(number)
        if row is None:
            yield found(GONE, audited, fragment.path)
        elif not row.live:
            yield found(HIDDEN, audited, fragment.path, {"title": row.title})
        elif row.language != audited.language and not may_be_abroad:
            yield found(ABROAD, audited, fragment.path, {"title": row.title})

    def _address(self, audited: AuditedPage, fragment: Fragment, href: str) -> Iterator[Finding]:
        try:
            path, place = own_path(href), urlsplit(href).fragment
        except ValueError:
            path, place = "", ""
        if path is None:
            return
        if (path and not self._is_there(path)) or (not path and not href.startswith(("#", "?", "/"))):
            yield found(NOWHERE, audited, fragment.path, {"address": href})
        elif place not in EVERYWHERE:
            self.to_places.append((audited, fragment, href, path or audited.row.url, place))

    def _is_there(self, path: str) -> bool:
        ended = path if path.endswith("/") else f"{path}/"
        return path.startswith(FILES) or ended in self.snapshot.addresses or bool(our_view(path) or our_view(ended))

    @cached_property
    def _documents(self) -> set[str]:
        return {str(pk) for pk in get_document_model().objects.values_list("pk", flat=True)}
