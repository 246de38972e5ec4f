"""What can go wrong between the bot and the site, in two words."""

from collections.abc import Mapping
from typing import Any


class Away(Exception):
    """The site can't be reached, is too slow or answers nonsense; nothing can be said about what it has done."""


class Refused(Exception):
    """The site says no. `message` is its sentence in the person's language; `code` and `facts` are for us."""

    def __init__(self, code: str, message: str, facts: Mapping[str, Any], status: int) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.facts = facts
        self.status = status

    @property
    def sentence(self) -> str:
        """What to tell the person: the first sentence about a field where the site names one."""
        for said in self.facts.values() if self.code == "invalid" else ():
            if isinstance(said, list) and said and isinstance(said[0], str):
                return said[0]
        return self.message
