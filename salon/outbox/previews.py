"""How every letter looks, in every language: by the code that writes the real ones, with the editors' own texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation

from salon.lib import language
from salon.outbox.letter import Letter
from salon.outbox.mail_message import as_html, as_text, frame_of
from salon.outbox.wording import Wording, wordings


@dataclass(frozen=True, slots=True)
class Preview:
    """`key`: of its wording; `code`: of its language."""

    key: str
    code: str
    letter: Letter
    html: str
    text: str


def previews() -> Iterator[Preview]:
    """Language by language, in the order in which the letters are made known."""
    for code in language.CODES:
        for of in wordings.values():
            yield preview(of, code)


def preview(of: Wording, code: str) -> Preview:
    """One letter about something invented; what an editor has published in this language stands in it."""
    with translation.override(code):
        letter = of.group.sample(of)
    frame = frame_of(code)
    return Preview(of.key, code, letter, as_html(letter, frame), as_text(letter, frame))
