"""What an editor wrote on a page, piece by piece: read from the blocks' raw data, because made into values their
pictures, pages and snippets would each be asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.db.models import CharField, Field, SlugField, TextField, URLField
from django.utils.html import strip_tags
from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    TextBlock,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from salon.cms.blocks.pictures import Photo
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
        yield from _walk(self._block, self.raw, self.path)

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


def _walk(block: Block | None, raw: Any, path: str) -> Iterator[Fragment]:
    if block is None or not raw:
        return
    if kind := _kind_of(block):
        yield Fragment(kind, path, raw if kind in (Kind.PICTURE, Kind.PAGE) else str(raw))
    else:
        for child, value, name in _children(block, raw):
            yield from _walk(child, value, f"{path}.{name}" if name else path)


def _kind_of(block: Block) -> Kind | None:
    """None where it only holds others, or a choice."""
    return next((kind for types, kind in KINDS if isinstance(block, types)), None)


def _children(block: Block, raw: Any) -> Iterator[tuple[Block | None, Any, str]]:
    """What a block holds, with the raw data and the name of each in Wagtail's content path."""
    if isinstance(block, StreamBlock):
        yield from ((block.child_blocks.get(child["type"]), child["value"], child["id"]) for child in raw)
    elif isinstance(block, ListBlock):
        # Written before lists knew ids, an item is its bare value.
        items = (item if _is_named(item) else {"value": item} for item in raw)
        yield from ((block.child_block, item["value"], item.get("id", "")) for item in items)
    elif isinstance(block, StructBlock):
        yield from ((child, raw.get(name), name) for name, child in block.child_blocks.items())


def _is_named(item: Any) -> bool:
    return isinstance(item, Mapping) and {"value", "type"} <= item.keys()


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
