"""Kinds of messages, registered by the apps that know what they report (`messages.py` of each app)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from salon.outbox.models import Message


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to leave: one address, words in the recipient's language, `files` as (name, content, type)."""

    to: str
    subject: str
    text: str
    files: tuple[tuple[str, bytes, str], ...] = field(default=())


# Writes the letter at delivery (`now` aware); None where nobody is to be written to any more (erased, moment passed).
Writer = Callable[[Message, datetime], Letter | None]
_writers: dict[str, Writer] = {}


def register(kind: str) -> Callable[[Writer], Writer]:
    def keep(writer: Writer) -> Writer:
        _writers[kind] = writer
        return writer

    return keep


def writer(kind: str) -> Writer | None:
    return _writers.get(kind)
