"""Refusals: an expected "no" is a value with a code and a sentence, raised where the rule breaks."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise


class Refusal(Exception):
    """A request that the salon's rules refuse.

    `code` is stable for the API, `sentence` a translatable text with `{placeholders}`, `facts` fill it and are sent
    along, `status` is the HTTP status that fits. Raised by actions, turned into words once at each edge (page, API,
    bot).
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str | Promise] = ""
    status: ClassVar[int] = 409

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        return str(self.sentence).format_map(Known(self.facts))


class Known(dict[str, object]):
    """Facts for a sentence; a fact that the raiser did not know is left out instead of failing."""

    def __missing__(self, key: str) -> str:
        return ""
