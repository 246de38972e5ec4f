"""Latin letters for addresses: Russian as in passports (ICAO 9303), Ukrainian as in the Cabinet's resolution 55 of 2010."""

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

LENGTH = 80
SHARED = dict(
    zip(
        "абвгдежзклмнопрстуфхцчшщь",
        "a b v g d e zh z k l m n o p r s t u f kh ts ch sh shch".split() + [""],
        strict=True,
    )
)
RUSSIAN = SHARED | {"ё": "e", "и": "i", "й": "i", "ъ": "", "ы": "y", "э": "e", "ю": "iu", "я": "ia"}
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
    for letter in text.lower():
        written.append(first.get(letter, letters.get(letter, letter)) if is_first else letters.get(letter, letter))
        is_first = not (letter.isalnum() or letter in APOSTROPHES)
    return slugify(string_to_ascii("".join(written)))[:LENGTH].strip("-_")
