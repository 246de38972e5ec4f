"""Somebody who books on a site that runs, as a browser without a script would."""

import re
from html import unescape
from http.cookiejar import CookieJar
from random import randrange
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

from bench.wizard import ASKED, CONTACT, START

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Visitor:
    """`begin`: the path of the booking's first step. `path` is where the visitor is; an answer that the site refuses
    raises `HTTPError`.
    """

    def __init__(self, site: str, begin: str) -> None:
        self.site, self.path, self.html = site, "", ""
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))
        # The first page gives the cookie, the second one the draft that goes with it.
        for _ in range(2):
            self._ask(f"{begin}?{ASKED}")

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value or "" for cookie in self._jar}

    def walk_to_review(self) -> list[tuple[str, str]]:
        """Each step after the first one, by its name, with its path. The person is somebody else every time."""
        person = CONTACT | {"phone": f"0151{randrange(10**7, 10**8)}", "email": f"guest{randrange(10**9)}@example.org"}
        self._send(ASKED)
        walked = [("master", self.path)]
        self._send("master=any")
        walked.append(("time", self.path))
        self._send(urlencode({"start": START.search(self.html)[1]}))
        walked.append(("contact", self.path))
        self._send(urlencode(person))
        return [*walked, ("review", self.path)]

    def book(self) -> str:
        """The path of the visit's page, as it is seen from the second time on."""
        self._send("")
        return self.path.partition("?")[0]

    def _send(self, answer: str) -> None:
        """What the page holds, and the answer."""
        hidden = urlencode([(name, unescape(value)) for name, value in dict(_HIDDEN.findall(self.html)).items()])
        self._ask(self.path, f"{hidden}&{answer}".encode())

    def _ask(self, path: str, sent: bytes | None = None) -> None:
        with self._opener.open(f"{self.site}{path}", sent, timeout=60) as answer:
            self.html = answer.read().decode()
            parts = urlsplit(answer.geturl())
        self.path = f"{parts.path}?{parts.query}" if parts.query else parts.path
