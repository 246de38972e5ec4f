"""What a check is: it looks at every page, and tells at the end what only all of them together show."""

from collections.abc import Iterator, Mapping, Sequence

from salon.cms.audit.site import Sheet, Site
from salon.cms.registries import Finding, FindingKind


class Check:
    """Made anew for each run, so it may remember what it has seen."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def look(self, sheets: Sequence[Sheet]) -> Iterator[Finding]:
        for sheet in sheets:
            yield from self.look_at(sheet)

    def look_at(self, sheet: Sheet) -> Iterator[Finding]:
        yield from ()

    def finish(self) -> Iterator[Finding]:
        yield from ()


def found(kind: FindingKind, sheet: Sheet, path: str, values: Mapping[str, str] | None = None) -> Finding:
    """A finding on a page, at one of its fields."""
    return Finding(kind, sheet.language, values or {}, page=sheet.place.pk, path=path)
