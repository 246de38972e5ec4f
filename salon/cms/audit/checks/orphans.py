"""Pages to which nothing leads: guests never see them, search engines take them for unimportant."""

from collections.abc import Iterator
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from salon.cms.audit.addresses import own_path
from salon.cms.audit.check import Check, found
from salon.cms.audit.fragments import Fragment, Kind, tags_of
from salon.cms.audit.snapshot import AuditedPage, Snapshot, TreeRow
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds
from salon.cms.models import HOME_DEPTH, FactPage

ORPHAN = finding_kinds.register(
    FindingKind(
        "page_orphan",
        Severity.WARNING,
        _("No link leads here"),
        _("No menu, list or text of the site leads to this page."),
    )
)


class Orphans(Check):
    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot)
        self.seen: list[AuditedPage] = []
        self.linked: set[int] = set()

    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        self.seen.append(audited)
        for fragment in audited.fragments:
            self.linked.update(page for page in self._targets(audited, fragment) if page != audited.row.pk)
        yield from ()

    def finish(self) -> Iterator[Finding]:
        parents = {audited.row.path[: -Page.steplen] for audited in self.seen}
        for audited in self.seen:
            row = audited.row
            # Whoever is below a page has the way back in the line above the title.
            if not (self._is_listed(row) or row.pk in self.linked or row.path in parents):
                yield found(ORPHAN, audited, "show_in_menus" if row.depth == HOME_DEPTH + 1 else "title")

    def _targets(self, audited: AuditedPage, fragment: Fragment) -> Iterator[int]:
        if fragment.kind is Kind.PAGE:
            chosen = self.snapshot.row(fragment.value)
            # A tile leads to the chosen page in the language of the page that it is on.
            shown = self._by_key.get((chosen.key, audited.language)) if chosen else None
            yield from [shown] if shown else []
        elif fragment.kind is Kind.RICH:
            for tag, attrs in tags_of(fragment.value):
                if tag == "a" and attrs.get("linktype") == "page" and attrs.get("id", "").isdecimal():
                    yield int(attrs["id"])
                elif tag == "a" and attrs.get("href"):
                    yield from self._at(attrs["href"])

    def _at(self, href: str) -> Iterator[int]:
        try:
            path = own_path(href)
        except ValueError:
            return
        if path and (ended := path if path.endswith("/") else f"{path}/") in self._by_url:
            yield self._by_url[ended]

    def _is_listed(self, row: TreeRow) -> bool:
        """In the menu, in the foot, or as a fact in the lists of services and masters."""
        kind = row.model
        if row.depth == HOME_DEPTH:
            return True
        if kind and issubclass(kind, FactPage):
            return row.pk in self._facts
        in_frame = row.in_menu or getattr(kind, "in_foot", False) or getattr(kind, "in_list", False)
        return row.depth == HOME_DEPTH + 1 and bool(in_frame)

    @cached_property
    def _facts(self) -> set[int]:
        """Pages about something that guests are shown; one query a kind."""
        shown = (kind.objects.filter(kind.offered()).values_list("pk", flat=True) for kind in FactPage.kinds())
        return {page for pages in shown for page in pages}

    @cached_property
    def _by_key(self) -> dict[tuple[object, str], int]:
        return {(row.key, row.language): row.pk for row in self.snapshot.public_rows}

    @cached_property
    def _by_url(self) -> dict[str, int]:
        return {row.url: row.pk for row in self.snapshot.public_rows}
