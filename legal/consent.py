"""Asking before others count: the words, what a browser remembers of the answer, which cookies go with a no."""

import re
import secrets
from dataclasses import dataclass

from django.utils.translation import gettext as _

from salon.cms.statistics import Tools

# Whoever changes the words in their sense raises it: then everybody is asked anew.
WORDS_VERSION = 1
COOKIE = "consent"
# Half a year, so that nobody is asked again at every visit and nobody forever bound.
COOKIE_SECONDS = 182 * 24 * 3600
AGREED, DECLINED = "agreed", "declined"
REMEMBERED = re.compile(rf"({AGREED}|{DECLINED})\.([0-9a-z-]{{1,40}})\.([0-9a-f]{{32}})")
# Google Analytics' and Matomo's own, which stand on this host alone (`salon/static/salon/js/statistics.js`).
TOOLS_COOKIE = re.compile(r"_ga(_\w+)?|_gid|_gat\w*|_pk_\w+\.[\w.]+|mtm_\w+|_mtm\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """What a guest is asked, in the active language."""

    tools: Tools
    version: str
    heading: str
    text: str
    by_whom: str

    @property
    def words(self) -> str:
        return "\n".join((self.heading, self.text, self.by_whom))


@dataclass(frozen=True, slots=True)
class Answer:
    """`subject`: the random number by which only this browser is known."""

    is_yes: bool
    version: str
    words: str
    subject: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the cookie says: an answer to the words and tools of a version."""

    is_yes: bool
    version: str
    subject: str


def question(tools: Tools) -> Question:
    said = _("If you agree, these load and set cookies on your device: {tools}. You can change your mind at any time.")
    return Question(
        tools,
        f"{WORDS_VERSION}-{tools.codes}",
        _("May we count visits?"),
        _(
            "We would like to know which pages are helpful. For that we need your consent. The site works without it"
            " too."
        ),
        said.format(tools=", ".join(tools.names)),
    )


def answered(asked: Question, *, is_yes: bool, before: Remembered | None) -> Answer:
    """The same browser keeps its number."""
    subject = before.subject if before else secrets.token_hex(16)
    return Answer(is_yes, asked.version, asked.words, subject)


def remembered(cookie: str) -> Remembered | None:
    """None for whatever we have not written."""
    found = REMEMBERED.fullmatch(cookie)
    return Remembered(found[1] == AGREED, found[2], found[3]) if found else None


def as_cookie(answer: Answer) -> str:
    return f"{AGREED if answer.is_yes else DECLINED}.{answer.version}.{answer.subject}"
