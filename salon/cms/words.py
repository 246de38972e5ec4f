"""The interface's words: collected from code and templates, kept in `locale/<language>/LC_MESSAGES/django.po`.

Babel does what GNU gettext would, so that nothing has to be installed on a machine. A message's id is its English
text. Where the demo's `interface.yaml` or `mails.yaml` has agreed words for a new id they are taken; all others are
written into the `.po` files by hand. Plural forms follow Unicode CLDR for whole numbers (de, en: 2; ru, uk: 3).
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

SOURCE = "en"
LANGUAGES = ("de", "ru", "uk", SOURCE)
_TWO = (2, "(n != 1)")
_THREE = (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)")
PLURALS = {"de": _TWO, "en": _TWO, "ru": _THREE, "uk": _THREE}
FORMS = {2: ("one", "other"), 3: ("one", "few", "many")}

_PLAIN, _COUNTED, _IN_CONTEXT, _COUNTED_IN_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": _PLAIN,
    "gettext": _PLAIN,
    "gettext_lazy": _PLAIN,
    "gettext_noop": _PLAIN,
    "ngettext": _COUNTED,
    "ngettext_lazy": _COUNTED,
    "pgettext": _IN_CONTEXT,
    "pgettext_lazy": _IN_CONTEXT,
    "npgettext": _COUNTED_IN_CONTEXT,
    "npgettext_lazy": _COUNTED_IN_CONTEXT,
}
# Not the site: the bot has a catalogue of its own, the others speak English to developers.
ELSEWHERE = {"tests", "scripts", "bench", "bot_service"}
TEMPLATES = {".html", ".txt", ".xml"}
# Words that another language writes exactly as English does.
SAME = frozenset(
    {"Name", "Person", "Team", "Status", "Text", "Slug", "Telegram", "SEO", "Start", "Code", "Link", "E-Mail", "Widget"}
)

_BRACES = re.compile(r"\{(\w+)\}")
_NAMED = re.compile(r"%\((\w+)\)s")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_SLOT = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]")

Wording = dict[tuple[str, str], dict[str, str | dict[str, str]]]


# -- collecting ---------------------------------------------------------------------------------------------------


def sources(root: Path) -> Iterator[Path]:
    """The site's own Python files and templates below `root`, in a fixed order."""
    for package in sorted(root.iterdir()):
        if package.name in ELSEWHERE or not (package / "__init__.py").is_file():
            continue
        for path in sorted(package.rglob("*")):
            is_code = path.suffix == ".py" and "migrations" not in path.parts
            if is_code or (path.suffix in TEMPLATES and "templates" in path.parts):
                yield path


def collect(root: Path) -> Catalog:
    """Every message of the site, untranslated. Raises TokenError or SyntaxError where a file is broken."""
    found = Catalog()
    for path in sources(root):
        place = path.relative_to(root).as_posix()
        code = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What remains of the markup is no Python: without its indentation it can't be taken for a wrong one.
            code = re.sub(r"(?m)^[ \t]+", "", templatize(code, origin=place))
        for line, ids, _comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
            found.add(ids, locations=[(place, line)], context=context)
    return found


# -- agreed words -------------------------------------------------------------------------------------------------


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


def _proposal(message: Message, wording: Wording, language: str) -> str | tuple[str, ...]:
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


# -- catalogues on disk -------------------------------------------------------------------------------------------


def po_path(locale: Path, language: str) -> Path:
    """Where a language's words are kept."""
    return locale / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str) -> Catalog:
    """A catalogue, empty where there is none yet. Raises PoFileError for a broken one, or too many plural forms."""
    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _complete(message: Message | None, like: Message) -> bool:
    """Whether a message is translated in the same shape (plural or not) as the one in the code."""
    if message is None or message.fuzzy or message.pluralizable != like.pluralizable:
        return False
    return all(message.string) if message.pluralizable else bool(message.string)


def merge(template: Catalog, old: Catalog, wording: Wording, language: str) -> Catalog:
    """The code's messages with the words that are known for them; what the code has dropped is dropped."""
    new = Catalog(locale=language)
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        words = known.string if _complete(known, message) else _proposal(message, wording, language)
        new.add(message.id, words, locations=message.locations, context=message.context)
    return new


def written(catalog: Catalog, language: str) -> str:
    """A `.po` file: sorted by id, files without line numbers, no dates, so that only a change of words changes it."""
    count, rule = PLURALS[language]
    header = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: nplurals={count}; plural={rule};",
    )
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    head = "".join(f'"{line}\\n"\n' for line in header)
    return f'msgid ""\nmsgstr ""\n{head}\n{body.getvalue().decode().rstrip()}\n'


def update(root: Path, locale: Path, wording: Wording) -> dict[str, int]:
    """Bring every catalogue up to the code. Returns how many messages still lack words, by language."""
    template, lacking = collect(root), {}
    for language in LANGUAGES:
        path = po_path(locale, language)
        catalog = merge(template, read(path, language), wording, language)
        lacking[language] = sum(1 for message in catalog if message.id and not _complete(message, message))
        text = written(catalog, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return lacking


def compile_catalogues(locale: Path) -> list[str]:
    """Write each `.mo` that is older than its `.po`. Returns the languages that were compiled."""
    done = []
    for path in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        language = path.parts[-3]
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, read(path, language))
        fresh.replace(target)  # a server that reads meanwhile finds the old file or the new one
        done.append(language)
    return done


# -- checking -----------------------------------------------------------------------------------------------------


def findings(root: Path, locale: Path) -> list[str]:
    """All that is wrong with the catalogues, a sentence each; empty when a person can read every word."""
    template, found = collect(root), []
    for language in LANGUAGES:
        try:
            catalog = read(po_path(locale, language), language)
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
    elif not _complete(known, message):
        yield f"untranslated: {_named(message)}"
    else:
        yield from _of_words(message, known.string, language)


def _of_words(message: Message, words: str | tuple[str, ...], language: str) -> Iterator[str]:
    ids = message.id if message.pluralizable else (message.id,)
    forms = words if message.pluralizable else (words,)
    wanted = sorted(set(_SLOT.findall(" ".join(ids))))
    for number, form in enumerate(forms):
        slots = sorted(set(_SLOT.findall(form)))
        # "one" may be written out where it means exactly 1 ("an hour"); in Russian and Ukrainian it also means 21.
        spoken = message.pluralizable and number == 0 and len(forms) == 2 and set(slots) <= set(wanted)
        if slots != wanted and not spoken:
            yield f"placeholders {slots} instead of {wanted}: {form}"
    alike = any(form in ids for form in forms) and re.search(r"[^\W\d_]", _SLOT.sub("", ids[0]))
    if language != SOURCE and alike and ids[0] not in SAME and message.context != "url":
        yield f"still English: {_named(message)}"


def _named(message: Message) -> str:
    first = message.id[0] if message.pluralizable else message.id
    return f"{first} [{message.context}]" if message.context else first
