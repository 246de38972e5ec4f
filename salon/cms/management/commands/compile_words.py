"""`manage.py compile_words`: the interface's catalogues are compiled, brought up to the code, or checked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from salon.cms import words
from salon.cms.agreed_words import agreed
from salon.cms.word_findings import findings


class Command(BaseCommand):
    help = "Compile the interface's words where they are out of date; collect new ones; check that none is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--update", action="store_true", help="first collect the messages of code and templates")
        parser.add_argument(
            "--check", action="store_true", help="fail if anything is missing, fuzzy, wrong or left over"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        locale, texts = root / "locale", root / "home" / "demo" / "texts"
        if options["update"]:
            lacking = words.update(root, locale, agreed(texts / "interface.yaml", texts / "mails.yaml"))
            self.stdout.write("without words: " + ", ".join(f"{name} {count}" for name, count in lacking.items()))
        if options["check"]:
            found = findings(root, locale)
            if found:
                raise CommandError("\n".join([*found, f"{len(found)} findings in locale/"]))
            self.stdout.write("every word is there")
        compiled = words.compile_catalogues(locale)
        if compiled:
            self.stdout.write("compiled: " + ", ".join(compiled))
