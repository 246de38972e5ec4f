"""A mail server for tests: it speaks as much SMTP (RFC 5321) as a client needs, and keeps what it gets."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Talk(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self._say("220 ready")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.kept.append(message_from_bytes(self._read_mail(), policy=policy.default))
            elif word == b"QUIT":
                self._say("221 bye")
                return
            elif word == b"RCPT" and b"refused@" in line:
                self._say("550 no such mailbox")
                continue
            self._say("250 ok")

    def _read_mail(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True

    def __init__(self, port: int) -> None:
        self.kept: list[EmailMessage] = []
        super().__init__(("127.0.0.1", port), _Talk)


@contextmanager
def mail_server(port: int = 0) -> Iterator[_Server]:
    """A server on `port` (a free one by default) that keeps its mails in `kept`."""
    with _Server(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
