"""A visit as a letter to its client: words, the table of facts, buttons, the calendar entry."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from booking import qr
from booking.ics import invitation
from booking.messages.sample import A_DAY, sample_reason, sample_visit
from booking.models import Status
from booking.selectors.catalog import Price
from booking.selectors.rebook import rebook
from booking.selectors.visit_card import calendar_entry, google_url, manage_url
from booking.selectors.visit_view import VisitView
from salon.cms.place import Place, salon_place
from salon.lib import dates, duration, money
from salon.lib.urls import absolute
from salon.outbox.compose import compose, greeting
from salon.outbox.letter import Address, Call, Channel, Drop, Fact, Invitation, Letter, Picture, Tap
from salon.outbox.wording import Wording

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Told:
    """Which letter tells what of a visit: its words, at which local time (default: the visit's own), moved from `old`.

    `reason`: why it is off; `late`: by how many minutes it begins later; `with_calendar`: with its calendar entry;
    `with_qr`: with the code to be scanned, as long as it is of use; `with_facts`: with the table of what was booked.
    `only`: of a visit whose parts ended differently, those that ended so; empty for all that counts now. `part`: the id
    of the only appointment that it is about. `taps`: what can be pressed in a chat.
    """

    of: Wording
    at: datetime | None = None
    old: datetime | None = None
    reason: str = ""
    late: int = 0
    with_calendar: bool = False
    with_qr: bool = False
    with_facts: bool = True
    only: str = ""
    part: int | None = None
    taps: Sequence[Sequence[Tap]] = ()

    def part_of(self, view: VisitView) -> VisitView:
        """What of a visit the letter is about."""
        own = [row for row in view.appointments if row.pk == self.part]
        if own:
            return replace(view, appointments=own)
        rows = [row for row in view.appointments if row.status == self.only]
        return replace(view, appointments=rows) if rows and not view.is_open else view


# What a kind makes of a visit: a letter, or why there is none.
Plan = Drop | Told


def visit_letter(
    told: Told, view: VisitView, to: Sequence[Address], *, now: datetime, otherwise: Drop | Call | None = None
) -> Letter:
    """The letter about a visit, in the visit's language."""
    view = told.part_of(view)
    with translation.override(view.language):
        place = salon_place()
        return compose(
            told.of,
            to,
            visit_words(told, view, place),
            urls=_urls(view, place, to, now),
            greeting=greeting(view.name),
            why=_("You are receiving this message because you booked an appointment with us."),
            facts=visit_facts(told, view, place) if told.with_facts else (),
            invitation=_invitation(view, place, now) if told.with_calendar else None,
            picture=_qr(view) if told.with_qr and view.has_qr else None,
            taps=told.taps,
            otherwise=otherwise,
        )


def visit_words(told: Told, view: VisitView, place: Place) -> Mapping[str, str]:
    """What the placeholders of a visit's letter say, in the active language; times are local ones."""
    at, old = told.at or view.start, told.old
    return {
        **_limits(view),
        "client_name": view.name,
        "date": dates.long(at),
        "time": dates.at(at),
        "services": view.services,
        "master": view.masters,
        "price": money.quoted(view.price.amount, is_from=view.price.is_from),
        "duration": duration.span(view.minutes),
        "reference": view.reference,
        "old_date": dates.long(old) if old else "",
        "old_time": dates.at(old) if old else "",
        "expires": dates.moment(view.decide_until) if view.decide_until else "",
        "reason": told.reason,
        "late_text": duration.span(told.late) if told.late else "",
        "directions": place.directions,
    }


def visit_facts(told: Told, view: VisitView, place: Place) -> list[Fact]:
    """When, what, with whom, where, for how much; in the active language."""
    at = told.at or view.start
    when = [dates.full(at), dates.between(at, view.end) if at == view.start else dates.at(at)]
    several = view.itinerary
    what = several or [f"{row.service}, {duration.span(row.minutes)}" for row in view.current]
    masters = "" if several else view.masters
    return [*table(when, what, masters, place, view.price), Fact(_("Reference"), [view.reference])]


def table(when: Sequence[str], what: Sequence[str], masters: str, place: Place, price: Price) -> list[Fact]:
    """The facts of a visit, or of a time that is offered, in the active language; `masters` may be empty."""
    return [
        Fact(_("When"), when),
        Fact(_("What"), what),
        *([Fact(_("With"), [masters])] if masters else []),
        *([Fact(_("Where"), [place.name, place.address])] if place.address else []),
        Fact(_("Price"), [f"{money.quoted(price.amount, is_from=price.is_from)}, {_('incl. VAT')}"]),
    ]


def _limits(view: VisitView) -> dict[str, str]:
    """One sentence where moving and cancelling end together, else one each."""
    move, cancel = view.move_until, view.free_until
    if move and move == cancel:
        return {"free_until": dates.moment(move)}
    ends = {"move_until": move, "cancel_until": cancel}
    return {name: dates.moment(until) for name, until in ends.items() if until}


def _urls(view: VisitView, place: Place, to: Sequence[Address], now: datetime) -> Mapping[str, Callable[[], str]]:
    """Addresses of the letter's buttons; opening one changes nothing."""
    return {
        "manage": lambda: manage_url(view),
        "calendar": lambda: google_url(view, place),
        "book": lambda: absolute(reverse("booking:start")),
        "rebook": lambda: absolute(rebook(view, now=now).url),
        "telegram": lambda: _telegram_url(view, to),
    }


def _telegram_url(view: VisitView, to: Sequence[Address]) -> str:
    """Where they are sent to a chat instead; empty where there is no bot, or they go there already."""
    goes_there = any(address.channel == Channel.TELEGRAM for address in to)
    if not settings.TELEGRAM_BOT_NAME or goes_there or not view.email:
        return ""
    return absolute(reverse("booking:visit_telegram", args=[view.mailed_token]))


def _invitation(view: VisitView, place: Place, now: datetime) -> Invitation:
    content, content_type = invitation(calendar_entry(view, place, stamp=now))
    return Invitation(content, content_type)


def _qr(view: VisitView) -> Picture:
    """In the active language."""
    content = qr.as_png(qr.address(view.qr_token))
    caption = _("Simply show the QR code at the end of your visit.")
    return Picture(content, "qr.png", _("QR code of your appointment"), caption)


def visit_sample(of: Wording) -> Letter:
    """How a letter looks: about an invented visit, in the active language."""
    is_request = of.key.startswith("received")
    view = sample_visit(Status.PENDING if is_request else Status.CONFIRMED)
    told = Told(
        of,
        old=view.start - A_DAY,
        reason=sample_reason(),
        late=15,
        with_qr=of.key.startswith(("confirmed", "reminder")),
        with_facts=of.key != "thank_you",
    )
    return visit_letter(told, view, [Address(Channel.MAIL, view.email)], now=view.start - A_WEEK)
