"""A letter from a wording: the words filled in, an editor's own before the standard ones, addresses behind buttons."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from salon.cms.place import salon_place
from salon.lib import language
from salon.outbox.letter import Address, Button, Channel, Letter
from salon.outbox.selectors import own_words
from salon.outbox.wording import Wording, fill


def compose(
    of: Wording,
    to: Sequence[Address] | str,
    words: Mapping[str, str],
    *,
    why: str,
    urls: Mapping[str, Callable[[], str]] | None = None,
    greeting: str = "",
    **rest: Any,
) -> Letter:
    """A letter in the active language. `to`: addresses, or one mailbox; `words`: what the placeholders say, beside what
    every letter knows; `urls`: of each button that it may have, how its absolute address is made (an empty one: no
    button); `rest`: as Letter has them.
    """
    filled = fill(of, {**salon_place().words, **words}, own_words(of.key))
    return Letter(
        to=[Address(Channel.MAIL, to)] if isinstance(to, str) else to,
        language=language.current(),
        words=filled,
        greeting=greeting,
        why=why,
        buttons=[Button(label, url) for name, label in filled.buttons.items() if (url := (urls or {})[name]())],
        **rest,
    )


def greeting(name: str = "") -> str:
    """In the active language."""
    return _("Hello {client_name},").format(client_name=name) if name else _("Hello,")


def for_staff() -> str:
    """Why somebody of the salon gets a letter, in the active language."""
    return _("This message goes to the people of the salon.")
