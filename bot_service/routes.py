"""Which function understands what. Every dialog fills a `Routes` of its own; the bot puts them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from bot_service.talk import Talk

Show = Callable[["Talk"], None]
Hear = Callable[["Talk", str], None]
F = TypeVar("F", bound=Callable[..., None])


@dataclass
class Routes:
    """`screens`: shown by name, those without a dot from everywhere; `taps`: what a button of a screen means; `words`:
    buttons without memory; `typed`, `contacts`: what was typed or shared on a screen, by its name.
    """

    screens: dict[str, Show] = field(default_factory=dict)
    taps: dict[str, Hear] = field(default_factory=dict)
    words: dict[str, Hear] = field(default_factory=dict)
    typed: dict[str, Hear] = field(default_factory=dict)
    contacts: dict[str, Hear] = field(default_factory=dict)

    def screen(self, name: str) -> Callable[[F], F]:
        return _filler(self.screens, name)

    def tap(self, meaning: str) -> Callable[[F], F]:
        return _filler(self.taps, meaning)

    def word(self, name: str) -> Callable[[F], F]:
        return _filler(self.words, name)

    def text_on(self, screen: str) -> Callable[[F], F]:
        return _filler(self.typed, screen)

    def contact_on(self, screen: str) -> Callable[[F], F]:
        return _filler(self.contacts, screen)


def together(*parts: Routes) -> Routes:
    """Raises ValueError where two understand the same."""
    whole = Routes()
    for part in parts:
        for kind in fields(Routes):
            for name, function in getattr(part, kind.name).items():
                _filler(getattr(whole, kind.name), name)(function)
    return whole


def _filler(table: dict[str, Callable[..., None]], name: str) -> Callable[[F], F]:
    def fill(function: F) -> F:
        if name in table:
            raise ValueError(f"two functions for {name}")
        table[name] = function
        return function

    return fill
