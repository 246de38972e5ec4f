"""Scan the code of a visit, close the visit with what was paid, and the code itself as a picture."""

from typing import Any

from booking import qr
from booking.actions.finalise import finalise_visit
from booking.actions.scan import scan_code, scan_qr
from booking.api.operation import CLIENT, MASTER, Asked, Change, File, Look
from booking.api.operations.staff import card
from booking.api.shapes.scans import FinaliseRequest, ScanRequest, ScanShape
from booking.api.shapes.staff import CardShape
from booking.errors import AlreadyDone, AmountOutOfBounds, NotConfirmed, NotToday, RateLimited, VisitNotFound
from booking.selectors.chats import read_id, visit_in_chat, visit_of_colleague
from booking.selectors.scans import SENTENCES, Scanner, scanner_of_chat
from booking.selectors.visits import view_visit


class Scan(Change):
    """What a code means to who scans it; of other people's visits it tells nothing."""

    serves = (MASTER, CLIENT)
    takes = ScanRequest
    gives = ScanShape
    refuses = (RateLimited,)

    def answer(self, asked: Asked) -> Any:
        scanner = _scanner(asked)
        if "token" in asked.data:
            scanned = scan_qr(token=asked["token"], scanner=scanner, now=asked.now)
        else:
            scanned = scan_code(code="".join(asked["code"].split()), scanner=scanner, now=asked.now)
        return {"result": scanned.result, "message": str(SENTENCES[scanned.result]), "visit": scanned.card}


class Finalise(Change):
    """Close own appointments of a visit of today with what was paid for each: all of them or none, once."""

    serves = (MASTER,)
    takes = FinaliseRequest
    gives = CardShape
    refuses = (VisitNotFound, NotToday, NotConfirmed, AlreadyDone, AmountOutOfBounds)

    def answer(self, asked: Asked) -> Any:
        colleague = asked.caller.colleague
        visit = visit_of_colleague(colleague, asked["visit"])
        finalise_visit(
            visit_id=visit.pk,
            amounts=asked["lines"],
            masters=colleague.own,
            note=asked["note"],
            by=asked.caller.as_colleague,
            now=asked.now,
        )
        return card(visit, asked)


class QrPicture(Look):
    """The visit's QR code as a PNG, as long as somebody may still scan it."""

    serves = (CLIENT,)
    media_type = "image/png"
    refuses = (VisitNotFound,)

    def answer(self, asked: Asked) -> File:
        view = view_visit(visit_in_chat(asked.caller.client, read_id(asked.path["visit"])), now=asked.now)
        if not view.has_qr:
            raise VisitNotFound
        return File(qr.as_png(qr.address(view.qr_token)), self.media_type, "qr.png")


def _scanner(asked: Asked) -> Scanner:
    """A program that does not act for masters makes nobody one."""
    caller, name = asked.caller, asked["name"]
    chat = caller.chat
    if caller.for_masters and chat is not None:
        return scanner_of_chat(chat, name=name, language=caller.language)
    return Scanner(telegram_id=chat, name=name, language=caller.language)
