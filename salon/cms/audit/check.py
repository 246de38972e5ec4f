"""What a check is: it looks at every page, and tells at the end what only all of them together show."""

from collections.abc import Iterator, Mapping, Sequence

from salon.cms.audit.snapshot import AuditedPage, Snapshot
from salon.cms.findings import Finding, FindingKind


class Check:
    """Made anew for each run, so it may remember what it has seen."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def look(self, pages: Sequence[AuditedPage]) -> Iterator[Finding]:
        for audited in pages:
            yield from self.look_at(audited)

    def look_at(self, audited: AuditedPage) -> Iterator[Finding]:
        yield from ()

    def finish(self) -> Iterator[Finding]:
        yield from ()


def found(kind: FindingKind, audited: AuditedPage, path: str, values: Mapping[str, str] | None = None) -> Finding:
    """A finding on a page, at one of its fields."""
    return Finding(kind, audited.language, values or {}, page=audited.row.pk, path=path)
