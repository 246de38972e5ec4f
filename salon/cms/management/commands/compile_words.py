"""`manage.py compile_words`: the interface's catalogues are compiled, brought up to the code, or checked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from salon.cms import words
from salon.cms.agreed_words import agreed, agreed_for_bot
from salon.cms.collected_words import BOT, DOMAINS
from salon.cms.word_findings import findings


class Command(BaseCommand):
    help = "Compile the words of site and bot where they are out of date; collect new ones; check that none is missing."
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
            self._say_what_lacks(words.update(root, locale, agreed(texts / "interface.yaml", texts / "mails.yaml")))
            self._say_what_lacks(words.update(root, locale, agreed_for_bot(texts / "bot.yaml"), BOT), "in the bot ")
        if options["check"]:
            found = [finding for domain in DOMAINS for finding in findings(root, locale, domain)]
            if found:
                raise CommandError("\n".join([*found, f"{len(found)} findings in locale/"]))
            self.stdout.write("every word is there")
        compiled = words.compile_catalogues(locale)
        if compiled:
            self.stdout.write("compiled: " + ", ".join(compiled))

    def _say_what_lacks(self, lacking: dict[str, int], where: str = "") -> None:
        self.stdout.write(f"{where}without words: " + ", ".join(f"{name} {count}" for name, count in lacking.items()))
