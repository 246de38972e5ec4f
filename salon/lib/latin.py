"""Latin letters for addresses: Russian as it is usually read, Ukrainian by the Cabinet's resolution 55 of 2010."""

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

LENGTH = 80
PLAIN = dict(zip("абвгдезклмнопрстуфь", [*"abvgdezklmnoprstuf", ""], strict=True))
SHARED = PLAIN | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
RUSSIAN = SHARED | {"ё": "e", "и": "i", "й": "y", "ъ": "", "ы": "y", "э": "e", "ю": "yu", "я": "ya"}
UKRAINIAN = SHARED | {"г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
# At the beginning of a word some letters are written in full.
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
APOSTROPHES = dict.fromkeys("'’ʼ`", "")
LETTERS = {"ru": RUSSIAN, "uk": UKRAINIAN, "de": GERMAN}
FIRST = {"uk": UKRAINIAN_FIRST}


def slug_of(text: str, language: str) -> str:
    """A slug in Latin letters, digits and hyphens, at most 80 long; empty where the text has no letter or digit."""
    letters = LETTERS.get(language, {}) | APOSTROPHES
    first = FIRST.get(language, {})
    written, is_first = [], True
    # The resolution's own exception: otherwise зг would read like ж.
    lower = text.lower().replace("зг", "zgh") if language == "uk" else text.lower()
    for letter in lower:
        written.append(first.get(letter, letters.get(letter, letter)) if is_first else letters.get(letter, letter))
        is_first = not (letter.isalnum() or letter in APOSTROPHES)
    return slugify(string_to_ascii("".join(written)))[:LENGTH].strip("-_")
