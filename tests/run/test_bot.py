"""The bot beside the salon: whose token it has, where its Telegram is, and the table with phones."""

import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from scripts import bot
from scripts.commands import COMMANDS
from tests.run.conftest import Terminal, free_port, wait_for

SITE = "http://127.0.0.1:8000"


def test_bot_demo_takes_no_words() -> None:
    with pytest.raises(SystemExit, match="takes no words"):
        COMMANDS["bot-demo"].run(["anna"])


def test_a_token_given_from_outside_is_the_bots(tmp_path: Path) -> None:
    env = {"SITE_TOKEN": "given", "REDIS_URL": "redis://one/1"}
    started = bot.process(tmp_path, SITE, env)
    assert (started.env["SITE_TOKEN"], started.env["SITE_URL"]) == ("given", SITE)
    assert started.env["REDIS_URL"] == "redis://one/1"
    assert list(tmp_path.iterdir()) == []


def test_the_bot_remembers_beside_the_cache_not_in_it(tmp_path: Path) -> None:
    env = {"SITE_TOKEN": "given", "REDIS_URL": "unix://valkey.sock?db=1", "BOT_REDIS_URL": "unix://valkey.sock?db=2"}
    assert bot.process(tmp_path, SITE, env).env["REDIS_URL"] == "unix://valkey.sock?db=2"


def test_the_phones_lie_next_to_the_site_where_there_is_room() -> None:
    port = free_port()
    assert bot.stand_in(port - 1, {})[1] == f"http://127.0.0.1:{port}"
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert bot.stand_in(port - 1, {})[1] != f"http://127.0.0.1:{port}"


@pytest.mark.boot
def test_bot_demo_opens_a_page_on_which_the_bot_answers(terminal: Callable[..., Terminal], salon_folder: Path) -> None:
    salon = terminal("bot-demo").wait_until_open()
    wait_for(lambda: "Ctrl-C stops" in salon.text, 5)
    people = salon.text.split("Phones with its bot: ")[1].split()[0] + "_person"
    olena = requests.post(people, json={"first_name": "Olena", "language_code": "uk"}, timeout=30).json()["id"]
    requests.post(f"{people}/{olena}/start", json={}, timeout=30)
    answered = lambda: len(requests.get(f"{people}/{olena}/chat", timeout=30).json()["messages"]) > 1  # noqa: E731
    assert wait_for(answered, 30), salon.text
    assert stat.S_IMODE((salon_folder / bot.KEPT).stat().st_mode) == 0o600
