"""The interface's words on disk: collected from code and templates, kept in `locale/<language>/LC_MESSAGES/`.

`django.po` is the site's, `bot.po` the bot's.
Babel does what GNU gettext would, so that nothing has to be installed on a machine. A message's id is its English
text. Where the demo's `interface.yaml`, `mails.yaml` or `bot.yaml` has agreed words for a new id they are taken; all
others are written into the `.po` files by hand.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from salon.cms.agreed_words import LANGUAGES, PLURALS, Wording, proposal
from salon.cms.collected_words import SITE, collect


def po_path(locale: Path, language: str, domain: str = SITE) -> Path:
    """Where a language's words are kept."""
    return locale / language / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path, language: str) -> Catalog:
    """A catalogue, empty where there is none yet. Raises PoFileError for a broken one, or too many plural forms."""
    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def is_complete(message: Message | None, like: Message) -> bool:
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
        words = known.string if is_complete(known, message) else proposal(message, wording, language)
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


def update(root: Path, locale: Path, wording: Wording, domain: str = SITE) -> dict[str, int]:
    """Bring every catalogue up to the code. Returns how many messages still lack words, by language."""
    template, lacking = collect(root, domain), {}
    for language in LANGUAGES:
        path = po_path(locale, language, domain)
        catalog = merge(template, read(path, language), wording, language)
        lacking[language] = sum(1 for message in catalog if message.id and not is_complete(message, message))
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
    return list(dict.fromkeys(done))
