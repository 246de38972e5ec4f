"""Blocks read from their raw data, as it is stored: made into values, their pictures, pages and snippets would each be
asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wagtail.blocks import Block, CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock

Leaf = tuple[Block, Any, str]


def leaves(block: Block | None, raw: Any, path: str = "", *, ends: Callable[[Block], bool]) -> Iterator[Leaf]:
    """Every filled block below this one that holds no other, or of which `ends` says so: the block, its raw data and
    Wagtail's content path ("<id of a block>.items.<id of an item>.title").
    """
    if block is None or not raw:
        return
    if ends(block) or not isinstance(block, StreamBlock | ListBlock | StructBlock):
        yield block, raw, path
        return
    for child, value, name in _children(block, raw):
        yield from leaves(child, value, f"{path}.{name}" if path and name else path or name, ends=ends)


def words_in(block: Block | None, raw: Any) -> Iterator[str]:
    """What the site's search reads of it: a block that says `search_index=False` is left out with all that it holds."""
    for leaf, value, _path in leaves(block, raw, ends=_is_left_out):
        if isinstance(leaf, CharBlock | TextBlock | RichTextBlock) and not _is_left_out(leaf):
            yield from leaf.get_searchable_content(leaf.to_python(value))


def _is_left_out(block: Block) -> bool:
    return not getattr(block, "search_index", True)


def _children(block: Block, raw: Any) -> Iterator[tuple[Block | None, Any, str]]:
    """What a block holds, with the raw data and the name of each."""
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
