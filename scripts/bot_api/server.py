"""The stand-in itself, and how it talks HTTP."""

import contextlib
import json
import re
import socket
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from scripts.bot_api import NAME, TOKEN, page
from scripts.bot_api.chats import Chats, Json
from scripts.bot_api.facts import Facts, read_facts
from scripts.bot_api.faults import Call, Fault, Faults, How
from scripts.bot_api.methods import method_named
from scripts.bot_api.person import Person
from scripts.bot_api.refusals import Refusal, too_many
from scripts.bot_api.updates import Updates
from scripts.bot_api.webhook import LOOPBACK

HOST = "127.0.0.1"
LARGEST_BODY = 50 * 1024 * 1024
# What stands before Telegram's servers takes no longer address.
LONGEST_ADDRESS = 8 * 1024
METHOD_PATH = re.compile(r"/bot([^/]+)/([A-Za-z]+)/?")
FILE_PATH = re.compile(r"/file/bot([^/]+)/files/(\w+)")
GATEWAY_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class NoAnswer(Exception):
    """The connection is closed without a word."""


class BotApi:
    """One bot on one server.

    `webhook_pause`: seconds before a webhook that failed is asked again. Updates, messages and queries are counted from
    `first_id`: whoever remembers an earlier server must not take this one's for what is known already.
    """

    def __init__(self, *, token: str = TOKEN, name: str = NAME, webhook_pause: float = 1.0, first_id: int = 1) -> None:
        self.token, self.webhook_pause = token, webhook_pause
        self.bot: Json = {
            "id": int(token.split(":")[0]), "is_bot": True, "first_name": "Salon Lindenhof", "username": name,
        }  # fmt: skip
        self.updates, self.faults = Updates(first_id), Faults()
        self.chats = Chats(self.bot, self.updates, first_id)
        self.menu: Json = {"type": "commands"}
        self.introduced: dict[tuple[str, str], str] = {}
        self.calls: list[Call] = []
        self.people: dict[int, Person] = {}
        self.url = ""

    def call(self, token: str, name: str, facts: Facts) -> Any:
        """The `result` of a method. Raises Refusal, and NoAnswer where a test ordered it."""
        status = 0
        try:
            result = self._call(token, name, facts)
            status = 200
            return result
        except Refusal as refusal:
            status = refusal.code
            raise
        finally:
            uploads = {field: f"{upload.name}, {len(upload.content)} bytes" for field, upload in facts.files.items()}
            self.calls.append(Call(name, {**facts, **uploads}, status))
            self.chats.tell()

    def _call(self, token: str, name: str, facts: Facts) -> Any:
        if token != self.token:
            raise Refusal(401 if re.fullmatch(r"\d+:[\w-]+", token) else 404)
        method = method_named(name)
        fault = self.faults.take(name, facts.text("chat_id"))
        if fault and fault.how != "lost":
            self._fail(fault)
        result = method(self, facts)
        if fault:
            raise NoAnswer
        return result

    def _fail(self, fault: Fault) -> None:
        if fault.how == "hang":
            self.faults.hang()
        if not isinstance(fault.how, int):
            raise NoAnswer
        raise too_many(fault.retry_after) if fault.how == 429 else Refusal(fault.how)

    def fail(
        self, how: How, *, method: str = "", chat: int | None = None, times: int | None = 1, retry_after: int = 1
    ) -> None:
        """The next `times` calls (None: all) of a method, or to a chat, go wrong: a status, or see `faults.How`."""
        self.faults.order(Fault(how, method, chat, times, retry_after))

    def person(self, id: int, first_name: str = "Olena", language_code: str = "de", *, phone: str = "") -> Person:
        """Somebody with Telegram on the phone; asked again, the same one."""
        if id not in self.people:
            self.people[id] = Person(self, id, first_name, language_code, phone=phone)
        return self.people[id]

    def calls_of(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]


class Talk(BaseHTTPRequestHandler):
    """One connection; it stays open for the next request, as Telegram's do."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together
    server: "Server"

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        address = urlsplit(self.path)
        path = unquote(address.path)
        try:
            if len(self.path) > LONGEST_ADDRESS:
                raise Refusal(414)
            length = int(self.headers.get("Content-Length") or 0)
            if length > LARGEST_BODY:
                raise Refusal(413)
            body = self.rfile.read(length)
            if found := METHOD_PATH.fullmatch(path):
                facts = read_facts(address.query, self.headers.get("Content-Type", ""), body)
                result = self.server.api.call(found[1], found[2], facts)
                self._say_json(200, {"ok": True, "result": result})
            elif found := FILE_PATH.fullmatch(path):
                self._say_file(found[1], found[2])
            else:
                said = self._ask_page(path, address.query, body)
                self._say(said.status, said.kind, said.body, said.headers)
        except Refusal as refusal:
            self._refuse(refusal)
        except NoAnswer:
            self.close_connection = True

    def _ask_page(self, path: str, query: str, body: bytes) -> page.Said:
        """Only under a name of this machine: a name that somebody else points here could bring a foreign page along."""
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in LOOPBACK:
            raise Refusal(403, "this page is for this machine only")
        kind = self.headers.get("Content-Type", "")
        return page.answer(self.server.api, self.command, path, query, kind, body)

    def _refuse(self, refusal: Refusal) -> None:
        """What stands before Telegram's servers answers with a page of its own where they are away."""
        if refusal.code == 413:
            self.close_connection = True
        if refusal.code > 500:
            self._say(refusal.code, "text/html", GATEWAY_PAGE, {})
        else:
            self._say_json(refusal.code, refusal.as_answer())

    def _say_file(self, token: str, name: str) -> None:
        kept = self.server.api.chats.files.get(name)
        if kept is None or token != self.server.api.token:
            raise Refusal(404)
        self._say(200, kept.kind, kept.content, {})

    def _say_json(self, status: int, told: object) -> None:
        self._say(status, "application/json", json.dumps(told, ensure_ascii=False).encode(), {})

    def _say(self, status: int, kind: str, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: addresses hold the token."""


class Server(ThreadingHTTPServer):
    """Knows its open connections, so that closing it ends them too."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, api: BotApi, port: int) -> None:
        super().__init__((HOST, port), Talk)
        self.api = api
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle of an answer is no error; everything else is one of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def close(self) -> None:
        self.api.updates.close()
        self.api.faults.mend()
        self.shutdown()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


@contextlib.contextmanager
def running(api: BotApi | None = None, *, port: int = 0) -> Iterator[BotApi]:
    """Answers on `api.url` in threads of its own; port 0: any free one."""
    api = api or BotApi()
    server = Server(api, port)
    api.url = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.close()
        thread.join()
