"""The frame of every operation: what it takes and gives, whom it serves, what it may refuse.

An operation is a small class: a `Look` answers from what is there, a `Change` does something once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.serializers import Serializer

from booking.api.caller import Caller
from salon.lib.errors import Refusal

CLIENT, MASTER = "client", "master"


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is no JSON."""

    content: bytes
    content_type: str
    name: str


@dataclass(frozen=True)
class Asked:
    """One request: who asks, what (validated), about which thing in the address, when (aware)."""

    caller: Caller
    data: Mapping[str, Any]
    path: Mapping[str, Any]
    now: datetime
    request: Request

    def __getitem__(self, name: str) -> Any:
        return self.data[name]


class Operation:
    """`serves`: the scopes of which a token needs one; empty for every token. `takes`, `gives`: serializers of input
    and output; `status`: of what went well; `refuses`: what the salon's rules may say.
    """

    serves: ClassVar[tuple[str, ...]] = ()
    takes: ClassVar[type[Serializer[Any]] | None] = None
    gives: ClassVar[Any] = None
    # Where the answer is a File: what it is.
    media_type: ClassVar[str] = "application/json"
    status: ClassVar[int] = HTTPStatus.OK
    refuses: ClassVar[Sequence[type[Refusal]]] = ()
    changes: ClassVar[bool] = False
    # What everybody may keep until it is another one.
    has_etag: ClassVar[bool] = False

    def answer(self, asked: Asked) -> Any:
        """What `gives` shows."""
        raise NotImplementedError

    def shown(self, asked: Asked) -> Any:
        """The answer as JSON, or as a File."""
        found = self.answer(asked)
        return found if self.gives is None or isinstance(found, File) else self.gives(found).data


class Look(Operation):
    """Answers from what is there."""


class Change(Operation):
    """Does something, once a key."""

    changes = True
