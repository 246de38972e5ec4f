"""Text with Telegram's HTML in, plain text with entities out; offsets and lengths are counted in UTF-16 units."""

import re
from dataclasses import dataclass, field
from typing import Any

from scripts.bot_api.refusals import Refusal, bad

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(lt|gt|amp|quot|#[0-9]+|#x[0-9a-f]+);?", re.IGNORECASE)
ATTRIBUTE = r"""\s+([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?"""
TAG = re.compile(rf"<(/?)([^\s>]*)((?:{ATTRIBUTE})*)\s*>")
COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}")
# Telegram drops what turns the direction of everything behind it.
DROPPED = re.compile("[\r\u2028-\u202e]")


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Formatted:
    """What a person reads, and how it is laid out."""

    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)

    def as_fields(self, text: str = "text", entities: str = "entities") -> dict[str, Any]:
        """As a message of the Bot API holds it."""
        return ({text: self.text} if self.text else {}) | ({entities: self.entities} if self.entities else {})


def formatted(text: str, mode: str) -> Formatted:
    """Raises Refusal where it cannot be parsed; only HTML and plain text are spoken here."""
    text = DROPPED.sub("", text)
    if not mode:
        return _trimmed(Formatted(text))
    if mode.lower() != "html":
        raise bad("unsupported parse_mode")
    return _trimmed(_Reader(text).read())


def typed(text: str) -> Formatted:
    """What a person typed: commands are marked, nothing else is."""
    marks = [_mark("bot_command", text[: found.start()], found.group()) for found in COMMAND.finditer(text)]
    return Formatted(text, marks)


def _mark(kind: str, before: str, inside: str, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": utf16_length(before), "length": utf16_length(inside), **more}


@dataclass
class _Open:
    name: str
    start: int
    attributes: dict[str, str]


class _Reader:
    """Walks through the source once; `self.out` is the text so far."""

    def __init__(self, source: str) -> None:
        self.source, self.out, self.at = source, "", 0
        self.open: list[_Open] = []
        self.entities: list[dict[str, Any]] = []

    def read(self) -> Formatted:
        while (found := self.source.find("<", self.at)) >= 0:
            self.out += _decoded(self.source[self.at : found])
            self._tag(found)
        self.out += _decoded(self.source[self.at :])
        if self.open:
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return Formatted(self.out, sorted(self.entities, key=lambda one: (one["offset"], -one["length"])))

    def _tag(self, at: int) -> None:
        byte = len(self.source[:at].encode())
        found = TAG.match(self.source, at)
        if found is None:
            raise self._broken(at, byte)
        if found.group(1):
            self._close(found.group(2).lower(), byte)
        else:
            self._begin(found.group(2).lower(), found.group(3), byte)
        self.at = found.end()

    def _broken(self, at: int, byte: int) -> Refusal:
        name = re.split(r"[\s>]", self.source[at + 1 :])[0]
        if name.startswith("/"):
            return _unparsed(f"Unclosed end tag at byte offset {byte}")
        if name.lower() not in TAGS and re.search(r"[\s>]", self.source[at:]):
            return _unparsed(f'Unsupported start tag "{name.lower()}" at byte offset {byte}')
        return _unparsed(f"Unclosed start tag at byte offset {byte}")

    def _begin(self, name: str, attributes: str, byte: int) -> None:
        if name not in TAGS:
            raise _unparsed(f'Unsupported start tag "{name}" at byte offset {byte}')
        pairs = {key.lower(): _decoded(value.strip("\"'")) for key, value in re.findall(ATTRIBUTE, attributes)}
        if name == "span" and pairs.get("class") != "tg-spoiler":
            raise _unparsed(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
        self.open.append(_Open(name, len(self.out), pairs))

    def _close(self, name: str, byte: int) -> None:
        if not self.open:
            raise _unparsed(f"Unexpected end tag at byte offset {byte}")
        tag = self.open.pop()
        if name not in ("", tag.name):
            expected = f'expected "</{tag.name}>", found "</{name}>"'
            raise _unparsed(f"Unmatched end tag at byte offset {byte}, {expected}")
        inside = self.out[tag.start :]
        link = tag.attributes.get("href", inside)
        more = {"url": link} if tag.name == "a" else {}
        if inside and not (tag.name == "a" and not link.startswith(("http://", "https://", "tg://"))):
            self.entities.append(_mark(TAGS[tag.name], self.out[: tag.start], inside, **more))


def _unparsed(why: str) -> Refusal:
    return bad(f"can't parse entities: {why}")


def _decoded(text: str) -> str:
    """Telegram knows four names and the numbers; everything else stays as it is written."""

    def character(found: re.Match[str]) -> str:
        name = found.group(1).lower()
        if not name.startswith("#"):
            return NAMED[name]
        number = int(name[2:], 16) if name.startswith("#x") else int(name[1:])
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else found.group()

    return REFERENCE.sub(character, text)


def _trimmed(given: Formatted) -> Formatted:
    """Without space around the text, and without what marks only this."""
    text = given.text.strip()
    skipped = utf16_length(given.text[: len(given.text) - len(given.text.lstrip())])
    whole, entities = utf16_length(text), []
    for entity in given.entities:
        start = max(0, entity["offset"] - skipped)
        length = min(entity["offset"] - skipped + entity["length"], whole) - start
        if length > 0:
            entities.append(entity | {"offset": start, "length": length})
    return Formatted(text, entities)
