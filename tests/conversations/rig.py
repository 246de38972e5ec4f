"""The three of them at work: the real bot's process, the real site, and a stand-in for Telegram between the phones."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from booking.models import Master
from salon.outbox.actions.deliver import deliver_due
from scripts.bot_api.faults import Call
from scripts.bot_api.server import BotApi
from scripts.places import ROOT
from tests.booking.conftest import local
from tests.conversations.phone import Phone
from tests.conversations.site import Site, open_site
from tests.telegram import telegram

IN_EVERY_LANGUAGE = ["de", *(pytest.param(code, marks=pytest.mark.once) for code in ("ru", "uk", "en"))]
# Tuesday, a minute past ten: the salon is open.
OPEN = local(9, 10, 1)
PUBLIC_ID, SECRET = "0123456789ab", "only-for-conversations-0123456789abcdefghijk"
SITE_TOKEN = f"salon.{PUBLIC_ID}.{SECRET}"
CLOCK = Path(__file__).parent / "clock"
LONGEST_DATA = 64
# What goes into a log in vain is at least so long; a shorter word stands in other words too.
SHORTEST_SECRET = 6
SAID = ("sendMessage", "sendPhoto", "sendDocument", "answerCallbackQuery")
_numbers = count(10_001)


@dataclass
class Rig:
    """`log`: the file in which the bot writes down what went wrong."""

    api: BotApi
    site: Site
    bot: "subprocess.Popen[str]"
    log: Path
    phones: list[Phone] = field(default_factory=list)
    _calls: int = 0
    _logged: int = 0

    def begin(self) -> None:
        """A new test: other people, and nothing of what was before."""
        self.phones, self._calls, self._logged = [], len(self.api.calls), len(self.log.read_text())
        self.site.is_away = False
        self.site.log.lines.clear()

    def phone(self, name: str = "Olena Kovalenko", language: str = "de") -> Phone:
        """Somebody whom neither bot nor site has ever met."""
        number = next(_numbers)
        found = Phone(self.api, self.api.person(number, name, language, phone=f"4915112{number}"), language)
        self.phones.append(found)
        return found

    def master(self, master: Master, language: str = "de") -> Phone:
        """Her phone, connected with her calendar."""
        found = self.phone(f"Meisterin {master.slug.title()}", language)
        Master.objects.filter(pk=master.pk).update(telegram_id=found.id, telegram_language=language)
        found.start()
        return found

    def deliver(self, now: datetime | None = None) -> None:
        """Let everything leave that is due by then."""
        deliver_due(now=now or timezone.now())

    @property
    def calls(self) -> list[Call]:
        """What was asked of the Bot API in this test, by bot and site."""
        return self.api.calls[self._calls :]

    @property
    def written_down(self) -> str:
        """What both have logged in this test."""
        return "\n".join([self.log.read_text()[self._logged :], *self.site.log.lines])

    def check(self) -> None:
        """What holds after every conversation."""
        assert self.bot.poll() is None, self.log.read_text()
        assert self.api.updates.wait_until_taken()
        assert "a turn went wrong" not in self.written_down, self.written_down
        assert "Internal Server Error" not in self.written_down, self.written_down
        lost = [call for call in self.calls if call.method in SAID and call.status == 400]
        assert not lost, lost
        for data in filter(None, (button.get("callback_data") for button in self.buttons())):
            assert len(data.encode()) <= LONGEST_DATA, data
        self.check_secrets()

    def check_secrets(self) -> None:
        """Nobody reads in a log who somebody is, what they wrote, or what opens a door."""
        said = [word for phone in self.phones for word in (phone.person.phone, *phone.typed) if word[:1] != "/"]
        said += [part for phone in self.phones for part in phone.person.room.person["first_name"].split()]
        secrets = {self.api.token, self.api.token.partition(":")[2], SITE_TOKEN, SECRET, *said}
        told = {secret for secret in secrets if len(secret) >= SHORTEST_SECRET and secret in self.written_down}
        assert not told, (told, self.written_down)

    def buttons(self) -> Iterator[dict[str, Any]]:
        """Every button that was sent in this test."""
        for call in self.calls:
            markup = call.facts.get("reply_markup") or {}
            tree = json.loads(markup) if isinstance(markup, str) else markup
            for row in tree.get("inline_keyboard", []):
                yield from row


@contextmanager
def rig() -> Iterator[Rig]:
    """One bot, which stays for many conversations."""
    with telegram() as api, open_site() as site, tempfile.TemporaryDirectory(prefix="talk", dir="/tmp") as folder:
        log = Path(folder) / "bot.log"
        with log.open("w") as file:
            bot = subprocess.Popen(
                [sys.executable, "-m", "bot_service"], cwd=ROOT, env=_environment(api, site), stderr=file, text=True
            )
            try:
                # The last thing before it listens.
                assert api.chats.wait(lambda: api.calls_of("setWebhook"), 30), log.read_text()
                yield Rig(api, site, bot, log)
            finally:
                # Nobody waits for the answer to its last question.
                api.updates.close()
                bot.terminate()
                bot.wait(timeout=15)


def _environment(api: BotApi, site: Site) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CLOCK),
        "PYTHONUNBUFFERED": "1",
        "CLOCK": OPEN.isoformat(),
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "SITE_URL": site.url,
        "SITE_TOKEN": SITE_TOKEN,
    }


def link_in(page: str) -> str:
    """The deep link that a page shows."""
    found = re.search(r"https://t\.me/\w+\?start=[\w-]+", page)
    assert found, page
    return found[0]
