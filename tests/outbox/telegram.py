"""A server that speaks as much of the Bot API (core.telegram.org/bots/api) as sending needs."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

BLOCKED, BUSY, BROKEN, STRANGER = 111, 222, 333, 444


@dataclass
class Chats:
    """What was sent, and where: chat 111 has blocked the bot, 222 is told to wait, 333 finds the server broken, 444
    the token unknown.
    """

    url: str = ""
    kept: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, method: str, facts: dict[str, str]) -> tuple[int, dict[str, Any]]:
        chat = int(facts["chat_id"])
        if chat == BLOCKED:
            return 403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
        if chat == BUSY:
            wait = {"retry_after": 7}
            return 429, {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": wait}
        if chat == STRANGER:
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        if chat == BROKEN:
            return 502, {"ok": False, "error_code": 502, "description": "Bad Gateway"}
        self.kept.append({"method": method, **facts})
        message = {"message_id": len(self.kept), "date": 0, "chat": {"id": chat, "type": "private"}}
        return 200, {"ok": True, "result": message}


@contextmanager
def telegram_server() -> Iterator[Chats]:
    chats = Chats()

    class Talk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            called = urlsplit(self.path)
            facts = {name: values[0] for name, values in parse_qs(called.query).items()}
            status, told = chats.answer(called.path.rsplit("/", 1)[-1], facts)
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Talk) as server:
        chats.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield chats
        finally:
            server.shutdown()
            thread.join()
