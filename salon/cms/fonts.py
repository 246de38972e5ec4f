"""The site's two typefaces: what is cut from which package, and what a page links.

The fonts come as packages and never stand in the repository; `manage.py build_fonts` cuts them. Their style sheet is
written together with them, last of all: where it is missing, a page links nothing, and the system's own faces serve.
"""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from django.templatetags.static import static

FOLDER = Path(__file__).resolve().parents[1] / "static" / "salon" / "fonts"
STYLESHEET = FOLDER / "fonts.css"

LATIN = (
    "U+0000-00FF, U+0131, U+0152-0153, U+0160-0161, U+017D-017E, U+02C6, U+02DA, U+02DC, U+1E9E, U+2000-206F, "
    "U+20AC, U+2116, U+2122, U+2190-2193, U+2212, U+2215"
)
CYRILLIC = "U+0400-045F, U+0490-0491, U+20B4"
SCRIPTS = {"latin": LATIN, "cyrillic": CYRILLIC}
CYRILLIC_LANGUAGES = frozenset({"ru", "uk"})


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface as CSS names it (`family`, `weight`), and where its letters come from."""

    family: str
    stem: str
    weight: str
    package: str
    file: str

    @property
    def source(self) -> Path:
        """The package's font file; `ModuleNotFoundError` where the package is not installed."""
        spec = find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(self.package)
        return Path(spec.submodule_search_locations[0]) / "files" / self.file

    def target(self, script: str) -> Path:
        return FOLDER / f"{self.stem}-{script}.woff2"


FACES = (
    Face("Manrope", "manrope", "200 800", "font_manrope", "Manrope-VariableFont_wght.ttf"),
    Face("Source Serif", "source-serif-light", "300", "font_source_serif_pro", "SourceSerifPro-Light.ttf"),
)

# The system's faces, stretched to the width and height of ours, so that nothing shifts when ours arrive. Computed from
# the advance widths of German text and the ascent and descent of the files: name, local faces, size, ascent, descent.
STAND_INS = (
    ("Manrope fallback", ("Arial", "Liberation Sans", "Helvetica"), 103.7, 102.8, 28.9),
    ("Manrope fallback Roboto", ("Roboto",), 102.9, 103.6, 29.1),
    ("Source Serif fallback", ("Georgia",), 99.8, 103.8, 33.6),
    ("Source Serif fallback Times", ("Times New Roman", "Liberation Serif"), 111.9, 92.6, 29.9),
)


def stylesheet() -> str:
    """The @font-face rules: two faces in two scripts, each loaded only where its letters occur, and the stand-ins."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.target(script).name}") format("woff2"); '
        f"font-weight: {face.weight}; font-display: swap; unicode-range: {letters}; }}"
        for face in FACES
        for script, letters in SCRIPTS.items()
    ]
    for family, names, size, ascent, descent in STAND_INS:
        sources = ", ".join(f'local("{name}")' for name in names)
        rules.append(
            f'@font-face {{ font-family: "{family}"; src: {sources}; size-adjust: {size}%; '
            f"ascent-override: {ascent}%; descent-override: {descent}%; line-gap-override: 0%; }}"
        )
    return "\n".join(rules) + "\n"


@dataclass(frozen=True, slots=True)
class FontLinks:
    """Addresses for a page's head: the style sheet and the two files that its script needs first."""

    stylesheet: str
    preloads: tuple[str, ...]


def links(language: str) -> FontLinks | None:
    """What a page in `language` links; None while the fonts are not cut, or not yet among the gathered static files."""
    if not STYLESHEET.exists():
        return None
    script = "cyrillic" if language in CYRILLIC_LANGUAGES else "latin"
    try:
        preloads = tuple(static(f"salon/fonts/{face.target(script).name}") for face in FACES)
        return FontLinks(static(f"salon/fonts/{STYLESHEET.name}"), preloads)
    except ValueError:
        return None
