"""Somebody comes in or calls, and a master books them in her chat."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import PermissionDenied

from booking.actions.clients import Contact
from booking.actions.walk_in import WalkIn, book_walk_in
from booking.api.operation import MASTER, Asked, Change
from booking.api.operations.staff import card
from booking.api.refusals import NO_TIME
from booking.api.shapes.staff import CardShape, WalkInRequest
from booking.errors import InvalidContact
from booking.models import Source

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
        wanted = WalkIn(asked["services"], _master(asked), asked["start"], contact)
        return card(book_walk_in(wanted, by=replace(asked.caller.as_colleague, source=source), now=asked.now), asked)


def _master(asked: Asked) -> str:
    colleague = asked.caller.colleague
    wanted = asked["master"] or colleague.slug
    if wanted != colleague.slug and not colleague.sees_all:
        raise PermissionDenied
    return str(wanted)
