"""One's own visits: the list, one of them with its files, cancelling, coming, booking again."""

from bot_service import said
from bot_service.errors import Refused
from bot_service.handlers.staff import status
from bot_service.keyboards import Key, go, menu_row, tap, word
from bot_service.routes import Routes
from bot_service.site_types import Visit
from bot_service.talk import Talk
from bot_service.texts import bold, fill, label, lines, link
from bot_service.texts import gettext as _

routes = Routes()


@routes.screen("visits")
def upcoming(talk: Talk) -> None:
    _list(talk, "upcoming", 1)


@routes.screen("past")
def past(talk: Talk) -> None:
    _list(talk, "past", 1)


@routes.tap("more")
def more(talk: Talk, about: str) -> None:
    when, _space, page = about.partition(" ")
    _list(talk, when, int(page))


def _list(talk: Talk, when: str, page: int) -> None:
    answer = talk.site.visits(when, page=page)
    found = answer.results
    rows = [[word(f"{said.day(one.start)}, {said.clock(one.start)} · {one.services}", "v", one.id)] for one in found]
    if answer.next:
        rows.append([tap(label("More"), "more", f"{when} {page + 1}")])
    if when == "upcoming":
        rows.append([go(label("Past appointments"), "past"), word(label("Book"), "bk")])
        text = _("Your appointments:") if found else _("You have no upcoming appointments.")
    else:
        rows.append([go(label("Back"), "visits")])
        text = _("Your past appointments:") if found else _("There are no past appointments yet.")
    talk.show(text, [*rows, menu_row()])


@routes.word("v")
def show(talk: Talk, id_: str) -> None:
    """This message stays: the appointment may be looked at again next week."""
    _show(talk, talk.site.visit(id_))


def _show(talk: Talk, visit: Visit) -> None:
    talk.finish(described(visit), _ways(visit))


def described(visit: Visit) -> str:
    prices = said.price(visit.price)
    return lines(
        bold(status(visit.status)),
        fill("{date}, {time}", date=said.day(visit.start), time=said.between(visit.start, visit.end)),
        visit.services,
        fill(_("With: {master}"), master=visit.masters),
        fill(_("Price: {price}"), price=prices),
        fill(_("Reason: {reason}"), reason=visit.decline_reason) if visit.decline_reason else "",
        fill(_("Note: {note}"), note=visit.note) if visit.note else "",
        fill(_("You can cancel until {time}."), time=said.moment(visit.cancel_until)) if visit.cancel_until else "",
        link(_("On the website"), visit.manage_url) if visit.manage_url else "",
    )


def _ways(visit: Visit) -> list[list[Key]]:
    change, files = [], []
    if visit.move_until:
        change.append(word(label("Move"), "mv", visit.id))
    if visit.cancel_until:
        change.append(word(label("Cancel appointment"), "cx", visit.id))
    if not visit.is_over and visit.status in {"pending", "confirmed"}:
        files.append(word(label("Calendar file"), "ic", visit.id))
    if not visit.is_over and visit.status == "confirmed":
        files.append(word(label("Show QR code"), "qr", visit.id))
    again = [] if change else [word(label("Book again"), "rb", visit.id)]
    return [change, files, again, [go(label("My appointments"), "visits"), go(label("Main menu"), "menu")]]


@routes.word("ok")
def coming(talk: Talk, id_: str) -> None:
    visit = talk.site.coming(id_)
    talk.notice = _("Thank you, see you soon.")
    _show(talk, visit)


@routes.word("cx")
def ask_cancel(talk: Talk, id_: str) -> None:
    visit = talk.site.visit(id_)
    if not visit.cancel_until:
        talk.notice = _("This appointment can no longer be cancelled here. Please call us.")
        _show(talk, visit)
        return
    talk.begin(visit=id_)
    talk.go("visits.cancel")


@routes.screen("visits.cancel")
def confirm_cancel(talk: Talk) -> None:
    if not talk.draft.visit:
        talk.go("visits")
        return
    visit = talk.site.visit(talk.draft.visit)
    text = _("Do you really want to cancel your appointment on {date}, {time}?")
    rows = [[tap(label("Yes, cancel"), "cancel", visit.id)], [word(label("Keep it"), "v", visit.id)]]
    talk.show(fill(text, date=said.day(visit.start), time=said.at(visit.start)), rows)


@routes.tap("cancel")
def cancel(talk: Talk, id_: str) -> None:
    try:
        visit = talk.site.cancel(id_)
    except Refused as refused:
        talk.notice = refused.sentence
        show(talk, id_)
        return
    talk.notice = _("Your appointment is cancelled. Thank you for letting us know.")
    _show(talk, visit)


@routes.word("ic")
def calendar_file(talk: Talk, id_: str) -> None:
    content = talk.site.calendar_file(id_)
    talk.sender.file(
        talk.person.chat, content, "termin.ics", _("Open the file to put the appointment in your calendar.")
    )


@routes.word("qr")
def qr_code(talk: Talk, id_: str) -> None:
    png = talk.site.qr_picture(id_)
    talk.sender.picture(talk.person.chat, png, _("Please show this code at the end of your visit."))


@routes.word("rb")
def book_again(talk: Talk, id_: str) -> None:
    """The same services, where they are still offered."""
    visit = talk.site.visit(id_)
    slugs = dict.fromkeys(line.service_slug for line in visit.lines if line.service_slug)
    talk.hear("book_service", ",".join(slugs))
