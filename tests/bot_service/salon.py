"""A tiny salon: a site that answers canned JSON of the contract, and a Bot API that keeps what it was sent."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from queue import Queue
from threading import Condition
from typing import Any
from urllib.parse import parse_qs

from telebot.types import Update

from bot_service.bot import Bot
from tests.bot_service.servers import Asked, Said, Server

OLENA, ANNA = 7001, 7002
VISIT = "A1b2C3d4E5f6G7h8"
SALON = {
    "name": "Salon Lindenhof",
    "in_text": "Salon Lindenhof",
    "phone": "+49401234567",
    "phone_shown": "+49 40 1234567",
    "address": "Lindenhof 1, Hamburg",
    "privacy_url": "https://salon.example/privacy",
}
DAY, START, END = "2026-12-01", "2026-12-01T10:30:00+01:00", "2026-12-01T11:15:00+01:00"
PRICE = {"amount": "45.00", "is_from": True}


def service(slug: str, name: str) -> dict[str, Any]:
    minutes = {"least": 45, "most": 45}
    return {"slug": slug, "name": name, "summary": "", "minutes": minutes, "price": PRICE, "masters": ["anna", "vera"]}


CATALOGUE = {
    "categories": [
        {"slug": "hair", "name": "Haare", "services": [service("cut", "Schnitt"), service("colour", "Farbe")]},
        {"slug": "nails", "name": "Nägel", "services": [service("manicure", "Maniküre")]},
    ],
    "max_services": 3,
}
MASTERS = [
    {"slug": "anna", "name": "Anna", "role": "Friseurin", "services": ["cut", "colour", "manicure"]},
    {"slug": "vera", "name": "Vera", "role": "", "services": ["cut", "colour", "manicure"]},
]
LINE = {"service": "Schnitt", "master": "Anna", "start": START, "end": END, "minutes": 45, "price": PRICE}


def visit(**changes: Any) -> dict[str, Any]:
    whole = {
        "id": VISIT,
        "reference": "K7P",
        "status": "pending",
        "start": START,
        "end": END,
        "minutes": 45,
        "services": "Schnitt",
        "masters": "Anna",
        "price": PRICE,
        "lines": [{**LINE, "service_slug": "cut", "status": "pending"}],
        "note": "",
        "name": "Olena",
        "decide_until": "2026-11-29T12:00:00+01:00",
        "decline_reason": "",
        "free_until": None,
        "cancel_until": START,
        "move_until": START,
        "is_over": False,
        "manage_url": "https://salon.example/de/visit/x/",
        "rebook_url": "",
    }
    return {**whole, **changes}


def card(**changes: Any) -> dict[str, Any]:
    line = {**LINE, "id": 5, "master_slug": "anna", "is_own": True, "status": "pending", "paid": None}
    whole = {
        "id": VISIT,
        "reference": "K7P",
        "status": "pending",
        "client_name": "Olena <b>",
        "client_phone": "+49 151 2345678",
        "note": "",
        "start": START,
        "end": END,
        "price": PRICE,
        "decide_until": None,
        "source": "telegram",
        "lines": [line],
        "may": ["approve", "decline"],
    }
    return {**whole, **changes}


def refused(code: str, message: str, status: int = 409, **facts: Any) -> Said:
    return Said(status, {"code": code, "message": message, "facts": facts})


@dataclass
class Site:
    """`special`: an answer instead of the usual one, by "METHOD /path/"; used up once where it is a list."""

    special: dict[str, Any] = field(default_factory=dict)
    client: dict[str, Any] | None = None
    master: dict[str, Any] | None = None
    visit: dict[str, Any] = field(default_factory=visit)
    card: dict[str, Any] = field(default_factory=card)

    def profile(self) -> dict[str, Any]:
        return {"client": self.client, "master": self.master, "language": "de", "salon": SALON}

    def answer(self, asked: Asked) -> Said:
        place = f"{asked.method} {asked.path}"
        if place in self.special:
            special = self.special[place]
            if isinstance(special, list):
                answer: Said = special.pop(0)
                if not special:
                    del self.special[place]
                return answer
            return special if isinstance(special, Said) else Said(200, special)
        usual = self._usual(asked)
        return Said(404, {"code": "not_found", "message": "Nicht gefunden.", "facts": {}}) if usual is None else usual

    def _usual(self, asked: Asked) -> Said | None:
        known: dict[str, Callable[[], Any]] = {
            "GET /api/bot/profile/": self.profile,
            "POST /api/bot/profile/": lambda: self._remember(asked.json),
            "GET /api/bot/services/": lambda: CATALOGUE,
            "GET /api/bot/masters/": lambda: {"masters": MASTERS},
            "GET /api/bot/slots/": lambda: slots(asked),
            "POST /api/bot/hold/": lambda: hold(asked.json),
            "POST /api/bot/book/": lambda: self.visit,
            "GET /api/bot/visits/": lambda: {"count": 1, "next": None, "previous": None, "results": [self.visit]},
            f"GET /api/bot/visits/{VISIT}/": lambda: self.visit,
            f"GET /api/bot/visits/{VISIT}/calendar.ics": lambda: b"BEGIN:VCALENDAR",
            f"GET /api/bot/visits/{VISIT}/qr.png": lambda: b"\x89PNG",
            "POST /api/bot/move/": lambda: self.visit,
            "POST /api/bot/cancel/": lambda: visit(status="cancelled", cancel_until=None, move_until=None),
            "POST /api/bot/coming/": lambda: self.visit,
            f"GET /api/bot/cards/{VISIT}/": lambda: self.card,
            "GET /api/bot/requests/": lambda: {"count": 1, "next": None, "previous": None, "results": [self.card]},
            "GET /api/bot/time-off/": lambda: {"count": 0, "next": None, "previous": None, "results": []},
        }
        make = known.get(f"{asked.method} {asked.path}")
        return Said(200, make()) if make else None

    def _remember(self, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("phone"):
            self.client = {"name": body["name"], "phone": body["phone"], "email": "", "is_linked": True}
        return self.profile()


def slots(asked: Asked) -> dict[str, Any]:
    day = asked.query.get("day", [""])[0]
    starts = [{"start": START, "is_best": True}, {"start": "2026-12-01T12:00:00+01:00", "is_best": False}]
    days = [{"date": DAY, "starts": 2}, {"date": "2026-12-02", "starts": 0}, {"date": "2026-12-03", "starts": 1}]
    shown = {"date": day, "starts": starts if day == DAY else [], "empty": None} if day else None
    return {"days": days, "next_day": None, "day": shown}


def hold(body: dict[str, Any]) -> dict[str, Any]:
    until = "2026-11-29T12:00:00+01:00"
    kept = {"draft": body["draft"], "start": body["start"], "end": END, "until": until}
    return {**kept, "price": PRICE, "masters": "Anna", "lines": [LINE]}


@dataclass
class Shown:
    """A message as the chat has it now."""

    id: int
    text: str
    buttons: list[dict[str, Any]]
    keyboard: list[dict[str, Any]]


def keys_of(fields: dict[str, Any], kind: str = "inline_keyboard") -> list[dict[str, Any]]:
    """The buttons that a message was sent with."""
    return [key for row in json.loads(fields.get("reply_markup") or "{}").get(kind, []) for key in row]


class Telegram:
    """Of the Bot API what the bot uses. `chats`: what stands in each chat, in its order."""

    def __init__(self) -> None:
        self.chats: dict[int, list[Shown]] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.toasts: list[str] = []
        self.updates: list[dict[str, Any]] = []
        self.news = Condition()
        self.happened: Queue[str] = Queue()
        self.failing: dict[str, Said] = {}
        self._numbers = count(100)

    def answer(self, asked: Asked) -> Said:
        method = asked.path.rpartition("/")[2]
        fields = _fields(asked)
        self.calls.append((method, fields))
        if method in self.failing:
            return self.failing[method]
        result = getattr(self, f"_{method}", lambda fields: True)(fields)
        self.happened.put(method)
        return Said(200, {"ok": True, "result": result})

    def _sendMessage(self, fields: dict[str, Any]) -> dict[str, Any]:
        shown = Shown(next(self._numbers), fields["text"], keys_of(fields), keys_of(fields, "keyboard"))
        self.chats.setdefault(int(fields["chat_id"]), []).append(shown)
        return self._message(int(fields["chat_id"]), shown.id)

    def _editMessageText(self, fields: dict[str, Any]) -> dict[str, Any]:
        shown = self.find(int(fields["chat_id"]), int(fields["message_id"]))
        shown.text = fields["text"]
        shown.buttons = [
            key for row in json.loads(fields.get("reply_markup", "{}")).get("inline_keyboard", []) for key in row
        ]
        return self._message(int(fields["chat_id"]), shown.id)

    def _deleteMessage(self, fields: dict[str, Any]) -> bool:
        self.chats[int(fields["chat_id"])].remove(self.find(int(fields["chat_id"]), int(fields["message_id"])))
        return True

    def _sendDocument(self, fields: dict[str, Any]) -> dict[str, Any]:
        return self._message(1, next(self._numbers))

    _sendPhoto = _sendDocument

    def _answerCallbackQuery(self, fields: dict[str, Any]) -> bool:
        self.toasts.append(fields.get("text", ""))
        return True

    def bring(self, update: dict[str, Any]) -> None:
        """To whoever polls."""
        with self.news:
            self.updates.append(update)
            self.news.notify_all()

    def _getUpdates(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        """With an offset everything before it is confirmed, and gone."""
        with self.news:
            self.updates = [one for one in self.updates if one["update_id"] >= int(fields.get("offset") or 0)]
            if not self.updates:
                self.news.wait(int(fields.get("timeout") or 0))
            return list(self.updates)

    def wait_for(self, method: str) -> None:
        """Until the bot has called it (once more)."""
        while self.happened.get(timeout=20) != method:
            pass

    def find(self, chat: int, message: int) -> Shown:
        return next(one for one in self.chats[chat] if one.id == message)

    @staticmethod
    def _message(chat: int, message: int) -> dict[str, Any]:
        return {"message_id": message, "date": 1, "chat": {"id": chat, "type": "private"}, "text": ""}


def _fields(asked: Asked) -> dict[str, Any]:
    if asked.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded"):
        return {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
    return {name: values[0] for name, values in asked.query.items()}


class Phone:
    """A person with Telegram: writes, presses, reads."""

    _updates = count(1)

    def __init__(self, bot: Bot, telegram: Telegram, person: int, name: str, language: str) -> None:
        self._bot, self._telegram, self.id = bot, telegram, person
        self._from = {"id": person, "is_bot": False, "first_name": name, "language_code": language}
        self._chat = {"id": person, "type": "private"}
        self._last: dict[str, Any] = {}

    @property
    def chat(self) -> list[Shown]:
        return self._telegram.chats.get(self.id, [])

    @property
    def screen(self) -> Shown:
        return self.chat[-1]

    @property
    def labels(self) -> list[str]:
        return [key["text"] for key in self.screen.buttons]

    def write(self, text: str) -> Shown:
        return self._message(text=text)

    def share_phone(self, phone: str, *, of: int | None = None) -> Shown:
        return self._message(contact={"phone_number": phone, "first_name": "x", "user_id": of or self.id})

    def press(self, label: str) -> Shown:
        key = next(key for key in self.screen.buttons if key["text"].startswith(label))
        return self.press_data(key["callback_data"], self.screen.id)

    def press_data(self, data: str, message: int) -> Shown:
        shown = {"message_id": message, "date": 1, "chat": self._chat, "text": "x"}
        number = next(self._updates)
        query = {"id": str(number), "from": self._from, "message": shown, "chat_instance": "1", "data": data}
        self._work({"update_id": number, "callback_query": query})
        return self.screen

    def _message(self, **content: Any) -> Shown:
        number = next(self._updates)
        message = {"message_id": 5000 + number, "date": 1, "chat": self._chat, "from": self._from, **content}
        self._work({"update_id": number, "message": message})
        return self.screen

    def repeat(self) -> Shown:
        """Telegram brings the last update once more."""
        self._work(self._last)
        return self.screen

    def _work(self, update: dict[str, Any]) -> None:
        self._last = json.loads(json.dumps(update))
        self._bot.work(Update.de_json(update))


@dataclass
class House:
    """All of it together."""

    site: Site
    web: Server
    telegram: Telegram
    bot: Bot
    olena: Phone
    anna: Phone

    def asked(self, place: str) -> list[Asked]:
        return [one for one in self.web.asked if f"{one.method} {one.path}" == place]
