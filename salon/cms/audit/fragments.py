"""What an editor wrote on a page, piece by piece: read from the blocks' raw data, because made into values their
pictures, pages and snippets would each be asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.db.models import CharField, Field, SlugField, TextField, URLField
from django.utils.html import strip_tags
from wagtail.blocks import Block, CharBlock, PageChooserBlock, RichTextBlock, StreamBlock, StreamValue, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from salon.cms.blocks.pictures import Photo
from salon.cms.blocks.raw import leaves
from salon.cms.models import BasePage

# Words of a page that guests don't read on it.
ABOUT_THE_PAGE = {"seo_title", "search_description", "search_keywords", "listing_text", "picture_alt"}


class Kind(StrEnum):
    WORDS = auto()
    RICH = auto()
    PICTURE = auto()
    PAGE = auto()


KINDS: tuple[tuple[Any, Kind], ...] = (
    (Photo, Kind.PICTURE),
    (PageChooserBlock, Kind.PAGE),
    (RichTextBlock, Kind.RICH),
    (CharBlock | TextBlock, Kind.WORDS),
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a page. `path`: Wagtail's content path of its field; `value`: a text, HTML, the raw data of a picture
    (image, alt_text, decorative) or a page's id.
    """

    kind: Kind
    path: str
    value: Any

    @property
    def text(self) -> str:
        """Its words without markup."""
        if self.kind is Kind.RICH:
            return " ".join(unescape(strip_tags(self.value.replace("<", " <"))).split())
        return str(self.value).strip() if self.kind is Kind.WORDS else ""

    @property
    def is_read(self) -> bool:
        return self.path not in ABOUT_THE_PAGE


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block right in a page's field."""

    path: str
    type: str
    field: str
    stream: StreamBlock
    raw: Any

    @property
    def fragments(self) -> Iterator[Fragment]:
        for leaf, raw, path in leaves(self._block, self.raw, self.path, ends=lambda block: _kind_of(block) is not None):
            if kind := _kind_of(leaf):
                yield Fragment(kind, path, raw if kind in (Kind.PICTURE, Kind.PAGE) else str(raw))

    def says(self, name: str) -> Any:
        """What its Meta says of its template (`salon/cms/blocks/__init__.py`); False where it says nothing."""
        return getattr(self._block.meta, name, False) if self._block else False

    @property
    def _block(self) -> Block | None:
        """None for a kind that the field doesn't take any more."""
        return self.stream.child_blocks.get(self.type)


def block_fields(page: BasePage) -> list[str]:
    """The page's fields for blocks."""
    return [field.name for field in _own_fields(page, StreamField)]


def blocks_of(page: BasePage) -> Iterator[PageBlock]:
    """In the order of the page's fields."""
    for field in _own_fields(page, StreamField):
        value: StreamValue = getattr(page, field.name)
        for child in value.raw_data if value else ():
            yield PageBlock(
                f"{field.name}.{child['id']}", child["type"], field.name, field.stream_block, child["value"]
            )


def fields_of(page: BasePage) -> Iterator[Fragment]:
    """Texts outside of blocks, those for search engines too."""
    for name in ("seo_title", "search_description"):
        yield Fragment(Kind.WORDS, name, getattr(page, name))
    for field in _own_fields(page, CharField, TextField):
        is_text = not (field.choices or isinstance(field, SlugField | URLField | StreamField)) and field.editable
        if is_text and getattr(page, field.name):
            kind = Kind.RICH if isinstance(field, RichTextField) else Kind.WORDS
            yield Fragment(kind, field.name, getattr(page, field.name))


def _own_fields(page: BasePage, *kinds: type[Field]) -> Iterator[Any]:
    return (field for field in page._meta.fields if field.model is not Page and isinstance(field, kinds))


def _kind_of(block: Block) -> Kind | None:
    """None where it only holds others, or a choice."""
    return next((kind for types, kind in KINDS if isinstance(block, types)), None)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def tags_of(html: str) -> list[tuple[str, dict[str, str]]]:
    """Each opening tag with its attributes, in their order."""
    reader = _Tags()
    reader.feed(html)
    return reader.found
