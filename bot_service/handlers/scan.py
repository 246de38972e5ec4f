"""A QR code or six digits at the end of a visit, and what was paid for each of its appointments."""

import re
from decimal import Decimal

from bot_service import said
from bot_service.errors import Refused
from bot_service.keyboards import Key, grid, menu_row, tap, word
from bot_service.routes import Routes
from bot_service.site_types import Price
from bot_service.staff_types import Scan, ScanLine
from bot_service.state import Amount
from bot_service.talk import Talk
from bot_service.texts import fill, label, lines, plain
from bot_service.texts import gettext as _

routes = Routes()

LONGEST_NOTE = 300  # as much as the site keeps
OUT_OF_BOUNDS = 422
_AMOUNT = re.compile(r"(?:€\s*)?([0-9]{1,6}(?:[.,][0-9]{1,2})?)(?:\s*€)?")


@routes.screen("scan")
def prompt(talk: Talk) -> None:
    """The Mini App with its camera opens only from an address that Telegram trusts."""
    talk.begin()
    app = f"{talk.profile.salon.site_url}scan/app/"
    camera = [[Key(label("Scan QR code"), app=app)]] if app.startswith("https://") else []
    talk.show(_("Point the camera at the QR code or type the code."), [*camera, menu_row()])


@routes.text_on("scan")
def hear_code(talk: Talk, text: str) -> None:
    code = "".join(text.split())
    if code.isascii() and code.isdigit() and len(code) == 6:
        scan_code(talk, code)
    else:
        scan_token(talk, plain(code, 64))


@routes.word("scan_code")
def scan_code(talk: Talk, code: str) -> None:
    _scanned(talk, talk.site.scan(code=code, name=talk.person.name))


@routes.word("scan_token")
def scan_token(talk: Talk, token: str) -> None:
    _scanned(talk, talk.site.scan(token=token, name=talk.person.name))


def _scanned(talk: Talk, scan: Scan) -> None:
    """Whoever is not of the salon is invited; a master reads why a code can't be closed."""
    if scan.result != "ok" or scan.visit is None:
        rows = [[word(label("Book"), "bk")]] if scan.result == "not_staff" else []
        talk.finish(scan.message, [*rows, menu_row()])
        return
    visit = scan.visit
    unpaid = [_amount(line) for line in visit.lines if line.paid is None]
    talk.begin(visit=visit.id, name=visit.client_name, amounts=unpaid)
    talk.go("scan.amount")


def _amount(line: ScanLine) -> Amount:
    """The draft is kept as JSON: amounts are texts in it, "45.00" or "45.00+" for a from-price."""
    quoted = f"{line.quoted.amount}{'+' if line.quoted.is_from else ''}"
    buttons = [str(one) for one in line.buttons]
    return Amount(line.id, line.service, quoted, str(line.min), str(line.max), buttons)


def _current(talk: Talk) -> Amount | None:
    return next((one for one in talk.draft.amounts if not one.amount), None)


@routes.screen("scan.amount")
def ask_amount(talk: Talk) -> None:
    """One appointment after the other; the last look comes when all have their amount."""
    line = _current(talk)
    if line is None:
        talk.go("scan.check" if talk.draft.amounts else "scan")
        return
    text = fill(
        _("{client_name}, {services}. Quoted: {price}. How much was paid?"),
        client_name=talk.draft.name,
        services=line.service,
        price=said.price(Price(Decimal(line.quoted.rstrip("+")), line.quoted.endswith("+"))),
    )
    keys = [tap(said.euro(Decimal(amount)), "paid", amount) for amount in line.buttons]
    talk.show(text, [*grid(keys, 2), [tap(label("Other amount"), "to", "scan.other")], menu_row()])


@routes.screen("scan.other")
def ask_other(talk: Talk) -> None:
    line = _current(talk)
    if line is None:
        talk.go("scan.amount")
        return
    least, most = said.euro(Decimal(line.least)), said.euro(Decimal(line.most))
    text = fill(_("Please enter the amount in euros, from {min} to {max}."), min=least, max=most)
    talk.show(text, [[tap(label("Back"), "to", "scan.amount")]])


@routes.text_on("scan.other")
@routes.text_on("scan.amount")
def hear_amount(talk: Talk, text: str) -> None:
    line, amount = _current(talk), read_amount(text)
    if line is None:
        talk.go("scan.amount")
    elif amount is None or not Decimal(line.least) <= amount <= Decimal(line.most):
        talk.go("scan.other", notice=_("This amount does not fit."))
    else:
        paid(talk, f"{amount:.2f}")


@routes.tap("paid")
def paid(talk: Talk, amount: str) -> None:
    line = _current(talk)
    if line is not None:
        line.amount = amount
    talk.go("scan.amount")


@routes.screen("scan.check")
def check(talk: Talk) -> None:
    draft = talk.draft
    if not draft.amounts or _current(talk):
        talk.go("scan.amount")
        return
    each = [f"{one.service}: {said.euro(Decimal(one.amount))}" for one in draft.amounts]
    total = fill(_("Total: {price}"), price=said.euro(_total(talk))) if len(each) > 1 else ""
    note = fill(_("Note: {note}"), note=draft.note) if draft.note else ""
    rows = [
        [tap(label("Close the visit"), "close")],
        [tap(label("Add a note"), "to", "scan.note"), tap(label("Change"), "again")],
        menu_row(),
    ]
    talk.show(lines(draft.name, *each, total, note), rows)


def _total(talk: Talk) -> Decimal:
    return sum((Decimal(one.amount) for one in talk.draft.amounts), Decimal(0))


@routes.tap("again")
def again(talk: Talk, _about: str) -> None:
    for one in talk.draft.amounts:
        one.amount = ""
    talk.go("scan.amount")


@routes.screen("scan.note")
def ask_note(talk: Talk) -> None:
    talk.show(_("Write a note for the salon; the client does not see it."), [[tap(label("Back"), "to", "scan.check")]])


@routes.text_on("scan.note")
def hear_note(talk: Talk, text: str) -> None:
    talk.draft.note = plain(text, LONGEST_NOTE)
    talk.go("scan.check")


@routes.tap("close")
def close(talk: Talk, _about: str) -> None:
    draft, total = talk.draft, _total(talk)
    amounts = {one.id: Decimal(one.amount) for one in draft.amounts}
    try:
        talk.site.finalise(draft.visit, amounts, note=draft.note)
    except Refused as refused:
        if refused.status != OUT_OF_BOUNDS:
            raise
        talk.notice = refused.sentence
        again(talk, "")
        return
    talk.finish(fill(_("Closed with {price}. Thank you."), price=said.euro(total)), [menu_row()])


def read_amount(text: str) -> Decimal | None:
    """ "45", "45,5", "45.50 €" in EUR; None for what is no amount or has parts of a cent."""
    found = _AMOUNT.fullmatch(text.strip())
    return Decimal(found[1].replace(",", ".")) if found else None
