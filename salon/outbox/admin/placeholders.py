"""What placeholders say, for editors: a short explanation of each, filled by the apps whose letters know them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from salon.outbox.selectors import typing
from salon.outbox.wording import OwnWords, Wording

explanations: dict[str, str | Promise] = {
    "salon_name": _("the salon’s name"),
    "salon_phone": _("the salon’s phone number"),
    "salon_address": _("the salon’s address"),
    "count_text": _("how many messages"),
}
BREAK = " = "


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`written`: with its brackets; `example`: what it says in a preview, which may be nothing."""

    written: str
    explanation: str | Promise
    example: str


def placeholders_of(of: Wording, code: str) -> Iterator[Placeholder]:
    """What may stand in a letter, by name, with examples in the language `code`."""
    names = sorted(of.placeholders)
    examples = _examples(of, code, names)
    return (Placeholder(f"{{{name}}}", explanations.get(name, ""), examples.get(name, "")) for name in names)


def _examples(of: Wording, code: str, names: list[str]) -> dict[str, str]:
    """The letter itself tells them: it is written with a line for each."""
    body = "\n".join(f"{name}{BREAK}{{{name}}}" for name in names)
    with translation.override(code), typing(of.key, OwnWords(body=body)):
        lines = of.group.sample(of).words.lines
    return dict(line.split(BREAK, 1) for line in lines)
