"""The real site on a port of its own, in threads of the test's process: it reads and writes the test's database."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import urlopen

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection
from django.test.testcases import QuietWSGIRequestHandler

from salon.lib.logs import HidingKeys

LINE = "%(levelname)s %(name)s: %(message)s"


class Site:
    """`is_away`: what stands before it answers 502 to everybody."""

    def __init__(self) -> None:
        self._app = WSGIHandler()
        self.url = ""
        self.is_away = False
        self.log = Log()
        self._at_work, self._changed = 0, threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.is_away:
            start_response("502 Bad Gateway", [("Content-Type", "text/html"), ("Content-Length", "0")])
            return [b""]
        with self._changed:
            self._at_work += 1
        try:
            return _Answer(self._app(environ, start_response), self._is_done)
        except BaseException:
            self._is_done()
            raise

    def rest(self) -> None:
        """Wait until every request has given its connection back: the next test puts another database in its place."""
        with self._changed:
            assert self._changed.wait_for(lambda: not self._at_work, 20)

    def _is_done(self) -> None:
        with self._changed:
            self._at_work -= 1
            self._changed.notify_all()


class _Answer:
    """A response; `done` is called once it is closed, for who asked has it a moment earlier."""

    def __init__(self, answer: Any, done: Callable[[], None]) -> None:
        self._answer, self._done = answer, done

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        try:
            self._answer.close()
        finally:
            self._done()


class Log(logging.Handler):
    """What the site writes down, as it writes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(HidingKeys(LINE))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class _Talk(QuietWSGIRequestHandler):
    # Head and body leave one after the other; nobody waits for the one before the other is sent.
    disable_nagle_algorithm = True


@contextmanager
def _connections_that_end() -> Iterator[None]:
    """With the request: the next test has another database, and this one's is dropped."""
    facts = connection.settings_dict
    usual, facts["CONN_MAX_AGE"] = facts["CONN_MAX_AGE"], 0
    try:
        yield
    finally:
        facts["CONN_MAX_AGE"] = usual


@contextmanager
def open_site() -> Iterator[Site]:
    site = Site()
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Talk, allow_reuse_address=False)
    server.daemon_threads = True
    server.set_app(site)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    logging.getLogger().addHandler(site.log)
    # What it reads before its first answer takes seconds, for which nobody in a chat has to wait.
    urlopen(f"{site.url}/health/live").close()  # noqa: S310 - our own server
    try:
        with _connections_that_end():
            yield site
    finally:
        logging.getLogger().removeHandler(site.log)
        server.shutdown()
        server.server_close()
        thread.join()
