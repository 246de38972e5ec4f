"""A wish and a start become a visit."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from booking.actions.clients import Contact, check_welcome, client_of
from booking.actions.decide import answer_until
from booking.actions.events import Actor, note_event, when_and_who
from booking.actions.notify import Change, tell_booked
from booking.actions.placing import occupy
from booking.actions.planning import Choice, choose_plan
from booking.actions.scan import convert_lead
from booking.actions.taking_time import lock_masters, takes_time
from booking.engine import calendar, rules
from booking.engine.types import Part, Plan
from booking.errors import PriceChanged
from booking.models import Appointment, Hold, Master, PriceKind, Status, Visit
from booking.selectors.catalog import Price
from booking.selectors.holds import read_plan
from booking.selectors.wishes import Wish

# Rules that hold for a visit as they were when it was booked.
SNAPSHOT = ("free_cancel_hours", "cancel_limit_hours", "move_limit_hours")
# Letters that nobody confuses on the phone.
SPOKEN = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the client saw before pressing the button: end (aware), price in EUR."""

    end: datetime
    price: Decimal


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a visit, typed; `draft` is hold key and idempotency key, `start` aware, `language` a code.

    `consent`: the words that the client agreed to, kept with the event of booking. `facts` (JSON): what else it shall
    tell, such as the waiting list from which the visit came. `price`: what staff have agreed for all of it, in EUR.
    """

    draft: str
    wish: Wish
    start: datetime
    contact: Contact
    language: str
    note: str = ""
    agreed: Agreed | None = None
    price: Decimal | None = None
    consent: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    campaign: Mapping[str, object] = field(default_factory=dict)
    page: str = ""
    widget: str = ""


@takes_time
def book_visit(request: Request, *, by: Actor, now: datetime) -> Visit:
    """Book the visit, confirmed at once or as a request, with its messages queued in the same transaction.

    The same draft twice is the same visit. The draft's hold is used; an expired one whose time is still free is taken
    again, and where any master would do another free one is tried. Everything is checked again inside the lock.
    Raises Blocked, TooManyVisits, PriceChanged and what `choose_plan` refuses.
    """
    wish = request.wish
    masters = lock_masters(wish.candidates, now=now, keep_hold=request.draft)
    made = Visit.objects.filter(source=by.source, idempotency_key=request.draft).first()
    if made is not None:
        return made
    if not by.is_staff:
        check_welcome(request.contact, max_open=wish.rules.max_open_visits, now=now)
    hold = Hold.objects.filter(key=request.draft).first()
    choice = _choose(request, hold, masters, by=by, now=now)
    _check_agreed(request, choice.plan)
    until = answer_until(wish, request.start, request.contact, by=by, now=now)
    visit = _write_visit(request, choice, by=by, decide_until=until)
    if visit.reader is not None:
        convert_lead(client=visit.reader, now=now)
    _occupy(visit, choice.plan, hold)
    Master.objects.filter(pk__in=choice.plan.masters).update(last_booked_at=now)
    consent = {"consent": request.consent} if request.consent else {}
    for appointment in visit.appointments.all():
        facts = {**when_and_who(appointment), "why": appointment.choice_reason, **consent, **request.facts}
        note_event(appointment, "requested" if until else "booked", by, facts=facts)
    change = Change(visit, calendar.moment(choice.plan.start), frozenset(choice.plan.masters), by, now)
    tell_booked(change, rules=wish.rules)
    return visit


def _choose(request: Request, hold: Hold | None, masters: Mapping[int, Master], *, by: Actor, now: datetime) -> Choice:
    prefer = read_plan(hold) if hold else None
    held = hold is not None and hold.held_until > now
    choice = choose_plan(
        request.wish,
        request.start,
        masters,
        now=now,
        prefer=prefer,
        lead_from=hold.held_since if hold and held else None,
        is_staff=by.is_staff,
        except_hold=request.draft,
    )
    return Choice(choice.plan, hold.reason) if hold and choice.plan == prefer else choice


def _check_agreed(request: Request, plan: Plan) -> None:
    agreed = request.agreed
    if agreed is None:
        return
    if agreed.end != calendar.moment(plan.end) or agreed.price != request.wish.quoted(plan).amount:
        raise PriceChanged


def _write_visit(request: Request, choice: Choice, *, by: Actor, decide_until: datetime | None) -> Visit:
    client, hint = client_of(request.contact, request.language)
    visit = Visit.objects.create(
        reference=_reference(),
        client=client,
        reader=client if request.contact.chat is not None else None,
        client_hint=hint,
        contact_name=request.contact.name,
        contact_phone=request.contact.phone,
        contact_email=request.contact.email,
        note=request.note,
        language=request.language,
        source=by.source,
        idempotency_key=request.draft,
        campaign=dict(request.campaign),
        page=request.page,
        widget=request.widget,
        together=request.wish.together,
        decide_until=decide_until,
    )
    status = Status.PENDING if decide_until else Status.CONFIRMED
    prices = _prices(request, choice.plan)
    Appointment.objects.bulk_create(
        _appointment(visit, request.wish, part, prices[part.need], choice.reason, status) for part in choice.plan.parts
    )
    return visit


def _prices(request: Request, plan: Plan) -> Mapping[int, Price]:
    """By need: the master's own, or its share of what was agreed for the whole visit."""
    quoted = {part.need: request.wish.services[part.need].offers[part.master].price for part in plan.parts}
    if request.price is None:
        return quoted
    needs = sorted(quoted)
    shares = rules.share_out(request.price, [quoted[need].amount for need in needs])
    return {need: Price(share, is_from=False) for need, share in zip(needs, shares, strict=True)}


def _appointment(visit: Visit, wish: Wish, part: Part, price: Price, reason: str, status: Status) -> Appointment:
    service = wish.services[part.need]
    is_any = wish.masters[part.need] is None
    return Appointment(
        visit=visit,
        position=part.need,
        service_id=service.pk,
        master_id=part.master,
        start=calendar.moment(part.start),
        end=calendar.moment(part.end),
        status=status,
        service_name=service.name,
        minutes=service.offers[part.master].work.minutes,
        price=price.amount,
        price_kind=PriceKind.FROM if price.is_from else PriceKind.FIXED,
        policy={limit: wish.rule(service, limit) for limit in SNAPSHOT},
        any_master=is_any,
        choice_reason=reason if is_any else "",
    )


def _occupy(visit: Visit, plan: Plan, hold: Hold | None) -> None:
    """The hold's own rows become the appointments' by UPDATE where the plan is the held one."""
    appointments = {appointment.position: appointment for appointment in visit.appointments.all()}
    taken = 0
    if hold is not None:
        if read_plan(hold) == plan:
            taken = sum(_take_over(hold, part, appointments[part.need]) for part in plan.parts)
        hold.delete()
    # Nothing was left to take over where the same draft has just chosen another time in another window.
    if not taken:
        occupy(appointments, plan)


def _take_over(hold: Hold, part: Part, appointment: Appointment) -> int:
    rows = hold.occupancies.filter(master_id=part.master)
    return sum(
        rows.filter(start=calendar.moment(begin), end=calendar.moment(end)).update(hold=None, appointment=appointment)
        for begin, end in part.rows
    )


def _reference() -> str:
    """Six letters to say on the phone; a billion of them, so a clash is met by drawing again."""
    while True:
        reference = "".join(secrets.choice(SPOKEN) for _ in range(6))
        if not Visit.objects.filter(reference=reference).exists():
            return reference
