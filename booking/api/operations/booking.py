"""Book in a chat: keep a time, then turn it into a visit."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.utils.crypto import salted_hmac

from booking.actions.book import Agreed, Request, book_visit
from booking.actions.clients import contact_in_chat
from booking.actions.hold import hold_start
from booking.api.operation import CLIENT, Asked, Change
from booking.api.operations.visits import shown
from booking.api.refusals import NO_TIME
from booking.api.shapes.catalog import HoldRequest, HoldShape
from booking.api.shapes.visits import BookRequest, VisitShape
from booking.engine import calendar
from booking.errors import (
    Blocked,
    InvalidContact,
    PriceChanged,
    RateLimited,
    TooManyVisits,
)
from booking.models import Hold
from booking.selectors.availability import salon_zone
from booking.selectors.catalog import Catalog, load_catalog, total
from booking.selectors.holds import read_plan
from booking.selectors.wishes import Wish, booking_rules, read_clients_wish
from salon.analytics.counting import count_booking


class HoldStart(Change):
    """Keep a time for some minutes, while somebody looks at what it would be."""

    serves = (CLIENT,)
    takes = HoldRequest
    gives = HoldShape
    refuses = (*NO_TIME, RateLimited)

    def answer(self, asked: Asked) -> Any:
        known = load_catalog()
        wish = _wish(asked, known)
        whose = salted_hmac("salon.chat", str(asked.caller.chat), algorithm="sha256").hexdigest()[:32]
        hold = hold_start(
            draft=asked.caller.own_draft(asked["draft"]), wish=wish, start=asked["start"], address=whose, now=asked.now
        )
        return {"draft": asked["draft"], **_held(hold, wish, known)}


class Book(Change):
    """Book a visit, confirmed at once or as a request; the time that is kept under the same draft is used."""

    serves = (CLIENT,)
    takes = BookRequest
    gives = VisitShape
    status = HTTPStatus.CREATED
    refuses = (*NO_TIME, Blocked, TooManyVisits, PriceChanged, InvalidContact)

    def answer(self, asked: Asked) -> Any:
        agreed = Agreed(asked["agreed"]["end"], asked["agreed"]["amount"])
        typed = {name: asked[name] for name in ("name", "phone", "email")}
        contact = contact_in_chat(chat=asked.caller.chat, **typed)
        request = Request(
            draft=asked.caller.own_draft(asked["draft"]),
            wish=_wish(asked, load_catalog()),
            start=asked["start"],
            contact=contact,
            language=asked["language"],
            note=asked["note"],
            agreed=agreed,
        )
        visit = book_visit(request, by=asked.caller.as_client, now=asked.now)
        count_booking(visit.source)
        return shown(visit, asked)


def _wish(asked: Asked, known: Catalog) -> Wish:
    return read_clients_wish(known, booking_rules(), asked["services"], asked["master"])


def _held(hold: Hold, wish: Wish, known: Catalog) -> Mapping[str, Any]:
    plan, zone = read_plan(hold), salon_zone()
    lines = []
    for part in plan.parts:
        service, master = wish.services[part.need], known.masters[part.master]
        lines.append(
            {
                "service": service.name,
                "master": master.name if master.is_visible else "",
                "start": calendar.moment(part.start).astimezone(zone),
                "end": calendar.moment(part.end).astimezone(zone),
                "minutes": part.end - part.start,
                "price": service.offers[part.master].price,
            }
        )
    lines.sort(key=lambda line: line["start"])
    return {
        "start": lines[0]["start"],
        "end": max(line["end"] for line in lines),
        "until": hold.held_until.astimezone(zone),
        "price": total(line["price"] for line in lines),
        "masters": ", ".join(dict.fromkeys(line["master"] for line in lines if line["master"])),
        "lines": lines,
    }
