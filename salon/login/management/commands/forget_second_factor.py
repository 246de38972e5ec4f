"""`manage.py forget_second_factor NAME`: for whom nobody else can help after the telephone and the paper."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.log_actions import log

from salon.login.second_factor import devices, remove_device


class Command(BaseCommand):
    help = "Take the second factor off a login: its devices and recovery codes. The next login enrols again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: str, username: str, **options: object) -> None:
        users = get_user_model()
        user = users.objects.filter(**{users.USERNAME_FIELD: username}).first()
        if user is None:
            raise CommandError(f"There is no login {username}.")
        found = list(devices(user))
        for device in found:
            remove_device(device)
        if found:
            log(user, "login.forget")
        self.stdout.write(f"{username}: {len(found)} devices removed.")
