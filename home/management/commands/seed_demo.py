"""Put the demo salon into the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.demo.finish import finish_demo
from home.demo.german import seed_german
from home.demo.guard import real_visits
from salon.cms.picture_sizes import make_all_sizes


class Command(BaseCommand):
    help = (
        "Put the demo salon into the database. What is there already stays as it is; running it twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--german", action="store_true", help="only the fast first part; the worker does the rest when it starts"
        )
        parser.add_argument("--anyway", action="store_true", help="even where there are real visits")

    def handle(self, *args: Any, german: bool, anyway: bool, **options: Any) -> None:
        found = real_visits()
        if found and not anyway:
            raise CommandError(
                f"This database holds {found} real visits, so it gets no demo salon; --anyway would do it."
            )
        seed_german()
        if not german:
            finish_demo()
            make_all_sizes()
        self.stdout.write("The demo salon is there.")
