"""A small real HTTP server that answers what a test tells it to, and remembers what it was asked."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body or b"null")


@dataclass(frozen=True)
class Said:
    """`body` is JSON unless it is bytes. `hang_up`: the connection ends without an answer."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False


class Server:
    """`answer` may be replaced at any time."""

    def __init__(self, answer: Callable[[Asked], Said], url: str) -> None:
        self.answer, self.url = answer, url
        self.asked: list[Asked] = []


@contextmanager
def serve(answer: Callable[[Asked], Said]) -> Iterator[Server]:
    web = _Web(("127.0.0.1", 0), _Handler)
    web.owner = Server(answer, f"http://127.0.0.1:{web.server_port}")  # type: ignore[attr-defined]
    thread = Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web.owner  # type: ignore[attr-defined]
    finally:
        web.shutdown()
        web.server_close()


class _Web(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked is gone: a process that was stopped."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _reply(self) -> None:
        owner: Server = self.server.owner  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(self.command, parts.path, parse_qs(parts.query), dict(self.headers), body)
        owner.asked.append(asked)
        said = owner.answer(asked)
        if said.hang_up:
            self.close_connection = True
            return
        content = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
        content = b"" if said.status in {204, 304} else content
        self.send_response(said.status)
        for name, value in {"Content-Type": "application/json", **said.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = _reply

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""
