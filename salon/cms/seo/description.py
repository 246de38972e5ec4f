"""What a page says of itself where nobody has written it for search engines.

What is shorter than a description should be is a heading, or an abbreviation that looks like a sentence's end.
"""

import re
from collections.abc import Iterator

from django.utils.html import strip_tags
from django.utils.text import normalize_newlines
from wagtail.blocks import StreamValue
from wagtail.search import index

from salon.cms.blocks.raw import words_in
from salon.cms.models import BasePage
from salon.cms.seo.limits import DESCRIPTION_LEAST, DESCRIPTION_MOST

END = re.compile(r"[.!?…][»”“\"’)]*(?=\s)")


def description(page: BasePage, otherwise: str = "") -> str:
    """Its editor's, else the line for lists, else how its own text begins, else how `otherwise` does."""
    if page.search_description:
        return page.search_description
    said = page.listing_text or _told(page) or otherwise
    return cut(_beginning(said))


def cut(text: str, most: int = DESCRIPTION_MOST) -> str:
    """At most so many letters, cut behind a whole word."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    # A word without an end is cut where it must be.
    whole = kept if text[most - 1].isspace() or " " not in kept else kept.rsplit(" ", 1)[0]
    return f"{whole.rstrip(' ,;:–—-')}…"


def _told(page: BasePage) -> str:
    """The first piece of its own text that is more than a heading, else the first one."""
    pieces = [piece for piece in map(_plain, _pieces(page)) if piece]
    return next((piece for piece in pieces if len(piece) >= DESCRIPTION_LEAST), pieces[0] if pieces else "")


def _pieces(page: BasePage) -> Iterator[str]:
    known = {field.field_name for field in BasePage.search_fields}
    named = [field.field_name for field in page.search_fields if isinstance(field, index.SearchField)]
    for name in dict.fromkeys(named):
        value = "" if name in known else getattr(page, name)
        if isinstance(value, StreamValue):
            yield from words_in(value.stream_block, list(value.raw_data))
        else:
            read = getattr(page._meta.get_field(name), "get_searchable_content", None)
            yield from read(value) if read and value else [str(value or "")]


def _plain(text: str) -> str:
    return " ".join(normalize_newlines(strip_tags(text)).split())


def _beginning(text: str) -> str:
    """Its first sentence, with the next ones where it is very short."""
    plain = _plain(text)
    ends = (found.end() for found in END.finditer(plain))
    return plain[: next((end for end in ends if end >= DESCRIPTION_LEAST), None)]
