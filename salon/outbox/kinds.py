"""Kinds of messages, registered by the apps that know what they report (`messages` of each app)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from salon.outbox.letter import Address, Outcome
from salon.outbox.models import Message

# Writes the letter at delivery (`now` aware), or says why there is none.
Writer = Callable[[Message, datetime], Outcome]
# Reads at once what the letters of many messages need, before they are written one by one.
Gatherer = Callable[[Sequence[Message]], None]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    label: Promise
    write: Writer
    gather: Gatherer | None


kinds: dict[str, Kind] = {}
# Told (address, aware time) when a way to somebody is closed for good: a chat that blocked the bot.
Closer = Callable[[Address, datetime], None]
closers: list[Closer] = []


def register(name: str, label: Promise, gather: Gatherer | None = None) -> Callable[[Writer], Writer]:
    """Make `writer` the one of a kind; `label` is its name for staff."""

    def keep(writer: Writer) -> Writer:
        kinds[name] = Kind(name, label, writer, gather)
        return writer

    return keep


def on_closed(closer: Closer) -> Closer:
    if closer not in closers:
        closers.append(closer)
    return closer


def label_of(name: str) -> str | Promise:
    return kinds[name].label if name in kinds else name
