"""In the morning: to each master her own day, to the desk everybody's; where there is nothing to tell, nothing."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail

from booking.actions.change import cancel_visit
from booking.actions.clients import Contact
from booking.actions.decide import approve_visit
from booking.actions.digest import write_digests
from booking.actions.events import Actor
from booking.models import Master
from salon.outbox.models import Message
from tasks.app import app
from tasks.booking import write_digests as task
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.messages.conftest import ANNAS, KARIN, OLGAS, log_in, set_rules, write_in_ukrainian
from tests.booking.post import DESK, Letter, leave, letters_to, said
from tests.booking.test_clocks import by_night
from tests.outbox.telegram import Chats

pytestmark = pytest.mark.django_db
__all__ = ["by_night"]

CLARA = Contact("Clara Vogel", "+491512345679", "clara@example.org")
# Thursday at seven.
SEVEN = local(11, 7)


@pytest.fixture
def thursday(annas: Actor, olgas: Actor, book: Booker) -> None:
    """Olena at Anna's at ten, Clara at Olga's at two; Clara was cancelled at four; on Friday there is one more."""
    book("haircut", local(11, 10), master="anna", contact=OLENA)
    book("manicure", local(11, 14), contact=CLARA)
    off = book("haircut", local(11, 16), master="anna", contact=CLARA)
    cancel_visit(visit_id=off.pk, by=KARIN, now=local(8, 12))
    book("haircut", local(12, 10), master="olga", contact=OLENA)
    leave()


def morning(now: datetime = SEVEN) -> dict[str, Letter]:
    """The overviews that leave at a time, by who reads them."""
    before = len(mail.outbox)
    write_digests(now=now)
    leave(now)
    letters = mail.outbox[before:]
    return {to: one for to in (DESK, ANNAS, OLGAS) for one in letters_to(to, letters)}


def came_of(about: str) -> set[tuple[str, str]]:
    return set(Message.objects.filter(about=about).values_list("state", "problem"))


def test_everybody_reads_their_own_day_and_the_desk_everybodys(thursday: None) -> None:
    letters = morning()
    assert set(letters) == {DESK, ANNAS, OLGAS}
    anna, olga, desk = (said(letters[who].body) for who in (ANNAS, OLGAS, DESK))
    assert "10:00–11:00: Olena Kovalenko: Haarschnitt" in anna
    assert "Clara" not in anna
    assert "14:00–14:45: Clara Vogel: Maniküre" in olga
    assert "Olena" not in olga
    assert "10:00–11:00: Olena Kovalenko: Haarschnitt, Anna Lindner" in desk
    assert "14:00–14:45: Clara Vogel: Maniküre, Olga Schreiber" in desk
    assert "16:00" not in desk
    assert said(letters[DESK].subject).startswith("Ihr Tag: 2 Termine")
    assert said(letters[ANNAS].subject).startswith("Ihr Tag: 1 Termin,")


def test_it_holds_no_contact_and_no_key(thursday: None) -> None:
    for letter in morning().values():
        assert "/visit/" not in letter.body
        assert OLENA.email not in letter.body
        assert OLENA.phone[-6:] not in letter.body.replace(" ", "")


def test_once_a_day_however_often_the_timetable_asks(thursday: None) -> None:
    assert write_digests(now=local(11, 6, 59)) == 0
    assert write_digests(now=SEVEN) == 3
    assert [write_digests(now=SEVEN + timedelta(minutes=5 * times)) for times in range(1, 200)] == [0] * 199
    leave(SEVEN)
    assert morning(local(11, 9)) == {}
    assert write_digests(now=local(12, 7)) == 3


def test_where_there_is_nothing_to_tell_there_is_no_mail(thursday: None) -> None:
    assert set(morning(local(12, 7))) == {DESK, OLGAS}
    assert morning(local(13, 7)) == {}
    assert came_of("day:2026-06-13") == {("dropped", "There is nothing to tell.")}


def test_after_an_outage_of_a_day_nobody_reads_of_yesterday(thursday: None) -> None:
    write_digests(now=SEVEN)
    before = len(mail.outbox)
    leave(local(12, 1))
    assert letters_to(ANNAS, mail.outbox[before:]) == []
    assert came_of("day:2026-06-11") == {("dropped", "The day is over.")}


def test_it_tells_what_is_true_when_it_leaves(thursday: None, book: Booker) -> None:
    write_digests(now=SEVEN)
    book("haircut", local(11, 12), master="anna", contact=CLARA, by=KARIN, now=SEVEN)
    letters = leave(SEVEN, to=ANNAS)
    assert any(said(letter.subject).startswith("Ihr Tag: 2 Termine") for letter in letters)


def test_the_desk_is_told_of_requests_that_wait_and_of_clients_to_be_called(
    on_request: None, annas: Actor, olgas: Actor, book: Booker
) -> None:
    book("haircut", local(12, 10), master="anna", contact=OLENA, now=local(10, 16))
    asked = book("haircut", local(12, 14), master="olga", contact=Contact("Clara Vogel", CLARA.phone))
    approve_visit(visit_id=asked.pk, by=KARIN, now=local(10, 16))
    leave(local(10, 16))
    letters = morning()
    desk, anna = said(letters[DESK].body), said(letters[ANNAS].body)
    assert "1 Anfrage wartet auf Ihre Antwort." in desk
    assert "Bitte 1 Person anrufen." in desk
    assert "1 Anfrage wartet auf Ihre Antwort." in anna
    assert "anrufen" not in anna
    assert OLGAS not in letters
    assert said(letters[DESK].subject) == "Heute sind keine Termine gebucht"


def test_a_request_of_today_is_marked_as_one(on_request: None, annas: Actor, book: Booker) -> None:
    book("haircut", local(11, 10), master="anna", contact=OLENA, now=local(10, 16))
    leave(local(10, 16))
    assert "Olena Kovalenko: Haarschnitt, noch nicht beantwortet" in said(morning()[ANNAS].body)


def test_it_is_written_in_the_language_of_her_profile(anna: Master, book: Booker) -> None:
    write_in_ukrainian()
    log_in(anna, "uk")
    book("haircut", local(11, 10), master="anna", contact=OLENA)
    leave()
    letter = morning()[ANNAS]
    assert said(letter.subject).startswith("Ваш день: 1 запис")
    assert "Olena Kovalenko: Стрижка" in said(letter.body)


def test_who_is_linked_reads_it_in_her_chat_also_without_a_login(
    anna: Master, olgas: Actor, book: Booker, chats: Chats
) -> None:
    book("haircut", local(11, 10), master="anna", contact=OLENA)
    leave()
    Master.objects.filter(pk=anna.pk).update(telegram_id=4711)
    assert set(morning()) == {DESK}
    (sent,) = chats.kept
    assert sent["chat_id"] == "4711"
    assert "Olena Kovalenko: Haarschnitt" in sent["text"]


def test_who_has_left_gets_none(thursday: None) -> None:
    write_digests(now=SEVEN)
    Master.objects.filter(slug="anna").update(is_employed=False)
    assert set(morning()) == {DESK, OLGAS}
    assert write_digests(now=local(12, 7)) == 2


def test_a_salon_may_want_none(thursday: None) -> None:
    set_rules(digest_at=None)
    assert morning() == {}
    assert not Message.objects.filter(kind="staff_digest").exists()


@pytest.mark.parametrize(("day", "month", "utc"), [(29, 3, 5), (25, 10, 6)], ids=["spring", "autumn"])
def test_on_the_days_of_the_change_it_leaves_at_seven_on_the_wall(
    by_night: None, annas: Actor, book: Booker, day: int, month: int, utc: int
) -> None:
    book("haircut", local(day, 20, month=month), master="anna", contact=OLENA, now=local(day - 3, 12, month=month))
    leave(local(day - 3, 12, month=month))
    seven = local(day, 7, month=month)
    assert write_digests(now=seven - timedelta(minutes=1)) == 0
    assert "20:00–21:00" in morning(seven)[ANNAS].body
    (at,) = set(Message.objects.filter(kind="staff_digest").values_list("due_at", flat=True))
    assert (at, at.hour) == (seven, utc)


@pytest.mark.parametrize(("day", "month"), [(29, 3), (25, 10)], ids=["spring", "autumn"])
def test_an_hour_that_the_clock_skips_or_shows_twice_is_met_once(
    by_night: None, annas: Actor, book: Booker, day: int, month: int
) -> None:
    set_rules(digest_at=time(2, 30))
    book("haircut", local(day, 20, month=month), master="anna", contact=OLENA, now=local(day - 3, 12, month=month))
    leave(local(day - 3, 12, month=month))
    midnight = local(day, 0, month=month).astimezone(UTC)
    written = [len(morning(midnight + timedelta(minutes=5 * times))) for times in range(100)]
    assert (sum(written), max(written)) == (2, 2)


def test_the_timetable_asks_every_five_minutes() -> None:
    entry = app.conf.beat_schedule["write the morning digest"]
    assert (entry["task"], entry["schedule"].run_every) == (task.name, timedelta(minutes=5))
