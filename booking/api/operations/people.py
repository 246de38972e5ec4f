"""Who somebody in Telegram is to the salon: what it may know of them, connect a chat, take that back."""

from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import PermissionDenied

from booking.actions.link_telegram import link_chat, prove_phone, speak, unlink_client, unlink_master
from booking.api.caller import Caller
from booking.api.operation import CLIENT, MASTER, Asked, Change, Look
from booking.api.operations.visits import shown
from booking.api.shapes.visits import LinkRequest, LinkShape, ProfileShape, SyncRequest, UnlinkRequest
from booking.errors import CodeSpent
from booking.models import LinkPurpose, Visit
from booking.selectors.chats import client_of_chat, colleague_of_chat, is_blocked
from booking.selectors.profiles import name_of_master
from legal.models import LegalKind
from legal.selectors import legal_url
from salon.cms.place import salon_place
from salon.lib import language
from salon.lib.urls import absolute


class Profile(Look):
    """Whom the site knows in this chat, and the salon as people need it."""

    serves = (CLIENT, MASTER)
    gives = ProfileShape

    def answer(self, asked: Asked) -> Any:
        return _profile(asked.caller)


class SyncProfile(Change):
    """What Telegram says of the person: their language, and a phone number that is proved to be theirs."""

    serves = (CLIENT,)
    takes = SyncRequest
    gives = ProfileShape

    def answer(self, asked: Asked) -> Any:
        chat = int(asked.caller.chat or 0)
        if asked["phone"]:
            prove_phone(chat=chat, phone=asked["phone"], name=asked["name"], language=asked["language"])
        else:
            speak(chat=chat, language=asked["language"])
        return _profile(asked.caller)


class LinkChat(Change):
    """Connect the chat by a code that works once."""

    serves = (CLIENT, MASTER)
    takes = LinkRequest
    gives = LinkShape
    refuses = (CodeSpent,)

    def answer(self, asked: Asked) -> Any:
        chat = int(asked.caller.chat or 0)
        about = {"code": asked["code"], "chat": chat, "name": asked["name"], "language": asked["language"]}
        linked = link_chat(**about, now=asked.now, purposes=_scopes(asked.caller))
        visit = Visit.objects.get(pk=linked.visit) if linked.visit else None
        return {
            "kind": MASTER if linked.master else CLIENT,
            "profile": _profile(asked.caller),
            "visit": shown(visit, asked) if visit else None,
        }


class UnlinkChat(Change):
    """Take it back: the chat reads nothing any more."""

    serves = (CLIENT, MASTER)
    takes = UnlinkRequest
    gives = ProfileShape

    def answer(self, asked: Asked) -> Any:
        chat = int(asked.caller.chat or 0)
        if asked["kind"] not in _scopes(asked.caller):
            raise PermissionDenied
        if asked["kind"] == MASTER:
            unlink_master(chat=chat)
        else:
            unlink_client(chat=chat, now=asked.now)
        return _profile(asked.caller)


def _scopes(caller: Caller) -> list[LinkPurpose]:
    """For whom the program may act at all."""
    scopes = {LinkPurpose.CLIENT: caller.for_clients, LinkPurpose.MASTER: caller.for_masters}
    return [purpose for purpose, may in scopes.items() if may]


def _profile(caller: Caller) -> Mapping[str, Any]:
    """As it is now."""
    chat = int(caller.chat or 0)
    client = client_of_chat(chat) if caller.for_clients else None
    colleague = colleague_of_chat(chat) if caller.for_masters else None
    return {
        "client": client
        and {
            "name": client.name,
            "phone": client.phone,
            "email": client.email,
            "is_linked": True,
            "is_blocked": is_blocked(client),
        },
        "master": colleague
        and {"slug": colleague.slug, "name": name_of_master(colleague.pk), "is_owner": colleague.sees_all},
        "language": (client and client.language) or (colleague and colleague.language) or language.current(),
        "salon": _salon(),
    }


def _salon() -> Mapping[str, str]:
    place = salon_place()
    own = {name: getattr(place, name) for name in ("name", "in_text", "phone", "phone_shown", "address")}
    way = {name: getattr(place, name) for name in ("email", "directions", "map_url")}
    links = {"privacy_url": _legal(LegalKind.PRIVACY), "imprint_url": _legal(LegalKind.IMPRINT)}
    return {**own, **way, "site_url": absolute(f"/{language.current()}/"), **links}


def _legal(kind: str) -> str:
    url = legal_url(kind)
    return absolute(url) if url else ""
