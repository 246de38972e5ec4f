"""Photos and documents as the Bot API describes them."""

import struct
from typing import Any

from scripts.bot_api.chats import Chats, Kept
from scripts.bot_api.facts import Facts
from scripts.bot_api.refusals import bad

JPEG_FRAMES = {0xC0, 0xC1, 0xC2}
LONGEST_SIDES, STEEPEST = 10_000, 20
LARGEST_PHOTO = 10 * 1024 * 1024


def sent_file(chats: Chats, facts: Facts, name: str) -> Kept:
    """One uploaded with the call, or one that was sent before, by its id. Raises Refusal."""
    given = facts.text(name).removeprefix("attach://")
    upload = facts.files.get(given or name)
    if upload:
        if not upload.content:
            raise bad("file must be non-empty")
        return chats.keep(upload.name or name, upload.content)
    if not given:
        raise bad(f"there is no {name} in the request")
    if given not in chats.files:
        raise bad("wrong file identifier/HTTP URL specified")
    return chats.files[given]


def as_photo(kept: Kept) -> list[dict[str, Any]]:
    """In its own size only. Raises Refusal where it is no picture that Telegram would show."""
    size = picture_size(kept.content)
    if size is None or len(kept.content) > LARGEST_PHOTO:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > LONGEST_SIDES or max(size) > STEEPEST * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return [_described(kept) | {"width": width, "height": height}]


def as_document(kept: Kept) -> dict[str, Any]:
    return _described(kept) | {"file_name": kept.name, "mime_type": kept.kind}


def as_file(kept: Kept) -> dict[str, Any]:
    """With the path under which it is fetched."""
    return _described(kept) | {"file_path": f"files/{kept.id}"}


def _described(kept: Kept) -> dict[str, Any]:
    return {"file_id": kept.id, "file_unique_id": f"U{kept.id}", "file_size": len(kept.content)}


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG in pixels; None where it is neither."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """From the first frame's header; the segments before it are skipped by their lengths."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
