"""Cut the typefaces into small files for the web, one a script."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from fontTools import subset

from salon.cms import fonts

# Kerning, ligatures, marks, this language's forms, figures; no small capitals: nothing on the site is set in them.
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "pnum", "tnum", "case"]


class Command(BaseCommand):
    help = (
        "Cut the typefaces into WOFF2 files, Latin and Cyrillic. Does nothing where they are newer than their sources."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="Cut them again, whatever their age.")

    def handle(self, *args: Any, force: bool = False, **options: Any) -> None:
        if not force and _are_fresh():
            self._say(options, "The fonts are up to date.")
            return
        fonts.FOLDER.mkdir(parents=True, exist_ok=True)
        fonts.STYLESHEET.unlink(missing_ok=True)
        for face in fonts.FACES:
            for script, letters in fonts.SCRIPTS.items():
                target = face.target(script)
                _cut(face.source, target, letters)
                self._say(options, f"{target.name}: {target.stat().st_size / 1000:.0f} kB")
        fonts.STYLESHEET.write_text(fonts.stylesheet(), encoding="utf-8")

    def _say(self, options: dict[str, Any], words: str) -> None:
        if options["verbosity"]:
            self.stdout.write(words)


def _are_fresh() -> bool:
    """Everything is there, the style sheet is the one we would write, and no source is newer than it."""
    targets = [face.target(script) for face in fonts.FACES for script in fonts.SCRIPTS]
    if not fonts.STYLESHEET.exists() or not all(target.exists() for target in targets):
        return False
    if fonts.STYLESHEET.read_text(encoding="utf-8") != fonts.stylesheet():
        return False
    sources = [*(face.source for face in fonts.FACES), Path(__file__)]
    return fonts.STYLESHEET.stat().st_mtime >= max(source.stat().st_mtime for source in sources)


def _cut(source: Path, target: Path, letters: str) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = FEATURES
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(letters.replace(" ", "")))
    cutter.subset(font)
    subset.save_font(font, str(target), options)
