"""Every method of the bot's client, called once with something of its kind; and what the API says it has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from bot_service.site import Agreed, Caller, Contact, Wish
from bot_service.site_types import Master
from bot_service.staff_site import Site
from bot_service.staff_types import TimeOff
from tests.booking.conftest import local

ID, DAY, WHEN = "A1b2C3d4E5f6G7h8", date(2026, 6, 10), local(10, 10)
WISH, AGREED = Wish(["haircut"], "anna"), Agreed("draft-of-a-chat", WHEN, WHEN, Decimal(45))
CALLS: dict[str, Callable[[Site], object]] = {
    "profile": lambda site: site.profile(),
    "save_profile": lambda site: site.save_profile(name="Olena", phone="+4915123456789"),
    "catalogue": lambda site: site.catalogue(),
    "masters": lambda site: site.masters(),
    "slots": lambda site: site.slots(WISH, day=DAY, visit=ID, draft="draft-of-a-chat"),
    "hold": lambda site: site.hold(WISH, WHEN, draft="draft-of-a-chat"),
    "book": lambda site: site.book(WISH, AGREED, Contact("Olena", "0151 23456789", "olena@example.org", "leise")),
    "visits": lambda site: site.visits("past", page=2),
    "visit": lambda site: site.visit(ID),
    "calendar_file": lambda site: site.calendar_file(ID),
    "qr_picture": lambda site: site.qr_picture(ID),
    "move": lambda site: site.move(ID, WHEN),
    "cancel": lambda site: site.cancel(ID, reason="krank"),
    "coming": lambda site: site.coming(ID),
    "link": lambda site: site.link("x" * 64, name="Olena"),
    "unlink": lambda site: site.unlink("client"),
    "agenda": lambda site: site.agenda(DAY, DAY, master="anna"),
    "requests": lambda site: site.requests(page=2),
    "card": lambda site: site.card(ID),
    "decide": lambda site: site.decide(ID, "decline", reason="krank"),
    "finish": lambda site: site.finish(ID, "done"),
    "late": lambda site: site.late(15),
    "time_off": lambda site: site.time_off(),
    "block_time": lambda site: site.block_time(WHEN, WHEN, confirmed=[1]),
    "block_days": lambda site: site.block_days(DAY, DAY, confirmed=[1]),
    "free_time": lambda site: site.free_time(1),
    "walk_in": lambda site: site.walk_in(["haircut"], None, name="Kim", phone="0151 2", how="phone", master="anna"),
    "scan": lambda site: site.scan(token="x" * 39, code="123456", name="Igor"),
    "finalise": lambda site: site.finalise(ID, {1: Decimal(45)}, note="bar"),
}
# Read as a list that lies inside of the answer.
INSIDE = {"masters": ("masters", Master), "time_off": ("results", TimeOff)}


class Noted(Exception):
    """It was asked; nothing answers."""


@dataclass
class Call:
    """What a method asks: `path` with braces where something is filled in; `shape`: what it reads, None for a file."""

    name: str
    method: str = ""
    path: str = ""
    shape: Any = None
    params: set[str] = field(default_factory=set)
    body: set[str] = field(default_factory=set)

    @property
    def operation(self) -> tuple[str, str]:
        return self.method, self.path


class Recorder(Site):
    """Asks nobody."""

    def __init__(self) -> None:
        self.caller = Caller(1, "de", lambda: "key-of-a-change")
        self.call = Call("")

    def _get(self, shape: Any, *rest: Any, **more: Any) -> Any:
        self.call.shape = shape
        return super()._get(shape, *rest, **more)

    def _post(self, shape: Any, *rest: Any, **more: Any) -> Any:
        self.call.shape = shape
        return super()._post(shape, *rest, **more)

    def _ask(self, question: Any) -> Any:
        self.call.method, self.call.path = question.method.lower(), question.path
        self.call.params, self.call.body = set(question.params), set(question.body or ())
        raise Noted

    def _file(self, path: str) -> bytes:
        self.call.method, self.call.path = "get", path
        raise Noted


def calls(paths: Any) -> Iterator[Call]:
    """What each method would ask, its path as the schema writes it."""
    for name, make in CALLS.items():
        recorder = Recorder()
        recorder.call.name = name
        try:
            make(recorder)
        except Noted:
            recorder.call.path = _as_written(recorder.call.path, paths)
            yield recorder.call


def _as_written(path: str, paths: Any) -> str:
    if path in paths:
        return path
    parts = path.split("/")
    for written in paths:
        pairs = list(zip(parts, written.split("/"), strict=False))
        if len(parts) == written.count("/") + 1 and all(one == two or two[:1] == "{" for one, two in pairs):
            return str(written)
    return path


def schema() -> Any:
    return SchemaGenerator().get_schema(request=None, public=True)
