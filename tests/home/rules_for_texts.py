"""The rules that every demo text keeps: languages, shape, placeholders, lengths, typography. Each yields findings."""

import re
from collections.abc import Iterator
from typing import Any

LANGUAGES = ("de", "ru", "uk", "en")
PLURAL_FORMS = {
    "de": {"one", "other"},
    "en": {"one", "other"},
    "ru": {"one", "few", "many"},
    "uk": {"one", "few", "many"},
}
LIMITS = {"summary": 90, "seo_title": 60, "seo_description": 155, "subject": 78, "preheader": 110}
MAY_BE_EMPTY = {"processing", "rebook_days", "fax"}
NO_PROSE = {"slug", "id", "code", "to", "context"}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
QUOTES = {"de": "„“", "ru": "«»", "uk": "«»", "en": "“”"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# What reads like a word of the neighbouring language; a person has to look.
RUSSIANISM = re.compile(
    r"\b(слідуюч|співпада|відмінит|відмінен|отмен|скидк|получ|являється|заказ|вірно\b|на протязі|приймати участь|"
    r"самий (кращ|гарн)|любий час|по телефону|по понеділк|дякуємо вас|настройк|добавити|пожалуй|"
    r"неділю часу|відкрито до|закрито до|ложит|понравил|столик\b|бувш|жінок майстр|прийом\b|міроприємств|"
    r"в течі|благодар|обідн\w+ переривч|вообще|наоборот|даже|конечно|тоже|нужн|сколько)"
)
# A pattern that must not be found in a text of the language, and what is wrong if it is.
EVERYWHERE = (
    (re.compile(r"!"), "exclamation mark"),
    (re.compile(r"[\"'`´]"), "straight quote or accent"),
    (re.compile(r"\.\.\.| - |  |^\s|\s$"), "dots, hyphen as dash or spaces"),
    (re.compile(r"\s[,.;:?](?!\w)"), "space before a mark"),
)
CYRILLIC = re.compile("[А-Яа-яІіЇїЄєҐґ]")
MIXED = re.compile("[A-Za-z][А-Яа-яіїєґ]|[А-Яа-яіїєґ][A-Za-z]")
BY_LANGUAGE = {
    "de": ((CYRILLIC, "Cyrillic"), (re.compile(r"\b(du|dich|dir|dein\w*)\b"), "familiar form")),
    "en": ((CYRILLIC, "Cyrillic"),),
    "ru": (
        (re.compile("[ІіЇїЄєҐґ’]"), "Ukrainian letter"),
        (MIXED, "mixed alphabets"),
        (re.compile(r"(?<![.?:] )(?<!^)\b(Вы|Вас|Вам|Вами|Ваш\w*)\b"), "polite form with capital"),
    ),
    "uk": (
        (re.compile("[ЫыЭэЪъЁё]"), "Russian letter"),
        (MIXED, "mixed alphabets"),
        (re.compile(r"’(?![яюєїЯЮЄЇ])"), "apostrophe before a letter that needs none"),
        (re.compile(r"(?i)(?<![свцдтзжчхкь])[бпвмф][яюєї]"), "apostrophe missing"),
        (re.compile(r"\b(ви|вас|вам|вами|ваш\w*)\b"), "polite form without capital"),
    ),
}


def is_plural(node: Any) -> bool:
    """Whether a node holds the plural forms of one text."""
    return isinstance(node, dict) and "one" in node and set(node) <= {"one", "few", "many", "other"}


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a node with its path."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from texts(value, f"{path}[{number}]")
    elif isinstance(node, str):
        yield path, node


def shape(node: Any) -> Any:
    """What two languages of one text must have in common: keys, lengths of lists, placeholders."""
    if is_plural(node):
        slots = {frozenset(PLACEHOLDER.findall(form)) for form in node.values()}
        return sorted(sorted(slot) for slot in slots)
    if isinstance(node, dict):
        return {key: shape(value) for key, value in node.items()}
    if isinstance(node, list):
        return [shape(value) for value in node]
    return sorted(PLACEHOLDER.findall(node)) if isinstance(node, str) else type(node).__name__


def findings(node: Any, path: str, language: str | None = None, key: str = "") -> Iterator[str]:
    """All that is wrong below a node, a sentence each. `key` is the nearest name above it."""
    if node is None and key not in MAY_BE_EMPTY:
        yield f"{path}: empty value"
    elif isinstance(node, dict):
        yield from _of_group(node, path, language)
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from findings(value, f"{path}[{number}]", language, key)
    elif isinstance(node, str):
        yield from _of_text(node, path, language, key)
    elif language and not isinstance(node, bool | int):
        yield f"{path}: not a text: {node!r}"


def _of_group(node: dict[str, Any], path: str, language: str | None) -> Iterator[str]:
    if language and is_plural(node):
        if set(node) != PLURAL_FORMS[language]:
            yield f"{path}: plural forms {sorted(node)}"
        if len(shape(node)) > 1:
            yield f"{path}: plural forms differ in placeholders"
    spoken = set(node) & set(LANGUAGES) if language is None else set()
    if spoken and spoken != set(LANGUAGES):
        yield f"{path}: only in {sorted(spoken)}"
    elif spoken:
        for other in LANGUAGES[1:]:
            if shape(node[other]) != shape(node["de"]):
                yield f"{path}: {other} has another shape or other placeholders than de"
    for name, value in node.items():
        yield from findings(value, f"{path}.{name}", name if name in spoken else language, name)


def _of_text(text: str, path: str, language: str | None, key: str) -> Iterator[str]:
    if len(text) > LIMITS.get(key, len(text)):
        yield f"{path}: {len(text)} > {LIMITS[key]} characters: {text}"
    if key == "slug" and not SLUG.fullmatch(text):
        yield f"{path}: not a slug: {text}"
    if language and key not in NO_PROSE:
        for wrong in typography(text, language):
            yield f"{path}: {wrong}: {text}"


def typography(text: str, language: str) -> Iterator[str]:
    """What is wrong with the letters, marks and forms of address of one text."""
    for pattern, wrong in EVERYWHERE:
        if pattern.search(text):
            yield wrong
    if set(re.findall("[„“”«»‚‘]", text)) - set(QUOTES[language]):
        yield "quotation marks of another language"
    bare = PLACEHOLDER.sub("", text)
    for pattern, wrong in BY_LANGUAGE[language]:
        if pattern.search(bare):
            yield wrong
    if language == "uk":
        if re.search(r"\b[оО] \{", text):
            yield "preposition before a time that may need another form"
        if RUSSIANISM.search(bare.lower()):
            yield "possible Russianism"
