"""Whether a translated sentence fits the one it is made from."""

import re
from collections import Counter
from html.parser import HTMLParser

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment
from wagtail_localize.strings import StringValue, validate_translation_links

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# They have no end.
VOID = {"br"}
Tag = tuple[str, str]


class Tags(HTMLParser):
    """Counts tags with their ids; `is_broken`: one is not closed, or in the wrong order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[Tag] = Counter()
        self.is_broken = False
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        self.found[tag, dict(attrs).get("id") or ""] += 1
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self._open or self._open.pop() != tag):
            self.is_broken = True

    def close(self) -> None:
        super().close()
        self.is_broken = self.is_broken or bool(self._open)


def problem_of(segment: StringSegment, said: str) -> str:
    """What a translator has to mend, as a sentence; empty where `said` fits."""
    original = segment.string.data
    if sorted(PLACEHOLDER.findall(original)) != sorted(PLACEHOLDER.findall(said)):
        names = ", ".join(sorted(set(PLACEHOLDER.findall(original)))) or "–"
        return _("its placeholders have to stay as they are: {names}.").format(names=names)
    if re.search(r"[{}]", PLACEHOLDER.sub("", said)) and not re.search(r"[{}]", PLACEHOLDER.sub("", original)):
        return _("a curly bracket stands alone.")
    ours, theirs = _tags(original), _tags(said)
    if theirs.is_broken or ours.found != theirs.found:
        return _("its HTML tags have to stay as they are.")
    try:
        StringValue.from_translated_html(said)
        validate_translation_links(original, said)
    except ValueError as problem:
        return str(problem)
    limit = _length(segment)
    if limit and len(StringValue(said).render_text()) > limit:
        return _("there is room for {n} letters.").format(n=limit)
    return ""


def _tags(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    tags.close()
    return tags


def _length(segment: StringSegment) -> int | None:
    """How long the field may be; None for blocks, whose own checks come when it is published."""
    model = segment.source.specific_content_type.model_class()
    try:
        field = model._meta.get_field(segment.context.path)
    except (FieldDoesNotExist, AttributeError):
        return None
    return field.max_length if isinstance(field, CharField) else None
