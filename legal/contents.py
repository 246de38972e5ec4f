"""How a legal text is laid out: its sections with addresses of their own, numbers and contents where it is long."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.coreutils import string_to_ascii
from wagtail.rich_text import RichText

# Shorter texts are seen at a glance.
LONG = 5
_NUMBERED = re.compile(r"^\s*(§|\d+[.)])")


@dataclass(frozen=True, slots=True)
class Part:
    """A section. `anchor`: by which one links to it, in Latin letters, empty where there is no heading; `number`: 0 for
    none.
    """

    heading: str
    anchor: str
    number: int
    text: RichText


def parts_of(body: StreamValue, *, may_number: bool) -> list[Part]:
    """The sections in their order. Long texts are numbered, unless their editor has done it."""
    values: list[Any] = [block.value for block in body]
    headings = [value["heading"] for value in values]
    numbered = may_number and is_long(headings) and not any(map(_NUMBERED.match, headings))
    parts: list[Part] = []
    for value in values:
        heading = value["heading"]
        taken = [part.anchor for part in parts if part.anchor]
        number = len(taken) + 1 if numbered and heading else 0
        parts.append(Part(heading, _anchor(heading, taken) if heading else "", number, value["text"]))
    return parts


def is_long(headings: Sequence[str]) -> bool:
    return sum(map(bool, headings)) >= LONG


def _anchor(heading: str, taken: Sequence[str]) -> str:
    """Of the heading's words, so that a link outlives what is put before it; the same words once more get a number."""
    words = slugify(string_to_ascii(heading.replace("§", " "))) or "section"
    same = sum(1 for anchor in taken if anchor == words or anchor.startswith(f"{words}-"))
    return f"{words}-{same + 1}" if words in taken else words
