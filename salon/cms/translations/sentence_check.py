"""Whether a translated sentence fits the one it is made from."""

import re
from collections import Counter
from html.parser import HTMLParser
from unicodedata import category

from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField
from django.utils.translation import gettext as _
from wagtail_localize.models import TranslationSource
from wagtail_localize.strings import StringValue, validate_translation_links

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# Comments and the like, which browsers end elsewhere than Python does, and what no database takes.
FOREIGN = re.compile(r"<[!?]|\0")
# Letters, digits, punctuation and symbols are seen; what is left of Unicode are spaces, joiners and bare accents.
SEEN = "LNPS"
# Unicode calls them letters or symbols all the same.
UNSEEN = "\u115f\u1160\u2800\u3164\uffa0"
# They have no end.
VOID = {"br"}


class Tags(HTMLParser):
    """Counts tags with their ids; `is_broken`: one is not closed, or in the wrong order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: Counter[tuple[str, str]] = Counter()
        self.is_broken = False
        self._open: list[str] = []
        self.feed(text)
        self.close()

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


def problem_of(original: str, said: str, *, room: int | None = None) -> str:
    """What a translator has to mend, as a sentence; empty where `said` fits. `room`: so many letters, None: any."""
    if is_left_blank(original, said):
        return _("there is nothing to read in it.")
    return _wrong_placeholders(original, said) or _wrong_tags(original, said) or _too_long(said, room)


def is_left_blank(original: str, said: str) -> bool:
    """Whether nothing of it would be seen on the page, though there is something to translate."""
    return not _can_be_seen(said) and _can_be_seen(original)


def holds_foreign(said: str) -> bool:
    """Whether there is more in it than words and tags: comments, declarations, CDATA, processing instructions."""
    parts = BeautifulSoup(said, "html.parser").descendants
    return bool(FOREIGN.search(said)) or any(isinstance(part, PreformattedString) for part in parts)


def foreign_problem() -> str:
    return _("nothing that begins with “<!” or “<?” may stand in it.")


def room_in(source: TranslationSource, path: str) -> int | None:
    """How many letters a field holds; None for blocks, whose own checks come when it is published."""
    model = source.specific_content_type.model_class()
    try:
        field = model._meta.get_field(path)
    except (FieldDoesNotExist, AttributeError):
        return None
    return field.max_length if isinstance(field, CharField) else None


def _can_be_seen(text: str) -> bool:
    return any(category(sign)[0] in SEEN and sign not in UNSEEN for sign in StringValue(text).render_text())


def _wrong_placeholders(original: str, said: str) -> str:
    ours = PLACEHOLDER.findall(original)
    if sorted(ours) != sorted(PLACEHOLDER.findall(said)):
        names = ", ".join(sorted(set(ours))) or "–"
        return _("its placeholders have to stay as they are: {names}.").format(names=names)
    if re.search(r"[{}]", PLACEHOLDER.sub("", said)) and not re.search(r"[{}]", PLACEHOLDER.sub("", original)):
        return _("a curly bracket stands alone.")
    return ""


def _wrong_tags(original: str, said: str) -> str:
    if holds_foreign(said):
        return foreign_problem()
    tags = Tags(said)
    if tags.is_broken or tags.found != Tags(original).found:
        return _("its HTML tags have to stay as they are.")
    try:
        StringValue.from_translated_html(said)
        validate_translation_links(original, said)
    except ValueError as problem:
        return str(problem)
    return ""


def _too_long(said: str, room: int | None) -> str:
    if room and len(StringValue(said).render_text()) > room:
        return _("there is room for {n} letters.").format(n=room)
    return ""
