"""The end of a booking: who comes, how to reach them, and a last look before it is sent."""

import re
from datetime import datetime
from decimal import Decimal

from bot_service import said
from bot_service.errors import Refused
from bot_service.handlers.booking import hold, wish_of
from bot_service.handlers.strips import TIME_IS_GONE
from bot_service.keyboards import menu_row, tap
from bot_service.routes import Routes
from bot_service.site import Agreed, Contact
from bot_service.site_types import Price, Visit
from bot_service.talk import Talk
from bot_service.texts import fill, label, lines, link, plain
from bot_service.texts import gettext as _

routes = Routes()

LONGEST_NAME = 100
LONGEST_NOTE = 500
_PHONE = re.compile(r"[+\d][\d\s()/.-]{5,24}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# What the site finds wrong with somebody's phone number or address.
CONTACT_IS_WRONG = {"invalid", "invalid_contact"}


@routes.screen("book.name")
def ask_name(talk: Talk) -> None:
    client, draft = talk.profile.client, talk.draft
    draft.name = draft.name or (client.name if client else "")
    if draft.name:
        talk.go("book.contact")
        return
    suggested = [[tap(talk.person.name, "name")]] if talk.person.name else []
    talk.show(_("What is your name? First and last name, please."), [*suggested, menu_row()])


@routes.tap("name")
def name_of_telegram(talk: Talk, _about: str) -> None:
    hear_name(talk, talk.person.name)


@routes.text_on("book.name")
def hear_name(talk: Talk, text: str) -> None:
    talk.draft.name = " ".join(plain(text, LONGEST_NAME).split())
    talk.go("book.contact" if talk.draft.name else "book.name")


@routes.screen("book.contact")
def ask_contact(talk: Talk) -> None:
    client, draft = talk.profile.client, talk.draft
    if draft.phone or draft.email or (client and (client.phone or client.email)):
        talk.go("book.summary")
        return
    privacy = link(_("Privacy"), talk.profile.salon.privacy_url)
    talk.ask_for_phone(lines(_("Which phone number or email can we reach you on?"), privacy))


@routes.contact_on("book.contact")
def hear_shared_phone(talk: Talk, phone: str) -> None:
    """Telegram itself says that the number is this person's; the site may know them by it."""
    number = phone if phone.startswith("+") else f"+{phone}"
    talk.knows(talk.site.save_profile(name=talk.draft.name or talk.person.name, phone=number))
    client = talk.profile.client
    if client is None or not client.phone:
        talk.draft.phone = number
    talk.go("book.summary")


@routes.text_on("book.contact")
def hear_contact(talk: Talk, text: str) -> None:
    text = plain(text, 254)
    if _EMAIL.fullmatch(text):
        talk.draft.email = text
    elif _PHONE.fullmatch(text):
        talk.draft.phone = text
    else:
        talk.notice = _("That is neither a phone number nor an email address.")
    talk.go("book.contact")


@routes.screen("book.summary")
def summary(talk: Talk) -> None:
    draft = talk.draft
    if not (draft.end and draft.name):
        talk.go("book.time")
        return
    catalogue, start = talk.site.catalogue(), datetime.fromisoformat(draft.start)
    text = fill(
        _("Please check:\n{services}\nWith: {master}\nWhen: {date}, {time}\nPrice: {price}"),
        services=", ".join(one.name for one in map(catalogue.service, draft.services) if one),
        master=draft.masters,
        date=said.day(start),
        time=said.at(start),
        price=said.price(Price(Decimal(draft.amount), draft.is_from)),
    )
    note = fill(_("Note: {note}"), note=draft.note) if draft.note else ""
    rows = [
        [tap(label("Request appointment"), "send")],
        [tap(label("Add a note"), "to", "book.note"), tap(label("Another time"), "to", "book.day")],
        menu_row(),
    ]
    talk.show(lines(text, note), rows)


@routes.screen("book.note")
def ask_note(talk: Talk) -> None:
    talk.show(_("What should we know? Write it here."), [[tap(label("Back"), "to", "book.summary")]])


@routes.text_on("book.note")
def hear_note(talk: Talk, text: str) -> None:
    talk.draft.note = plain(text, LONGEST_NOTE)
    talk.go("book.summary")


@routes.tap("send")
def send(talk: Talk, _about: str) -> None:
    draft = talk.draft
    start, end = datetime.fromisoformat(draft.start), datetime.fromisoformat(draft.end)
    contact = Contact(draft.name, draft.phone, draft.email, draft.note)
    try:
        visit = talk.site.book(wish_of(talk), Agreed(draft.key, start, end, Decimal(draft.amount)), contact)
    except Refused as refused:
        _not_booked(talk, refused)
        return
    talk.notice = thanks(visit)
    talk.hear("v", visit.id)


def thanks(visit: Visit) -> str:
    if visit.status == "pending" and visit.decide_until is not None:
        text = _("Thank you, we have your request. We will reply by {expires}.")
        return fill(text, expires=said.moment(visit.decide_until))
    text = _("Your appointment is confirmed: {date}, {time}. We look forward to seeing you.")
    return fill(text, date=said.day(visit.start), time=said.at(visit.start))


def _not_booked(talk: Talk, refused: Refused) -> None:
    """With the step that helps: another time, the new price, another contact."""
    talk.notice = refused.sentence
    if refused.code in TIME_IS_GONE:
        talk.go("book.time")
    elif refused.code == "price_changed":
        if hold(talk):
            talk.go("book.summary")
    elif refused.code in CONTACT_IS_WRONG and (talk.draft.phone or talk.draft.email):
        talk.draft.phone = talk.draft.email = ""
        talk.go("book.contact")
    else:
        raise refused
