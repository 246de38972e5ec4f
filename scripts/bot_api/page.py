"""What a browser asks for: the page with the phones, and behind it what people do, as JSON under `/_person/`."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from scripts.bot_api import profile, shown
from scripts.bot_api.person import Person
from scripts.bot_api.refusals import Refusal

if TYPE_CHECKING:
    from scripts.bot_api.server import BotApi

FILES = Path(__file__).parent / "static"
KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LONGEST_POLL = 25
Json = dict[str, Any]


@dataclass(frozen=True)
class Said:
    status: int
    kind: str
    body: bytes
    headers: dict[str, str] = field(default_factory=lambda: {"Cache-Control": "no-store"})


ACTIONS: dict[str, Callable[[Person, Json], object]] = {
    "text": lambda person, told: person.write(str(told["text"])),
    "start": lambda person, told: person.start(str(told.get("payload", ""))),
    "open": lambda person, told: person.open(str(told["link"])),
    "contact": lambda person, told: person.share_contact(str(told.get("phone", ""))),
    "foreign-contact": lambda person, told: person.share_foreign_contact(str(told["phone"]), told.get("user_id")),
    "tap": lambda person, told: (
        person.tap(str(told["label"]))
        if "label" in told
        else person.tap_at(int(told["message"]), int(told["row"]), int(told["column"]))
    ),
    "key": lambda person, told: person.tap_key(str(told["label"])),
    "forge": lambda person, told: person.forge(str(told["data"]), told.get("message")),
    "block": lambda person, told: person.block(),
    "unblock": lambda person, told: person.unblock(),
}


def answer(api: "BotApi", verb: str, path: str, query: str, kind: str, body: bytes) -> Said:
    """Raises Refusal (404)."""
    asked = {name: values[0] for name, values in parse_qs(query).items()}
    match verb, path.strip("/").split("/"):
        case "GET", [""]:
            return _file("index.html")
        case "GET", ["page", name]:
            return _file(name)
        case "GET", ["_person"]:
            return _chats(api, asked)
        case "GET", ["_person", id, "chat"]:
            return _json(_chat(_known(api, id), asked))
        case "GET", ["_person", id, "file", name]:
            return _sent_file(_known(api, id), name)
        case "POST", ["_person", *rest]:
            # A page of somebody else's cannot send this kind unasked.
            if not kind.startswith("application/json"):
                return _json({"message": "JSON, please."}, 415)
            return _act(api, rest, body)
    raise Refusal(404)


def _act(api: "BotApi", rest: list[str], body: bytes) -> Said:
    """A new person, or something that one does; 400 with a sentence where it cannot be done."""
    try:
        told = json.loads(body or b"{}")
        if not rest:
            person = _newcomer(api, told)
            return _json({"id": person.id, "first_name": person.room.person["first_name"]}, 201)
        person = _known(api, rest[0])
        return _json({"done": ACTIONS["/".join(rest[1:])](person, told)})
    except (LookupError, ValueError, TypeError, AttributeError, RuntimeError) as problem:
        return _json({"message": str(problem)}, 400)


def _newcomer(api: "BotApi", told: Json) -> Person:
    id = int(told.get("id") or 100_000_000 + secrets.randbelow(800_000_000))
    person = api.person(id, str(told.get("first_name") or "New person"), phone=str(told.get("phone") or ""))
    language = str(told.get("language_code") or person.room.person["language_code"])
    name = str(told.get("first_name") or person.room.person["first_name"])
    api.chats.room(person.room.person | {"language_code": language, "first_name": name})
    api.chats.touch(person.room)
    return person


def _known(api: "BotApi", id: str) -> Person:
    """Raises Refusal (404)."""
    if not id.isdigit() or int(id) not in api.people:
        raise Refusal(404)
    return api.people[int(id)]


def _chats(api: "BotApi", asked: Mapping[str, str]) -> Said:
    """The chats that have changed since a version; waits until there is one, or for `timeout` seconds."""
    since = int(asked.get("since", "0"))

    def changed() -> list[Person]:
        return [person for person in list(api.people.values()) if person.room.version > since]

    found = api.chats.wait(changed, min(float(asked.get("timeout", "0")), LONGEST_POLL))
    version = max([since, *(person.room.version for person in found)])
    return _json({"bot": api.bot, "version": version, "chats": [_view(person) for person in found]})


def _chat(person: Person, asked: Mapping[str, str]) -> Json:
    """The whole chat as it is now; waits while it still is the version `since`."""
    if "since" in asked:
        person.wait_for_change(int(asked["since"]), seconds=min(float(asked.get("timeout", "0")), LONGEST_POLL))
    return _view(person)


def _view(person: Person) -> Json:
    room = person.room
    return {
        "version": room.version,
        "person": room.person | {"phone": person.phone},
        "has_started": room.has_started,
        "has_blocked": room.has_blocked,
        "action": room.action,
        "messages": [message.as_json() for message in person.chat],
        "keyboard": room.keyboard,
        "notices": [vars(notice) for notice in room.notices],
        "commands": shown.commands(person.api.chats, room.person),
        "description": profile.said(person.api, "description", room.person["language_code"]),
        "menu": room.menu or person.api.menu,
    }


def _sent_file(person: Person, name: str) -> Said:
    """Only what stands in this chat."""
    kept = next((one.file for one in person.chat if one.file and one.file.id == name), None)
    if kept is None:
        raise Refusal(404)
    kind = kept.kind if kept.kind.startswith("image/") and "svg" not in kept.kind else "application/octet-stream"
    return Said(200, kind, kept.content, {"X-Content-Type-Options": "nosniff"})


def _file(name: str) -> Said:
    path = FILES / name
    if path.suffix not in KINDS or not path.is_file():
        raise Refusal(404)
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
    return Said(200, KINDS[path.suffix], path.read_bytes(), headers)


def _json(told: object, status: int = 200) -> Said:
    return Said(status, "application/json", json.dumps(told, ensure_ascii=False).encode())
