"""What people type, before any rule looks at it."""

from unicodedata import category

# They shape the letters of some scripts and of emoji; other invisible signs only hide or turn what stands there.
JOINERS = "\u200c\u200d"


def on_one_line(typed: str) -> str:
    """On one line, for it may stand in the subject of a mail; without letters that only turn or hide the others."""
    return " ".join("".join(letter for letter in typed if letter in JOINERS or category(letter) != "Cf").split())
