"""Somebody comes in or calls, and a master books them in her chat."""

import secrets
from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import PermissionDenied

from booking.actions.clients import Contact, language_of
from booking.actions.desk import DeskBooking, book_at_desk
from booking.api.operation import MASTER, Asked, Change
from booking.api.operations.staff import card
from booking.api.refusals import NO_TIME
from booking.api.shapes.staff import CardShape, WalkInRequest
from booking.engine import calendar
from booking.errors import InvalidContact
from booking.models import Source
from booking.selectors.wishes import staff_start

HOW = {"desk": Source.DESK, "phone": Source.PHONE}


class BookWalkIn(Change):
    """Book somebody who is here or on the phone, at herself or, as the owner, at anybody."""

    serves = (MASTER,)
    takes = WalkInRequest
    gives = CardShape
    status = HTTPStatus.CREATED
    refuses = (*NO_TIME, InvalidContact)

    def answer(self, asked: Asked) -> Any:
        source = HOW[asked["how"]]
        contact = Contact(asked["name"], asked["phone"], is_here=source == Source.DESK)
        booking = DeskBooking(
            services=asked["services"],
            master=_master(asked),
            start=asked["start"] or calendar.moment(staff_start(asked.now)),
            contact=contact,
            language=language_of(contact),
            draft=secrets.token_urlsafe(24),
            source=source,
        )
        return card(book_at_desk(booking, by=asked.caller.as_colleague, now=asked.now), asked)


def _master(asked: Asked) -> str:
    colleague = asked.caller.colleague
    wanted = asked["master"] or colleague.slug
    if wanted != colleague.slug and not colleague.sees_all:
        raise PermissionDenied
    return str(wanted)
