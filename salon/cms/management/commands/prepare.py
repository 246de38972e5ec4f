"""What `./run` needs before the site can answer, in one process: each start of Django costs seconds."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

STEPS: dict[str, tuple[str, list[str]]] = {
    "fonts": ("Cutting the fonts", ["build_fonts"]),
    "words": ("Compiling the words", ["compile_words"]),
    "migrate": ("Building the tables", ["migrate", "--noinput"]),
    "static": ("Gathering the static files", ["collectstatic", "--noinput"]),
    "seed": ("Sowing the demo salon", ["seed_demo", "--german"]),
}


class Command(BaseCommand):
    help = "Do the named steps in their order: " + ", ".join(STEPS)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("steps", nargs="+", choices=list(STEPS))

    def handle(self, *args: Any, steps: list[str], **options: Any) -> None:
        for name, (title, words) in STEPS.items():
            if name in steps:
                self.stdout.write(f"{title} …")
                self._do(name, words)

    def _do(self, name: str, words: list[str]) -> None:
        try:
            call_command(*words, verbosity=0)
        except CommandError as refusal:
            # A salon with real visits gets no demo, and opens all the same.
            if name != "seed":
                raise
            self.stdout.write(str(refusal))
