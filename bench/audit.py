"""The audit for search engines: what it asks the database for 500 pages beside those of the demo salon."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from bench.rows import Row
from home.models import ContentPage, HomePage
from salon.cms.audit.run import find
from salon.cms.audit.snapshot import Snapshot

PAGES = 500
QUERIES = 100


def rows() -> Iterator[Row]:
    """On the demo salon that is there, which is left as it was."""
    with transaction.atomic():
        _fill(HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE))
        with CaptureQueriesContext(connection) as seen:
            list(find(Snapshot()))
        transaction.set_rollback(True)
    yield Row(f"audit of {PAGES} pages more: queries", len(seen), "queries", QUERIES)


def _fill(home: HomePage) -> None:
    kind, begin = ContentType.objects.get_for_model(ContentPage), home.numchild + 1
    pages = [
        Page(
            title=f"Page {number}",
            slug=f"page-{number}",
            url_path=f"{home.url_path}page-{number}/",
            path=Page._get_path(home.path, home.depth + 1, number),
            depth=home.depth + 1,
            locale_id=home.locale_id,
            content_type=kind,
        )
        for number in range(begin, begin + PAGES)
    ]
    for page in Page.objects.bulk_create(pages):
        ContentPage(page_ptr=page).save_base(raw=True)
