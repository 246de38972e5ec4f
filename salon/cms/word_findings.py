"""What is wrong with the catalogues of the interface's words."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from salon.cms.agreed_words import BUTTON, LANGUAGES, PLURALS, SOURCE
from salon.cms.collected_words import SITE, collect
from salon.cms.words import is_complete, po_path, read

# Words that another language writes exactly as English does.
SAME = frozenset(
    {
        "Name",
        "Person",
        "Team",
        "Status",
        "Text",
        "Slug",
        "Telegram",
        "In Telegram",
        "Scans",
        "SEO",
        "Start",
        "Code",
        "Link",
        "E-Mail",
        "Widget",
        "Website",
    }
)
# Letters; a phone cuts off what is longer.
LONGEST_BUTTON = 24
_SLOT = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]")


def findings(root: Path, locale: Path, domain: str = SITE) -> list[str]:
    """All that is wrong with the catalogues, a sentence each; empty when a person can read every word."""
    template, found = collect(root, domain), []
    for language in LANGUAGES:
        try:
            catalog = read(po_path(locale, language, domain), language)
        except PoFileError as broken:
            found.append(f"{language}: {broken}")
            continue
        found += [f"{language}: {finding}" for finding in _of_language(template, catalog, language)]
    return found


def _of_language(template: Catalog, catalog: Catalog, language: str) -> Iterator[str]:
    if (catalog.num_plurals, catalog.plural_expr) != PLURALS[language]:
        yield f"wrong Plural-Forms: {catalog.plural_forms}"
    for gone in catalog.obsolete.values():
        yield f"obsolete: {_named(gone)}"
    for message in catalog:
        if message.id and template.get(message.id, message.context) is None:
            yield f"not in the code: {_named(message)}"
    for message in template:
        if message.id:
            yield from _of_message(message, catalog.get(message.id, message.context), language)


def _of_message(message: Message, known: Message | None, language: str) -> Iterator[str]:
    if known is None or known.pluralizable != message.pluralizable:
        yield f"missing: {_named(message)}"
    elif known.fuzzy:
        yield f"fuzzy: {_named(message)}"
    elif not is_complete(known, message):
        yield f"untranslated: {_named(message)}"
    else:
        yield from _of_words(message, known.string, language)


def _of_words(message: Message, words: str | tuple[str, ...], language: str) -> Iterator[str]:
    ids = message.id if message.pluralizable else (message.id,)
    forms = words if message.pluralizable else (words,)
    wanted = _slots(" ".join(ids))
    for number, form in enumerate(forms):
        slots = _slots(form)
        # "one" may be written out where it means exactly 1 ("an hour"); in Russian and Ukrainian it also means 21.
        spoken = message.pluralizable and number == 0 and len(forms) == 2 and set(slots) <= set(wanted)
        if slots != wanted and not spoken:
            yield f"placeholders {slots} instead of {wanted}: {form}"
        if message.context == BUTTON and len(form) > LONGEST_BUTTON:
            yield f"{len(form)} letters on a button, {LONGEST_BUTTON} are the most: {form}"
    alike = any(form in ids for form in forms) and re.search(r"[^\W\d_]", _SLOT.sub("", ids[0]))
    if language != SOURCE and alike and ids[0] not in SAME and message.context != "url":
        yield f"still English: {_named(message)}"


def _slots(text: str) -> list[str]:
    """Its placeholders; what follows a doubled percent sign is none."""
    return sorted(set(_SLOT.findall(text.replace("%%", ""))))


def _named(message: Message) -> str:
    first = message.id[0] if message.pluralizable else message.id
    return f"{first} [{message.context}]" if message.context else first
