"""The words of a letter: the standard ones from the catalogues, an editor's own where there are some.

Words hold placeholders in curly brackets; nothing else in them is interpreted, so that whatever a person is called or
writes can't do anything. A line whose placeholder has nothing to say is left out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext

if TYPE_CHECKING:
    from salon.outbox.letter import Letter

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# What an editor may write anew.
PARTS = ("subject", "preheader", "heading", "body")
# Every letter knows these.
EVERYWHERE = frozenset({"salon_name", "salon_phone", "salon_address"})


@dataclass(frozen=True, slots=True)
class Group:
    """Letters of one sort: the placeholders that they share, and how one of them looks (`sample`, in the active
    language).
    """

    placeholders: frozenset[str]
    sample: "Callable[[Wording], Letter]"


@dataclass(frozen=True, slots=True)
class Wording:
    """A letter's standard words as English message ids; `label` is its name for editors.

    `short`: the lines of a chat instead of heading and text; `with_facts`: the table comes below them.
    """

    key: str
    label: Promise
    group: Group
    subject: str
    preheader: str
    heading: str
    lines: tuple[str, ...]
    buttons: Mapping[str, str]
    short: tuple[str, ...] = ()
    with_facts: bool = False

    @property
    def placeholders(self) -> frozenset[str]:
        return self.group.placeholders | EVERYWHERE


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an editor wrote for a letter in one language; an empty part is the standard one."""

    subject: str = ""
    preheader: str = ""
    heading: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's words with everything filled in, in one language; without `short` heading and text are meant."""

    subject: str
    preheader: str
    heading: str
    lines: tuple[str, ...]
    buttons: Mapping[str, str]
    short: tuple[str, ...] = ()
    with_facts: bool = True


wordings: dict[str, Wording] = {}
NOTHING = OwnWords()


def wording(
    key: str,
    label: Promise,
    group: Group,
    *,
    subject: str,
    preheader: str = "",
    heading: str,
    lines: Iterable[str],
    buttons: Mapping[str, str] | None = None,
    short: Iterable[str] = (),
    with_facts: bool = False,
) -> Wording:
    """Make a letter's standard words known under `key`."""
    text = tuple(lines), dict(buttons or {}), tuple(short)
    made = Wording(key, label, group, subject, preheader, heading, *text, with_facts=with_facts)
    wordings[key] = made
    return made


def label_of(key: str) -> str | Promise:
    """A letter's name for editors; its key where the letter is gone."""
    return wordings[key].label if key in wordings else key


def fill(of: Wording, facts: Mapping[str, str], own: OwnWords = NOTHING) -> Words:
    """The words in the active language. `facts`: by placeholder; one that is missing or empty has nothing to say."""
    is_own = bool(own.body.strip())
    body = own.body.splitlines() if is_own else [gettext(line) for line in of.lines]
    # Whoever has written a text of their own wants it to be read.
    short = () if is_own else tuple(gettext(line) for line in of.short)
    return Words(
        subject=_filled_or_none(own.subject, facts) or _filled(gettext(of.subject), facts),
        preheader=_filled_or_none(own.preheader or (gettext(of.preheader) if of.preheader else ""), facts),
        heading=_filled_or_none(own.heading, facts) or _filled(gettext(of.heading), facts),
        lines=tuple(line for raw in body if (line := _filled_or_none(raw.strip(), facts))),
        buttons={name: gettext(words) for name, words in of.buttons.items()},
        short=tuple(line for raw in short if (line := _filled_or_none(raw, facts))),
        with_facts=of.with_facts or not short,
    )


def placeholders_in(text: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(text))


def has_stray_brace(text: str) -> bool:
    """Whether a curly bracket is left that belongs to no placeholder."""
    return bool(re.search(r"[{}]", _PLACEHOLDER.sub("", text)))


def _filled(text: str, facts: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: facts.get(found[1], ""), text)


def _filled_or_none(text: str, facts: Mapping[str, str]) -> str:
    """Empty where one of the placeholders has nothing to say."""
    return _filled(text, facts) if all(facts.get(name) for name in placeholders_in(text)) else ""
