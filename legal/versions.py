"""What a legal page said, and when. Wagtail's log tells which of its revisions were published; that is all we keep."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, zip_longest
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from salon.lib.dates import local

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
# The editor marks each paragraph; nobody reads it.
_MARK = re.compile(r'\s?data-block-key="[^"]*"')


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it was published. `since`: the day from which it is valid; `replaced_at`: local time, None while it is.

    `revision`: the last one that said it.
    """

    revision: int
    since: date
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Publication:
    revision: int
    at: datetime
    valid_from: date | None
    said: object


def versions(page: Page) -> list[Version]:
    """All of them, the valid one last; one query. Empty for what was never published by hand."""
    texts = [list(same) for _said, same in groupby(_publications(page), key=lambda one: one.said)]
    ends = [text[0].at for text in texts[1:]]
    return [_version(text, end) for text, end in zip_longest(texts, ends)]


def since(page: Any, known: list[Version]) -> date:
    """From when a page is valid; `known`: its versions. What an editor has just typed counts in a preview too."""
    if page.valid_from:
        return date.fromisoformat(str(page.valid_from))
    if known:
        return known[-1].since
    return local(page.last_published_at or timezone.now()).date()


def find(page: Page, revision: int) -> Version | None:
    """An earlier version by its revision; None for anything else, drafts above all."""
    return next((version for version in versions(page)[:-1] if version.revision == revision), None)


def text_of(version: Version) -> Page:
    """The page as it was."""
    return Revision.objects.get(pk=version.revision).as_object()


def _version(text: list[_Publication], replaced_at: datetime | None) -> Version:
    """Publishing the same words again may mend the day, but makes no new version."""
    last = text[-1]
    return Version(last.revision, last.valid_from or text[0].at.date(), replaced_at)


def _publications(page: Page) -> Iterator[_Publication]:
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED, revision__object_id__isnull=False)
    for number, at, content in entries.order_by("timestamp", "pk").values_list(
        "revision_id", "timestamp", "revision__content"
    ):
        day = content.get("valid_from")
        yield _Publication(number, local(at), date.fromisoformat(day) if day else None, _said(content["body"]))


def _said(body: str) -> object:
    """The words of a stream, without the marks by which the editor knows its blocks."""
    return [(block["type"], _unmarked(block["value"])) for block in json.loads(body)]


def _unmarked(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _unmarked(said) for name, said in value.items()}
    return _MARK.sub("", value) if isinstance(value, str) else value
