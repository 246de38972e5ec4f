"""`manage.py make_api_token NAME --client --master`: a key for a program, printed once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from booking.actions.api_tokens import make_token


class Command(BaseCommand):
    help = "Make a token for the API and print it; it can never be read again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="which program it is for")
        parser.add_argument("--client", action="store_true", help="it may act for clients")
        parser.add_argument("--master", action="store_true", help="it may act for masters")

    def handle(self, *args: Any, **options: Any) -> None:
        _row, secret = make_token(
            name=options["name"],
            for_clients=options["client"],
            for_masters=options["master"],
            now=timezone.now(),
        )
        self.stdout.write(secret)
