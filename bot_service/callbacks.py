"""What stands behind a button: at most 64 bytes that give nothing away and are believed by nobody.

A *word* works without any memory, today or in a year: the site writes the same ones into its messages. A *tap* names a
button by its number on a screen; the screen's nonce tells whether that is the screen which is being shown. What either
may do is decided by the site.
"""

import re
from dataclasses import dataclass
from secrets import token_urlsafe

LONGEST = 64  # bytes, Bot API: InlineKeyboardButton.callback_data

# Words about a visit: show, I will be there, move, cancel, approve, decline, done, no-show, card …
OF_SITE = frozenset({"v", "ok", "mv", "cx", "ap", "dc", "dn", "ns", "cd"})
# … and our own: reopen, QR code, calendar file, book again.
OF_VISIT = OF_SITE | {"ro", "qr", "ic", "rb"}
# Words about something else: book, go to a place, speak a language.
OTHERS = frozenset({"bk", "go", "la"})

_VISIT = re.compile(r"[A-Za-z0-9_-]{16}")
_PLACE = re.compile(r"[a-z]{0,16}")
_TAP = re.compile(r"s:([A-Za-z0-9_-]{6}):(\d{1,3})")


@dataclass(frozen=True)
class Word:
    """`about`: a visit's id, a place, a language, or nothing."""

    word: str
    about: str = ""


@dataclass(frozen=True)
class Tap:
    nonce: str
    index: int


def new_nonce() -> str:
    return token_urlsafe(4)


def pack(what: Word | Tap) -> str:
    """Raises ValueError for what `unpack` would not understand."""
    if isinstance(what, Tap):
        data = f"s:{what.nonce}:{what.index}"
    else:
        data = f"{what.word}:{what.about}" if what.about else what.word
    if unpack(data) != what:
        raise ValueError("no button of ours")
    return data


def unpack(data: object) -> Word | Tap | None:
    """None for what we never wrote."""
    if not isinstance(data, str) or len(data.encode("utf-8", "replace")) > LONGEST or not data.isascii():
        return None
    if tap := _TAP.fullmatch(data):
        return Tap(tap[1], int(tap[2]))
    word, _, about = data.partition(":")
    form = _VISIT if word in OF_VISIT else _PLACE if word in OTHERS else None
    return Word(word, about) if form is not None and form.fullmatch(about) else None
