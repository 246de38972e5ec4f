"""What people try in a race: one action each, with its outcome."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from time import sleep

from django.db import DatabaseError

from booking.actions.book import Agreed, Request, book_visit
from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.decide import approve_visit, decline_visit, expire_requests
from booking.actions.desk import move_appointment
from booking.actions.events import ONLINE, Actor
from booking.actions.finalise import finalise_visit
from booking.actions.hold import hold_start, sweep_holds
from booking.actions.link_telegram import link_chat
from booking.actions.once import Answer, answer_once
from booking.actions.privacy import erase_person
from booking.actions.roster import save_under_lock, take_time_off
from booking.actions.scan import scan_code
from booking.actions.waiting import offer_free_time
from booking.actions.waiting_place import accept_offer, decline_offer
from booking.errors import AppointmentsInside, SlotTaken
from booking.models import Appointment, Occupancy, Source, TimeOff, WaitingOffer, WorkingHours
from booking.selectors.free_time import find_free_time
from booking.selectors.scans import Scanner
from booking.wall import is_wall
from tests.booking.conftest import NOW, wish_for
from tests.races.crowd import Outcome

KARIN = Actor("staff", Source.DESK)


def after(seconds: float, act: Callable[..., Outcome], *arguments: object) -> Outcome:
    """Try a little later: to meet somebody in the middle of something, or for a fair start against who is slower."""
    sleep(seconds)
    return act(*arguments)


def book_once(
    number: int, services: tuple[str, ...], start: datetime, master: str, draft: str, now: datetime = NOW
) -> Outcome:
    wish = wish_for(services, master)
    contact = Contact(f"Client {number}", f"+4915199{number:06d}", f"client-{number}@example.org")
    return Outcome(book_visit(Request(draft, wish, start, contact, "de"), by=ONLINE, now=now).pk)


def book_or_look_around(number: int, services: tuple[str, ...], start: datetime, master: str, draft: str) -> Outcome:
    """As the page does: who is refused sees what else is free."""
    try:
        return book_once(number, services, start, master, draft)
    except SlotTaken as refusal:
        near = find_free_time(wish_for(services, master), now=NOW).nearest(start)
        return Outcome(None, refusal.code, alternatives=tuple(found.at for found in near))


def hold_once(draft: str, service: str, start: datetime) -> Outcome:
    return Outcome(hold_start(draft=draft, wish=wish_for(service), start=start, address="", now=NOW).pk)


def sweep_once(now: datetime) -> Outcome:
    return Outcome(sweep_holds(now=now))


def move_once(visit: int, start: datetime) -> Outcome:
    return Outcome(move_visit(visit_id=visit, to=start, by=ONLINE, now=NOW).pk)


def move_one_once(appointment: int, master: int, start: datetime) -> Outcome:
    moved = move_appointment(appointment_id=appointment, to=start, master=master, tells_client=True, by=KARIN, now=NOW)
    return Outcome(moved.pk)


def cancel_once(visit: int) -> Outcome:
    return Outcome(cancel_visit(visit_id=visit, by=ONLINE, now=NOW).pk)


def approve_once(visit: int, now: datetime = NOW) -> Outcome:
    return Outcome(approve_visit(visit_id=visit, by=KARIN, now=now).pk)


def decline_once(visit: int) -> Outcome:
    return Outcome(decline_visit(visit_id=visit, by=KARIN, now=NOW, reason="Anna ist krank").pk)


def expire_once(now: datetime) -> Outcome:
    """The timetable never fails; `won` is how many requests it ended."""
    return Outcome(expire_requests(now=now))


def finalise_once(visit: int, amounts: dict[int, Decimal], now: datetime) -> Outcome:
    return Outcome(finalise_visit(visit_id=visit, amounts=amounts, masters=None, by=KARIN, now=now).pk)


def try_code_once(master: int, code: str, now: datetime) -> Outcome:
    """`won` where it was looked at, whatever it meant."""
    scan_code(code=code, scanner=Scanner(master, (master,)), now=now)
    return Outcome(master)


def erase_once(email: str) -> Outcome:
    """`won` is how many visits were cancelled for it."""
    return Outcome(erase_person(email=email, by=ONLINE, now=NOW).cancelled)


def link_once(code: str, chat: int) -> Outcome:
    """`won` is the client of the chat."""
    return Outcome(link_chat(code=code, chat=chat, name="Olena", language="uk", now=NOW).client)


def asked_once(caller: str, key: str, work: Callable[..., Outcome], *arguments: object) -> Outcome:
    """Something as a program asks for it: the same key again gets the same answer."""
    answer = answer_once(
        caller=caller, key=key, fingerprint="", work=lambda: Answer(201, work(*arguments).won), now=NOW
    )
    return Outcome(answer.body)


def offer_once(now: datetime = NOW) -> Outcome:
    """The timetable never fails; `won` is how many offers it made."""
    return Outcome(offer_free_time(now=now))


def accept_once(offer: WaitingOffer, now: datetime = NOW) -> Outcome:
    agreed = Agreed(offer.end, Decimal("45.00"))
    return Outcome(accept_offer(entry_id=offer.entry_id, offer_id=offer.pk, agreed=agreed, now=now).pk)


def decline_offer_once(offer: WaitingOffer) -> Outcome:
    decline_offer(entry_id=offer.entry_id, offer_id=offer.pk, now=NOW)
    return Outcome(offer.pk)


def be_away_once(master: int, start: datetime, hours: int) -> Outcome:
    off = TimeOff(master_id=master, start=start, end=start + timedelta(hours=hours))
    take_time_off(time_off=off, confirmed=(), save=off.save, now=NOW)
    return Outcome(off.pk)


def go_home_earlier_once(master: int, until: datetime) -> Outcome:
    """End the hours of a weekday at an aware time, unless somebody is expected from then on."""

    def save() -> None:
        late = Appointment.objects.filter(master=master, start__gte=until, start__lt=until + timedelta(hours=12))
        if late.exists():
            raise AppointmentsInside(appointments=list(late.values_list("pk", flat=True)))
        WorkingHours.objects.filter(master=master, weekday=until.weekday()).update(ends_at=until.time())

    save_under_lock(masters=[master], save=save, now=NOW)
    return Outcome(master)


def write_bare_row(master: int, hold: int, start: datetime) -> Outcome:
    """Past every action and lock, straight into the table: only the database is there to refuse."""
    try:
        row = Occupancy.objects.create(master_id=master, hold_id=hold, start=start, end=start + timedelta(hours=1))
    except DatabaseError as problem:
        return Outcome(None, "wall" if is_wall(problem) else type(problem).__name__)
    return Outcome(row.pk)
