"""The webhook takes what Telegram brings, once and at once; nobody else gets in."""

import io
import json
import threading
from typing import Any

import pytest

from bot_service.bot import Bot
from bot_service.store import Memory
from bot_service.updates import Seen
from bot_service.webhook import LONGEST_BODY, Webhook, Worker

SECRET = "s" * 32
UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "hi"}}


class Gate:
    """Work that waits until it may go on."""

    def __init__(self) -> None:
        self.opened, self.worked = threading.Event(), []
        self.begun = threading.Event()

    def work(self, update: Any) -> None:
        self.begun.set()
        assert self.opened.wait(10)
        self.worked.append(update.update_id)


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def worker(gate):
    worker = Worker(gate.work, room=1)
    worker.start()
    yield worker
    gate.opened.set()
    worker.stop()


@pytest.fixture
def webhook(worker) -> Webhook:
    bot = Bot(None, Seen(Memory()), None)  # type: ignore[arg-type]
    return Webhook(bot, worker, url="https://salon.example/telegram", secret=SECRET)


def post(webhook: Webhook, body: Any = UPDATE, **changes: Any) -> str:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/telegram",
        "HTTP_X_TELEGRAM_BOT_API_SECRET_TOKEN": SECRET,
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.input": io.BytesIO(content),
    }
    answers: list[str] = []
    b"".join(webhook({**environ, **changes}, lambda status, headers: answers.append(status)))
    return answers[0][:3]


def numbered(number: int) -> dict[str, Any]:
    return {**UPDATE, "update_id": number}


def test_it_answers_before_the_work_is_done(webhook, worker, gate):
    assert post(webhook) == "200"
    assert gate.worked == []
    gate.opened.set()
    worker.stop()
    assert gate.worked == [5]


@pytest.mark.parametrize("said", ["", "wrong", SECRET[:-1], SECRET + "s", "ß" * 32])
def test_without_the_secret_nothing_is_taken(webhook, worker, gate, said):
    assert post(webhook, HTTP_X_TELEGRAM_BOT_API_SECRET_TOKEN=said) == "403"
    gate.opened.set()
    worker.stop()
    assert gate.worked == []


def test_an_update_that_comes_twice_is_worked_on_once(webhook, worker, gate):
    assert [post(webhook), post(webhook)] == ["200", "200"]
    gate.opened.set()
    worker.stop()
    assert gate.worked == [5]


def test_a_full_queue_is_said_and_telegram_may_come_again(webhook, worker, gate):
    assert post(webhook, numbered(1)) == "200"
    assert gate.begun.wait(10)
    assert post(webhook, numbered(2)) == "200"
    assert post(webhook, numbered(3)) == "503"
    gate.opened.set()
    worker.stop()
    assert gate.worked == [1, 2]
    assert webhook._bot.seen.is_new(3)


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"REQUEST_METHOD": "GET"}, "405"),
        ({"PATH_INFO": "/"}, "404"),
        ({"PATH_INFO": "/telegram/"}, "404"),
        ({"CONTENT_LENGTH": ""}, "411"),
        ({"CONTENT_LENGTH": "-1"}, "411"),
        ({"CONTENT_LENGTH": str(LONGEST_BODY + 1)}, "413"),
        ({"PATH_INFO": "/health", "REQUEST_METHOD": "GET"}, "200"),
    ],
)
def test_everything_else_is_refused(webhook, changes, answer):
    assert post(webhook, **changes) == answer


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[" * 9000, [], {}, {"update_id": "5"}, {"update_id": 5, "message": 1}]
)
def test_what_is_no_update_is_forgotten(webhook, worker, gate, body):
    assert post(webhook, body) == "200"
    gate.opened.set()
    worker.stop()
    assert gate.worked == []


def test_health_says_when_nobody_works_any_more(webhook, worker, gate):
    gate.opened.set()
    worker.stop()
    assert post(webhook, PATH_INFO="/health", REQUEST_METHOD="GET") == "503"
