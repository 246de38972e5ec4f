"""The post of a test: let it leave, and read it as people do."""

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage as Part
from html.parser import HTMLParser

from django.core import mail
from icalendar import Calendar, Event

from booking.actions.notify import about_visit
from booking.models import Visit
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message, State
from tests.booking.conftest import NOW, OLENA

SITE = "http://127.0.0.1:8000"
DESK = "hallo@lindenhof.example.org"
Letter = mail.EmailMultiAlternatives


def leave(now: datetime = NOW, to: str = OLENA.email) -> list[Letter]:
    """Let everything leave that is due, by mail; what of it went to `to`."""
    before = len(mail.outbox)
    deliver_due(now=now)
    return letters_to(to, mail.outbox[before:])


def letters_to(address: str, letters: Iterable[Letter]) -> list[Letter]:
    return [letter for letter in letters if letter.to == [address]]


def said(text: str) -> str:
    """Any run of blanks as a single one, the columns of a table and the ends of lines too."""
    return " ".join(text.split())


def html_of(letter: Letter) -> str:
    return next(part.content for part in letter.alternatives if part.mimetype == "text/html")


class Words(HTMLParser):
    """What is read of a page, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.read: list[str] = []
        self.links: list[str] = []
        self._is_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_style = tag == "style"
        self.links += [str(value) for name, value in attrs if tag == "a" and name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self._is_style = False

    def handle_data(self, data: str) -> None:
        if not self._is_style:
            self.read.append(data)


def event_of(letter: Letter) -> tuple[str, Event]:
    """The method and the only event of a letter's calendar file."""
    parts: list[Part] = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(parts[0].get_payload(decode=True)).events
    return str(parts[0].get_param("method")), event


def due(kind: str, visit: Visit | None = None) -> list[datetime]:
    """When the messages of a kind that wait (about this visit) are due."""
    about = {"about": about_visit(visit)} if visit else {}
    waiting = Message.objects.filter(kind=kind, state=State.QUEUED, **about)
    return list(waiting.order_by("due_at").values_list("due_at", flat=True))


def outcomes(kind: str, recipient: str = "client") -> list[tuple[str, str]]:
    """What came of the messages of a kind, in the order in which they were due: state, and why."""
    rows = Message.objects.filter(kind=kind, recipient=recipient).order_by("due_at", "pk")
    return list(rows.values_list("state", "problem"))
