"""`manage.py preview_mails`: every letter in every language as files to look at."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from salon.outbox.previews import Preview, previews


class Command(BaseCommand):
    help = "Write every letter in every language as HTML and as text, and a page that lists them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where they are written; made where it is missing")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        written: dict[str, list[Preview]] = {}
        try:
            for preview in previews():
                size = _write(preview, folder / preview.code)
                written.setdefault(preview.code, []).append(preview)
                self.stdout.write(f"{preview.key} | {preview.code} | {preview.letter.words.subject} | {size}")
            index = folder / "index.html"
            languages = [(code, name, written.get(code, [])) for code, name in settings.LANGUAGES]
            index.write_text(render_to_string("outbox/previews.html", {"languages": languages}), encoding="utf-8")
        except OSError as problem:
            raise CommandError(f"The letters cannot be written: {problem}") from problem
        self.stdout.write(f"Look at {index.resolve().as_uri()}")


def _write(preview: Preview, folder: Path) -> int:
    """The bytes of the HTML: some mailboxes cut a letter off above 100 kB."""
    folder.mkdir(parents=True, exist_ok=True)
    html = preview.html.encode()
    (folder / f"{preview.key}.html").write_bytes(html)
    (folder / f"{preview.key}.txt").write_text(preview.text, encoding="utf-8")
    return len(html)
