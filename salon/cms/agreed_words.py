"""The wording that is agreed for the interface and the demo, from files like `interface.yaml`, in each language.

Plural forms follow Unicode CLDR for whole numbers (de, en: 2; ru, uk: 3).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Message

SOURCE = "en"
LANGUAGES = ("de", "ru", "uk", SOURCE)
_TWO = (2, "(n != 1)")
_THREE = (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)")
PLURALS = {"de": _TWO, "en": _TWO, "ru": _THREE, "uk": _THREE}
# The context of what stands on a button of the bot.
BUTTON = "button"
FORMS = {2: ("one", "other"), 3: ("one", "few", "many")}

_BRACES = re.compile(r"\{(\w+)\}")
_NAMED = re.compile(r"%\((\w+)\)s")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")

Wording = dict[tuple[str, str], dict[str, str | dict[str, str]]]


def agreed(*files: Path) -> Wording:
    """The wording of files like `interface.yaml`, by context and id; the first file that has an id is believed."""
    found: Wording = {}
    for file in files:
        for known_by, row in texts_of(file):
            found.setdefault(known_by, row)
    return found


def texts_of(file: Path) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """Every text of a file in all languages, with its context and id.

    One that names no id is known by its English, as in `mails.yaml`; plural entries are known by their plural.
    """
    for row in _rows(yaml.load(file.read_bytes(), yaml.CSafeLoader)):
        said = row[SOURCE]
        english = said if isinstance(said, str) else said["other"]
        yield (row.get("context", ""), row.get("id", english)), row


def agreed_for_bot(file: Path) -> Wording:
    """The wording of `bot.yaml`: known by its English; what stands on a button is known in the context "button"."""
    found: Wording = {}
    for chapter, rows in yaml.load(file.read_bytes(), yaml.CSafeLoader).items():
        for row in _rows(rows):
            said = row[SOURCE]
            context = row.get("context", BUTTON if chapter == "buttons" else "")
            found.setdefault((context, said if isinstance(said, str) else said["other"]), row)
    return found


def _rows(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and node.keys() >= set(LANGUAGES):
        yield from _texts(node)
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _rows(part)


def _texts(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The row itself where it holds one text; otherwise what stands at the same place in each language."""
    said = row[SOURCE]
    if isinstance(said, str) or "other" in said:
        yield row
    else:
        for place in said if isinstance(said, dict) else range(len(said)):
            yield from _texts({language: row[language][place] for language in LANGUAGES})


def _with_braces(text: str) -> str:
    return _NAMED.sub(r"{\1}", text).replace("%%", "%")


def _like(text: str, ids: str) -> str:
    """The agreed words with the kind of placeholder that the message uses."""
    if not _NAMED.search(ids):
        return text
    return _BRACES.sub(r"%(\1)s", text.replace("%", "%%"))


def proposal(message: Message, wording: Wording, language: str) -> str | tuple[str, ...]:
    """What is agreed for a message; for English, otherwise its own id; empty if nothing is."""
    ids = message.id if message.pluralizable else (message.id,)
    words = wording.get((message.context or "", _with_braces(ids[-1])), {}).get(language)
    if message.pluralizable and isinstance(words, dict):
        return tuple(_like(words[form], ids[-1]) for form in FORMS[PLURALS[language][0]])
    if not message.pluralizable and isinstance(words, str):
        return _like(words, ids[-1])
    if language == SOURCE:
        said = tuple(_APOSTROPHE.sub("’", text) for text in ids)
    else:
        said = ("",) * (PLURALS[language][0] if message.pluralizable else 1)
    return said if message.pluralizable else said[0]
