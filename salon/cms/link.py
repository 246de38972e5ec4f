"""What menus, the foot and the language switcher are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go; `code` is a language's code in the language switcher, `translated` whether it is the same page
    there.
    """

    title: str
    url: str
    is_current: bool = False
    code: str = ""
    translated: bool = True
