"""PO files: sentences of one language, with what they are known by.

`msgctxt` is the translation key of the page or text and the path of the sentence in it, `key:path`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polib
from wagtail_localize.models import StringSegment

from salon.cms.translations.errors import NoPO, TooManyLines

# Ten times what a whole site with fifty pages makes, filled and wrapped.
BYTES = 2_000_000
# Of one sentence, whose lines polib copies anew for each line more.
LINES = 1_000
# What a sentence is known by: `msgctxt` and `msgid`.
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A file that came back. `language`: its code, empty where none is named; `said`: translations, none of them empty
    or fuzzy, by what they translate.
    """

    language: str
    said: Sequence[tuple[Name, str]]


def name_of(segment: StringSegment) -> Name:
    return f"{segment.context.object_id}:{segment.context.path}", segment.string.data


def write_po(segments: Iterable[StringSegment], *, language: str) -> str:
    """A file to be filled, each sentence once; empty where there is none. `language`: the code of what is to come."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
    }
    by_name: dict[Name, StringSegment] = {}
    for segment in segments:
        by_name.setdefault(name_of(segment), segment)
    for (context, sentence), segment in by_name.items():
        comment = f"{segment.source.object_repr}: {segment.context.field_path}"
        file.append(polib.POEntry(msgctxt=context, msgid=sentence, msgstr="", comment=comment))
    return str(file) if by_name else ""


def read_po(content: bytes) -> Filled:
    """Raises NoPO or TooManyLines. polib would open a file that is named so; text with line breaks names none."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        if "\nmsgid " not in text or "\0" in text:
            raise NoPO
        if any(entry.count("\n") > LINES for entry in text.split("\nmsgid ")):
            raise TooManyLines(n=LINES)
        file = polib.pofile(text)
    except (OSError, ValueError) as problem:
        raise NoPO from problem
    entries = [entry for entry in file if entry.msgstr and not entry.obsolete and not entry.fuzzy]
    said = [((entry.msgctxt or "", entry.msgid), entry.msgstr) for entry in entries]
    # Some programs name the country too.
    language = re.split("[-_]", file.metadata.get("Language", ""))[0]
    return Filled(language.lower(), said)
