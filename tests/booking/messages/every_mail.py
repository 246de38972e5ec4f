"""Every letter in every language, from real events in the demo salon: what happened, and the mail that it made."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import mail
from django.utils import translation
from django.utils.translation import gettext
from wagtail.users.models import UserProfile

from booking.actions.account import ask_for_link
from booking.actions.attendance import complete_visit, mark_no_show, reopen_visit
from booking.actions.book import Request, book_visit
from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.decide import approve_visit, decline_visit, expire_requests
from booking.actions.desk import cancel_appointment, move_appointment
from booking.actions.digest import write_digests
from booking.actions.events import ONLINE, Actor
from booking.actions.late import run_late
from booking.actions.waiting_place import PlaceRequest, join_waiting_list
from booking.engine import calendar
from booking.models import OPEN, Appointment, Master, Skill, Source, Visit
from booking.selectors.catalog import load_catalog
from booking.selectors.free_time import find_free_time
from booking.selectors.wishes import Wish, booking_rules, read_wish
from home.actions import ContactMessage, tell_contact
from legal.actions import declare_withdrawal
from legal.declaration import Declaration
from salon.lib.errors import Refusal
from salon.outbox.actions.dead_letters import report_dead
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.actions.write import Draft, write
from salon.outbox.wording import wordings
from tests.booking.messages.conftest import set_rules

CODES = [code for code, _ in settings.LANGUAGES]
KARIN = Actor("staff", Source.DESK)
# Olga has a login in the demo; the salon's own mailbox is in its settings.
OLGA, OLGAS, DESK = "olga-schreiber", "master@lindenhof.example.org", "hallo@lindenhof.example.org"
BERLIN, HOUR, DAY = ZoneInfo("Europe/Berlin"), timedelta(hours=1), timedelta(days=1)
MANICURE, WITH_FEET = ["manicure"], ["manicure", "pedicure"]
PRICES = {1: 28, 2: 28 + 45}
# Whoever writes, and what: a name, a note, a reason of the salon's.
PEOPLE = {
    "de": ("Jule Brandt", "Mit Kinderwagen", "Unsere Kollegin ist leider erkrankt."),
    "ru": ("Елена Коваленко", "Приду с коляской", "Мастер, к сожалению, заболел."),
    "uk": ("Олена Коваленко", "Прийду з візочком", "Майстер, на жаль, захворів."),
    "en": ("Helen Fowler", "With a pram", "Our colleague has fallen ill."),
}
# Comes to Olga on the same days.
OTHER = Contact("Zoë Quandt", "+4915799887766", "zoe.quandt@example.net")


@dataclass(frozen=True)
class Sent:
    """A mail in the language `code`, by the key of its wording; `visit` with the time and the price that it tells."""

    code: str
    key: str
    letter: mail.EmailMultiAlternatives
    is_staff: bool
    visit: Visit | None = None
    start: datetime | None = None
    old_start: datetime | None = None
    price: int = 0


def price_of(visit: Visit) -> int:
    """Of what is open of it, or was."""
    rows = visit.appointments
    return PRICES[rows.filter(status__in=OPEN).count() or rows.count()]


class Story:
    """What happens in one language; each step lets the post leave and keeps what came of it."""

    def __init__(self, code: str, now: datetime, day: date) -> None:
        self.code, self.now, self.day = code, now, day
        name, self.note, self.reason = PEOPLE[code]
        self.me = Contact(name, f"+49151234567{CODES.index(code):02}", f"me-{code}@example.org")
        self.sent: list[Sent] = []
        self.drafts = (f"{code}-{number}" for number in count())

    def post(
        self,
        visit: Visit | None = None,
        *,
        now: datetime | None = None,
        old: datetime | None = None,
        to: Sequence[str] = (),
    ) -> None:
        """Let the post leave; what it brings (to these addresses) is about this visit."""
        start = visit.appointments.earliest("start").start.astimezone(BERLIN) if visit else None
        price = price_of(visit) if visit else 0
        before = len(mail.outbox)
        deliver_due(now=now or self.now)
        for letter in mail.outbox[before:]:
            (reader,) = letter.to
            if reader in (to or (self.me.email, OLGAS, DESK)):
                code = settings.LANGUAGE_CODE if reader == DESK else self.code
                facts = {"visit": visit, "start": start, "old_start": old.astimezone(BERLIN) if old else None}
                facts["price"] = price
                self.sent.append(Sent(code, key_of(letter, code), letter, reader != self.me.email, **facts))

    def wish(self, services: list[str] = MANICURE) -> Wish:
        return read_wish(load_catalog(self.code), booking_rules(), services, OLGA)

    def free(self, services: list[str] = MANICURE) -> datetime:
        """A free time of the day, from eleven on."""
        starts = find_free_time(self.wish(services), now=self.now).on(self.day)
        moments = [calendar.moment(start.at).astimezone(BERLIN) for start in starts]
        return next(at for at in moments if at.hour >= 11)

    def book(self, services: list[str] = MANICURE, who: Contact | None = None) -> Visit:
        wish, at = self.wish(services), self.free(services)
        request = Request(next(self.drafts), wish, at, who or self.me, self.code, note=self.note)
        return book_visit(request, by=ONLINE, now=self.now)

    # -- what happens

    def run(self) -> None:
        visits = (self.comes, self.changes, self.cancels, self.asks, self.is_reminded, self.waits)
        for step in (*visits, self.logs_in, self.writes, self.withdraws):
            step()

    def comes(self) -> None:
        """She books hands and feet, moves, and the salon has to cancel."""
        visit = self._booked(WITH_FEET)
        self._move(visit, self.free(WITH_FEET))
        cancel_visit(visit_id=visit.pk, by=KARIN, now=self.now, reason=self.reason)
        self.post(visit)

    def changes(self) -> None:
        """Of hands and feet only the hands are left, and somebody else looks after them at the same time."""
        visit = self.book(WITH_FEET)
        deliver_due(now=self.now)
        hands, feet = visit.appointments.order_by("start")
        cancel_appointment(appointment_id=feet.pk, reason=self.reason, by=KARIN, now=self.now)
        self.post(visit, to=[self.me.email])
        for other in Master.objects.filter(is_bookable=True).exclude(pk=hands.master_id):
            Skill.objects.get_or_create(master=other, service=hands.service)
            with suppress(Refusal):
                self._hand_over(hands, other)
                break
        self.post(visit, to=[OLGAS])
        cancel_visit(visit_id=visit.pk, by=KARIN, now=self.now)
        deliver_due(now=self.now)

    def cancels(self) -> None:
        visit = self._booked()
        cancel_visit(visit_id=visit.pk, by=ONLINE, now=self.now)
        self.post(visit)

    def asks(self) -> None:
        """One request is declined, one expires, one is approved and moved; while it waits Olga has a free day."""
        set_rules(confirmation="request")
        declined = self._booked()
        decline_visit(visit_id=declined.pk, by=KARIN, now=self.now, reason=self.reason)
        self.post(declined)
        expired = self._booked()
        Visit.objects.filter(pk=expired.pk).update(decide_until=self.now)
        expire_requests(now=self.now)
        self.post(expired)
        approved = self._booked()
        approve_visit(visit_id=approved.pk, by=KARIN, now=self.now)
        self.post(approved)
        self._move(approved, self.free())
        sunday = datetime.combine(self.day + DAY * (6 - self.day.weekday()), time(7), BERLIN)
        write_digests(now=sunday)
        self.post(now=sunday)
        decline_visit(visit_id=approved.pk, by=KARIN, now=self.now)
        self.post(approved)
        set_rules(confirmation="instant")

    def is_reminded(self) -> None:
        """Three times; Olga reads of the day in the morning and runs late; she did not come, no, she did."""
        visit = self._booked()
        start = visit.appointments.get().start
        for hours in (72, 24):
            self.post(visit, now=start - hours * HOUR)
        morning = datetime.combine(self.day, time(7), BERLIN)
        write_digests(now=morning)
        self.post(now=morning)
        self.post(visit, now=start - 2 * HOUR)
        late = start - HOUR
        run_late(master=visit.appointments.get().master_id, minutes=20, by=KARIN, now=late)
        self.post(visit, now=late)
        later = start + HOUR
        mark_no_show(visit_id=visit.pk, by=KARIN, now=later)
        self.post(visit, now=later)
        reopen_visit(visit_id=visit.pk, by=KARIN, now=later)
        complete_visit(visit_id=visit.pk, by=KARIN, now=later)
        self.post(visit, now=later)

    def waits(self) -> None:
        """For a time that somebody else has; when it comes free she hears of it."""
        taken = self.book(who=OTHER)
        deliver_due(now=self.now)
        request = PlaceRequest(next(self.drafts), self.wish(), self.day, self.day, self.me, self.code)
        join_waiting_list(request, now=self.now)
        self.post()
        cancel_visit(visit_id=taken.pk, by=KARIN, now=self.now)
        self.post(to=[self.me.email])

    def logs_in(self) -> None:
        ask_for_link(email=self.me.email, address=self.code, language=self.code, now=self.now)
        self.post()

    def writes(self) -> None:
        written = ContactMessage(self.code, self.me.name, self.me.email, self.note, self.note, self.code)
        tell_contact(written, now=self.now)
        self.post()

    def withdraws(self) -> None:
        declaration = Declaration(next(self.drafts), self.me.name, "4711", self.me.email, self.note)
        with translation.override(self.code):
            declare_withdrawal(declaration, language=self.code, now=self.now)
        self.post()

    def _move(self, visit: Visit, to: datetime) -> None:
        old = visit.appointments.earliest("start").start
        move_visit(visit_id=visit.pk, to=to, by=ONLINE, now=self.now)
        self.post(visit, old=old)

    def _hand_over(self, row: Appointment, other: Master) -> None:
        move_appointment(
            appointment_id=row.pk, to=row.start, master=other.pk, tells_client=False, by=KARIN, now=self.now
        )

    def _booked(self, services: list[str] = MANICURE) -> Visit:
        visit = self.book(services)
        self.post(visit)
        return visit


def key_of(letter: mail.EmailMultiAlternatives, code: str) -> str:
    """The letter's wording, by its heading in this language."""
    with translation.override(code):
        headings = {gettext(of.heading): key for key, of in wordings.items()}
    return next(headings[line] for line in letter.body.splitlines() if line in headings)


def every_mail(now: datetime) -> Iterator[Sent]:
    """All that the salon writes. `now`: noon of a day, at which the demo salon is open for bookings."""
    set_rules(max_open_visits=99, reminders_hours=[72, 24, 2])
    days = free_days(now)
    for code in CODES:
        story = Story(code, now, next(days))
        UserProfile.objects.update_or_create(
            user=Master.objects.get(slug=OLGA).user, defaults={"preferred_language": code}
        )
        story.book(who=OTHER)
        deliver_due(now=now)
        story.run()
        yield from story.sent
    write(Draft("pigeon", "visit:0", now), now=now)
    deliver_due(now=now)
    report_dead(now=now)
    last = Story(settings.LANGUAGE_CODE, now, now.date())
    last.post()
    yield from last.sent


def free_days(now: datetime) -> Iterator[date]:
    """Days on which Olga has nothing to do yet, one a week."""
    free = find_free_time(Story("de", now, now.date()).wish(), now=now)
    last = now.date() + 14 * DAY
    for day, starts in free.by_day.items():
        if day > last + 6 * DAY and len(starts) > 15:
            last = day
            yield day
