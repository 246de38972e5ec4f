"""`python -m bot_service` as it runs: begins, works, ends when it is asked to, and stays small."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import requests

from bot_service import texts
from tests.bot_service.salon import OLENA, Site, Telegram
from tests.bot_service.servers import serve

ROOT = Path(texts.LOCALE).parent
TOKEN, SECRET = "123456:AAabcdefgh", "s" * 32
LARGEST = 80  # MB


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def addresses(telegram: Telegram) -> Iterator[dict[str, str]]:
    with serve(Site().answer) as web, serve(telegram.answer) as api:
        yield {"TELEGRAM_BOT_TOKEN": TOKEN, "SITE_TOKEN": "t", "TELEGRAM_API_URL": api.url, "SITE_URL": web.url}


@contextmanager
def running(environ: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    path = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "bot_service"]
    bot = subprocess.Popen(command, cwd=ROOT, env={**path, **environ}, stderr=subprocess.PIPE, text=True)
    try:
        yield bot
    finally:
        bot.kill()
        bot.communicate()


def ended(bot: subprocess.Popen[str], how: int = signal.SIGTERM) -> str:
    """What it had written down; it has a few seconds."""
    bot.send_signal(how)
    _out, written = bot.communicate(timeout=15)
    assert bot.returncode == 0, written
    return written


def written_by_olena(number: int) -> dict[str, Any]:
    person = {"id": OLENA, "is_bot": False, "first_name": "Olena", "language_code": "de"}
    chat = {"id": OLENA, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": "/start geheim"}
    return {"update_id": number, "message": message}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_polling_answers_ends_at_once_and_does_nothing_twice(telegram, addresses, how):
    telegram.bring(written_by_olena(10))
    with running(addresses) as bot:
        telegram.wait_for("sendMessage")
        written = ended(bot, how)
    assert "Guten Tag" in telegram.chats[OLENA][0].text
    assert telegram.updates == []
    for secret in (TOKEN, "geheim", "Olena"):
        assert secret not in written
    telegram.bring(written_by_olena(11))
    with running(addresses) as bot:
        telegram.wait_for("sendMessage")
        ended(bot)
    assert len([method for method, _fields in telegram.calls if method == "sendMessage"]) == 2


def test_commands_and_menu_button_are_set_in_every_language(telegram, addresses):
    with running(addresses) as bot:
        telegram.wait_for("setChatMenuButton")
        ended(bot)
    languages = [fields.get("language_code") for method, fields in telegram.calls if method == "setMyCommands"]
    assert languages == ["de", "ru", "uk", "en", None]


def test_the_idle_process_is_small(telegram, addresses):
    telegram.bring(written_by_olena(10))
    with running(addresses) as bot:
        telegram.wait_for("sendMessage")
        resident = resident_megabytes(bot.pid)
        ended(bot)
    assert resident < LARGEST
    sys.stdout.write(f"\nVmRSS of the polling process after a turn: {resident:.1f} MB\n")


def resident_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("there is no /proc on this machine")
    (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def test_the_webhook_is_announced_answers_and_ends(telegram, addresses):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    hook = {"BOT_MODE": "webhook", "BOT_WEBHOOK_URL": "https://salon.example/tg", "BOT_WEBHOOK_SECRET": SECRET}
    with running({**addresses, **hook, "BOT_WEBHOOK_BIND": bind}) as bot:
        telegram.wait_for("setWebhook")
        session = requests.Session()
        retries = requests.adapters.Retry(total=12, connect=12, backoff_factor=0.05)
        session.mount("http://", requests.adapters.HTTPAdapter(max_retries=retries))
        assert session.get(f"http://{bind}/health", timeout=5).status_code == 200
        post = {"json": written_by_olena(20), "timeout": 5}
        assert session.post(f"http://{bind}/tg", **post).status_code == 403
        secret = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        for _twice in range(2):
            assert session.post(f"http://{bind}/tg", headers=secret, **post).status_code == 200
        session.close()
        written = ended(bot)
    assert len(telegram.chats[OLENA]) == 1
    assert SECRET not in written
    assert dict(telegram.calls)["setWebhook"]["secret_token"] == SECRET


def test_a_wrong_setting_ends_the_start_with_one_sentence(addresses):
    with running({**addresses, "BOT_MODE": "push"}) as bot:
        _out, written = bot.communicate(timeout=20)
    assert bot.returncode == 1
    assert written == "BOT_MODE=push is neither polling nor webhook.\n"


def test_it_needs_nothing_but_what_its_own_requirements_name() -> None:
    """No framework of the site's comes along, not even by another package."""
    loads = "import bot_service.bot, bot_service.polling, bot_service.server, bot_service.webhook"
    ask = f"import json, sys; {loads}; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    loaded = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    pinned = re.findall(r"(?m)^([\w.-]+)==", (ROOT / "requirements" / "bot.txt").read_text())
    named = {name.lower().replace("-", "_") for name in pinned}
    packages = packages_distributions()
    foreign = {name for name in json.loads(loaded) if name in packages}
    needed = {one.lower().replace("-", "_") for name in foreign for one in packages[name]}
    # Taken along where they happen to be installed (urllib3, telebot).
    assert needed - named <= {"brotli", "pillow", "pip", "setuptools"}
