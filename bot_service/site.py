"""Every operation of the site's API, on behalf of one person in one turn. All raise Away and Refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from bot_service import shapes
from bot_service.errors import Away
from bot_service.site_types import Catalogue, Hold, Linked, Master, Profile, Slots, Visit, Visits
from bot_service.transport import Params, Question, Transport

T = TypeVar("T")


@dataclass(frozen=True)
class Caller:
    """`user`: the Telegram id; `new_key`: an Idempotency-Key for the next thing that is written."""

    user: int
    language: str
    new_key: Callable[[], str]


@dataclass(frozen=True)
class Wish:
    """What somebody would like: services by slug in their order, a master's slug or "" for any."""

    services: Sequence[str]
    master: str = ""


@dataclass(frozen=True)
class Agreed:
    """What was shown and agreed to; a price or an end that has changed meanwhile is refused."""

    draft: str
    start: datetime
    end: datetime
    amount: Decimal


@dataclass(frozen=True)
class Contact:
    """`phone` and `email` as typed; both empty where the site knows how to reach the person."""

    name: str
    phone: str = ""
    email: str = ""
    note: str = ""


class Asking:
    """What the client's and the master's side have in common."""

    def __init__(self, transport: Transport, caller: Caller) -> None:
        self._transport, self.caller = transport, caller

    def _get(self, shape: type[T], path: str, params: Params | None = None, *, kept: bool = False) -> T:
        answer = self._ask(Question("GET", path, params=params or {}, kept=kept))
        return _shaped(shape, answer)

    def _post(self, shape: type[T], path: str, body: dict[str, Any]) -> T:
        return _shaped(shape, self._ask(Question("POST", path, body=body, key=self.caller.new_key())))

    def _delete(self, path: str) -> None:
        self._ask(Question("DELETE", path, key=self.caller.new_key()))

    def _ask(self, question: Question) -> Any:
        return self._transport.json(self._signed(question))

    def _file(self, path: str) -> bytes:
        return self._transport.file(self._signed(Question("GET", path)))

    def _signed(self, question: Question) -> Question:
        # The catalogue is the same for everybody, and is kept for everybody.
        user = None if question.kept else self.caller.user
        values = {**vars(question), "user": user, "language": self.caller.language}
        return Question(**values)


class ClientSide(Asking):
    """What everybody may ask, and what belongs to one's own visits."""

    def profile(self) -> Profile:
        return self._get(Profile, "/api/bot/profile/")

    def save_profile(self, *, name: str, phone: str | None = None) -> Profile:
        """`phone`: only one that Telegram itself has shared, for it counts as proved."""
        body = {"name": name, "language": self.caller.language} | ({"phone": phone} if phone else {})
        return self._post(Profile, "/api/bot/profile/", body)

    def catalogue(self) -> Catalogue:
        return self._get(Catalogue, "/api/bot/services/", kept=True)

    def masters(self) -> list[Master]:
        answer = self._ask(Question("GET", "/api/bot/masters/", kept=True))
        return shaped_list(Master, answer.get("masters") if isinstance(answer, dict) else None)

    def slots(self, wish: Wish, *, day: date | None = None, visit: str = "", draft: str = "") -> Slots:
        """`visit`: times to which it can be moved; `draft`: whose own hold counts as free."""
        asked: dict[str, str | list[str]] = {
            "service": list(wish.services),
            "master": wish.master,
            "visit": visit,
            "draft": draft,
        }
        asked["day"] = day.isoformat() if day else ""
        return self._get(Slots, "/api/bot/slots/", {name: value for name, value in asked.items() if value})

    def hold(self, wish: Wish, start: datetime, *, draft: str) -> Hold:
        return self._post(Hold, "/api/bot/hold/", {"draft": draft, "start": start.isoformat(), **_wished(wish)})

    def book(self, wish: Wish, agreed: Agreed, contact: Contact) -> Visit:
        typed = {name: value for name, value in vars(contact).items() if value}
        times = {"draft": agreed.draft, "start": agreed.start.isoformat(), "language": self.caller.language}
        shown = {"end": agreed.end.isoformat(), "amount": f"{agreed.amount:.2f}"}
        return self._post(Visit, "/api/bot/book/", {**times, **_wished(wish), **typed, "agreed": shown})

    def visits(self, when: str = "upcoming", *, page: int = 1) -> Visits:
        """`when`: "upcoming" or "past"."""
        return self._get(Visits, "/api/bot/visits/", {"when": when, "page": str(page), "page_size": "8"})

    def visit(self, id_: str) -> Visit:
        return self._get(Visit, f"/api/bot/visits/{id_}/")

    def calendar_file(self, id_: str) -> bytes:
        return self._file(f"/api/bot/visits/{id_}/calendar.ics")

    def qr_picture(self, id_: str) -> bytes:
        """A PNG."""
        return self._file(f"/api/bot/visits/{id_}/qr.png")

    def move(self, id_: str, start: datetime) -> Visit:
        return self._post(Visit, "/api/bot/move/", {"visit": id_, "start": start.isoformat()})

    def cancel(self, id_: str, *, reason: str = "") -> Visit:
        return self._post(Visit, "/api/bot/cancel/", {"visit": id_} | ({"reason": reason} if reason else {}))

    def coming(self, id_: str) -> Visit:
        return self._post(Visit, "/api/bot/coming/", {"visit": id_})

    def link(self, code: str, *, name: str) -> Linked:
        body = {"code": code, "name": name, "language": self.caller.language}
        return self._post(Linked, "/api/bot/link/", body)

    def unlink(self, kind: str) -> Profile:
        """`kind`: "client" or "master"."""
        return self._post(Profile, "/api/bot/unlink/", {"kind": kind})


def _wished(wish: Wish) -> dict[str, Any]:
    return {"services": list(wish.services), "master": wish.master}


def _shaped(shape: type[T], answer: Any) -> T:
    try:
        return shapes.read(shape, answer)
    except shapes.Misshapen as problem:
        raise Away(str(problem)) from problem


def shaped_list(shape: type[T], answer: Any) -> list[T]:
    try:
        return shapes.read_list(shape, answer)
    except shapes.Misshapen as problem:
        raise Away(str(problem)) from problem
