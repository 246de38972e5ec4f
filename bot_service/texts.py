"""The words of the bot in the language of whoever is spoken with. A message's id is its English text."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, translation
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("de", "ru", "uk", "en")
DEFAULT = "de"
NAMES = {"de": "Deutsch", "ru": "Русский", "uk": "Українська", "en": "English"}

LONGEST_MESSAGE = 4096  # UTF-16 units, Bot API: sendMessage
LONGEST_VALUE = 600
# What turns the direction of writing or is no letter at all; a name that has it would turn our sentence around.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_LONE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<[^<>]+>")

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


class Html(str):
    """A text whose markup is ours."""

    __slots__ = ()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything inside is said in this language; in German where we don't speak it."""
    before = _language.set(language if language in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _language.reset(before)


def current() -> str:
    return _language.get()


def spoken_by(language_code: str | None) -> str:
    """Our language for what Telegram calls "de-AT" or "uk"."""
    code = (language_code or "").split("-")[0].lower()
    return code if code in LANGUAGES else DEFAULT


def gettext(message: str) -> str:
    return _catalogue(current()).gettext(message)


def pgettext(context: str, message: str) -> str:
    return _catalogue(current()).pgettext(context, message)


def ngettext(one: str, many: str, n: int) -> str:
    return _catalogue(current()).ngettext(one, many, n)


def label(message: str) -> str:
    """What stands on a button: at most 24 letters in every language (`compile_words --check` counts them)."""
    return pgettext("button", message)


def every_label(message: str) -> set[str]:
    """The same button in all languages: somebody may press one that came before they changed theirs."""
    return {_catalogue(language).pgettext("button", message) for language in LANGUAGES}


def fill(text: str, **values: object) -> Html:
    """The text with its placeholders filled; what comes from people and from the site is escaped and bounded."""
    return Html(text.format(**{name: safe(value) for name, value in values.items()}))


def safe(value: object, longest: int = LONGEST_VALUE) -> Html:
    """Anything as HTML: marks that nobody sees are dropped, what is too long ends in "…"."""
    return value if isinstance(value, Html) else Html(html.escape(plain(value, longest), quote=False))


def plain(value: object, longest: int = LONGEST_VALUE) -> str:
    """The same without HTML, for buttons and file names."""
    text = _LONE.sub("", _UNSEEN.sub("", str(value))).strip()
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def lines(*parts: str) -> Html:
    """One below the other, without the empty ones."""
    return Html("\n".join(safe(part) for part in parts if part))


def bold(value: object) -> Html:
    """On one line, so that `cut` can't tear it."""
    return Html(f"<b>{' '.join(safe(value).split())}</b>")


def link(words: str, url: str) -> Html:
    """A link, or only its words where there is no address."""
    return Html(f'<a href="{html.escape(url)}">{safe(words)}</a>') if url else safe(words)


def cut(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """HTML that Telegram takes: whole lines, for our markup never goes over the end of one."""
    if _units(text) <= longest:
        return text
    kept, room = [], longest - 2
    for line in text.split("\n"):
        room -= _units(line) + 1
        if room < 0:
            break
        kept.append(line)
    if kept:
        return "\n".join([*kept, "…"])
    # Escaping makes five units of one, and a letter may be two.
    return safe(html.unescape(_TAG.sub("", text)), longest // 10)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@cache
def _catalogue(language: str) -> GNUTranslations:
    return translation("bot", LOCALE, [language])


def load_all() -> None:
    """Raises OSError where the catalogues were never compiled."""
    for language in LANGUAGES:
        _catalogue(language)
