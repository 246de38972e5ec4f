"""A run of the audit: look at everything, then keep what was found in place of what was known."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from salon.cms.audit.checks import CHECKS
from salon.cms.audit.snapshot import Snapshot
from salon.cms.findings import Finding
from salon.cms.models import SeoAudit, SeoFinding
from salon.cms.registries import audit_checks

ONLY = 1
LONGEST = 255


def run_audit(*, now: datetime) -> int:
    """Look at all live pages and texts. Returns how much was found; `now` is aware.

    Whoever reads the report sees the old findings or the new ones, never both: one transaction, and two runs at once
    replace each other one after the other.
    """
    snapshot = Snapshot()
    rows = [_row(finding) for finding in find(snapshot)]
    with transaction.atomic():
        SeoAudit.objects.get_or_create(pk=ONLY, defaults={"finished_at": now, "pages": 0})
        audit = SeoAudit.objects.select_for_update().get(pk=ONLY)
        audit.finished_at, audit.pages = now, len(snapshot.public_rows)
        audit.save()
        SeoFinding.objects.all().delete()
        there = set(Page.objects.values_list("pk", flat=True))
        SeoFinding.objects.bulk_create([row for row in rows if row.page_id in {None, *there}], batch_size=500)
    return len(rows)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Everything, page by page; then what only all pages together show; then what the apps look for."""
    checks = [check(snapshot) for check in CHECKS]
    for pages in snapshot.chunks():
        for check in checks:
            yield from check.look(pages)
    for check in checks:
        yield from check.finish()
    for look in audit_checks:
        yield from look()


def _row(finding: Finding) -> SeoFinding:
    return SeoFinding(
        code=finding.kind.code,
        severity=finding.kind.severity,
        language=finding.language,
        page_id=finding.page,
        path=finding.path[:LONGEST],
        url=finding.url[:LONGEST],
        about=finding.about[:LONGEST],
        details=dict(finding.values),
    )
