"""Who of the salon hears of a visit: the desk and each of its masters, and nobody of what they did themselves."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse

from booking.actions.change import cancel_visit, move_visit
from booking.actions.events import ONLINE, Actor
from booking.actions.notify import about_visit, to_master
from booking.models import Master, Visit
from booking.selectors.visits import manage_token
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.messages.conftest import ANNAS, KARIN, OLGAS, log_in, set_rules, write_in_ukrainian
from tests.booking.post import DESK, SITE, html_of, leave, letters_to, outcomes, said
from tests.outbox.telegram import BLOCKED, Chats

pytestmark = pytest.mark.django_db

THURSDAY, FRIDAY = local(11, 10), local(12, 10)
NAMES = {OLENA.email: "Olena", DESK: "desk", ANNAS: "Anna", OLGAS: "Olga"}


def heard() -> list[str]:
    """Who got a mail in this round."""
    before = len(mail.outbox)
    leave()
    return sorted(NAMES[letter.to[0]] for letter in mail.outbox[before:])


@pytest.fixture
def chain(annas: Actor, olgas: Actor, book: Booker) -> Visit:
    """Colour at Anna's, nails at Olga's; everybody has heard of it."""
    visit = book(["colour", "manicure"], THURSDAY, contact=OLENA, note="Ich komme mit Kinderwagen.")
    assert heard() == ["Anna", "Olena", "Olga", "desk"]
    return visit


def move(visit: Visit, by: Actor) -> None:
    move_visit(visit_id=visit.pk, to=FRIDAY, by=by, now=NOW)


def cancel(visit: Visit, by: Actor) -> None:
    cancel_visit(visit_id=visit.pk, by=by, now=NOW, reason="Anna ist krank.")


CHANGES = pytest.mark.parametrize("change", [move, cancel])
Change = Callable[[Visit, Actor], None]


@CHANGES
def test_what_the_client_does_everybody_hears(chain: Visit, change: Change) -> None:
    change(chain, ONLINE)
    assert heard() == ["Anna", "Olena", "Olga", "desk"]


@CHANGES
def test_what_the_desk_does_the_masters_hear(chain: Visit, change: Change) -> None:
    change(chain, KARIN)
    assert heard() == ["Anna", "Olena", "Olga"]


@CHANGES
def test_what_a_master_does_the_desk_and_her_colleague_hear(chain: Visit, annas: Actor, change: Change) -> None:
    change(chain, annas)
    assert heard() == ["Olena", "Olga", "desk"]
    own = {*outcomes("staff_moved", to_anna(chain)), *outcomes("staff_cancelled", to_anna(chain))}
    assert own == {("dropped", "They did it themselves.")}


def to_anna(visit: Visit) -> str:
    """The recipient of messages to the master who begins: Anna."""
    return to_master(visit.appointments.earliest("start").master_id)


@pytest.mark.parametrize(("by", "who"), [(ONLINE, ["Anna", "Olena", "desk"]), (KARIN, ["Anna", "Olena"])])
def test_a_new_visit_is_told_to_its_master_and_to_the_desk_unless_it_was_made_there(
    annas: Actor, olgas: Actor, book: Booker, by: Actor, who: list[str]
) -> None:
    book("haircut", THURSDAY, master="anna", contact=OLENA, by=by)
    assert heard() == who


def test_a_master_who_books_for_herself_tells_the_desk(annas: Actor, book: Booker) -> None:
    book("haircut", THURSDAY, master="anna", contact=OLENA, by=annas)
    assert heard() == ["Olena", "desk"]


def test_a_new_visit_says_who_comes_when_for_what_and_how_to_reach_them(chain: Visit) -> None:
    (letter,) = letters_to(DESK, mail.outbox)
    assert said(letter.subject) == "Neu: Olena Kovalenko, Donnerstag, 11. Juni, 10:00 Uhr"
    for words in (
        "Kundin oder Kunde: Olena Kovalenko, +49 1512345678",
        "Anmerkung: Ich komme mit Kinderwagen.",
        "Gebucht über: Website",
        "10:00 Farbe bei Anna Lindner",
        "Diese Nachricht geht an das Team des Salons.",
    ):
        assert words in said(letter.body)


def test_a_request_asks_for_an_answer_until_when(on_request: None, annas: Actor, book: Booker) -> None:
    visit = book("haircut", THURSDAY, master="anna", contact=OLENA)
    assert heard() == ["Anna", "Olena", "desk"]
    (letter,) = letters_to(ANNAS, mail.outbox)
    assert said(letter.subject) == "Anfrage: Olena Kovalenko, Donnerstag, 11. Juni, 10:00 Uhr"
    assert "Bitte antworten Sie bis Dienstag, 9. Juni, 12:00 Uhr" in said(letter.body)
    assert SITE + reverse("appointments:answer", args=[visit.appointments.get().pk]) in letter.body


def test_a_move_tells_both_times(chain: Visit) -> None:
    move(chain, ONLINE)
    (letter,) = leave(to=DESK)
    assert said(letter.subject) == "Verschoben: Olena Kovalenko, Freitag, 12. Juni, 10:00 Uhr"
    assert "Donnerstag, 11. Juni, 10:00 Uhr" in said(letter.body)
    assert "Freitag, 12. Juni 2026" in said(letter.body)


def test_a_cancellation_tells_why_and_that_the_time_is_free(chain: Visit, annas: Actor) -> None:
    cancel(chain, annas)
    (letter,) = leave(to=DESK)
    assert said(letter.subject) == "Storniert: Olena Kovalenko, Donnerstag, 11. Juni, 10:00 Uhr"
    assert "Grund: Anna ist krank." in letter.body
    assert "Die Zeit ist wieder frei" in letter.body


def test_each_masters_letter_leads_to_her_own_part(chain: Visit) -> None:
    anna, olga = (row.pk for row in chain.appointments.order_by("start"))
    for address, own in ((ANNAS, anna), (OLGAS, olga), (DESK, anna)):
        (letter,) = letters_to(address, mail.outbox)
        assert SITE + reverse("appointments:inspect", args=[own]) in letter.body


def test_nobody_of_the_salon_gets_the_clients_key(chain: Visit) -> None:
    for address in (ANNAS, OLGAS, DESK):
        (letter,) = letters_to(address, mail.outbox)
        assert manage_token(chain) not in letter.body + html_of(letter)
        assert [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"] == []


def test_who_gave_a_visit_away_and_who_got_it_hear_of_the_move(annas: Actor, olgas: Actor, book: Booker) -> None:
    visit = book("haircut", THURSDAY, contact=OLENA)
    leave()
    first = visit.appointments.get().master
    other = Master.objects.exclude(pk=first.pk).get()
    book("haircut", FRIDAY, master=first.slug, by=KARIN)
    leave()
    move(visit, ONLINE)
    assert visit.appointments.get().master == other
    assert heard() == ["Anna", "Olena", "Olga", "desk"]


def test_a_master_reads_it_in_the_language_of_her_profile(anna: Master, book: Booker) -> None:
    write_in_ukrainian()
    log_in(anna, "uk")
    book("haircut", THURSDAY, master="anna", contact=OLENA)
    leave()
    (hers,), (desks,) = letters_to(ANNAS, mail.outbox), letters_to(DESK, mail.outbox)
    assert said(hers.subject) == "Новий запис: Olena Kovalenko, четвер, 11 червня, 10:00"
    assert "Стрижка" in hers.body
    assert hers.extra_headers["Content-Language"] == "uk"
    assert said(desks.subject).startswith("Neu: ")


def test_a_master_with_telegram_reads_it_there(anna: Master, olga: Master, book: Booker, chats: Chats) -> None:
    log_in(anna)
    Master.objects.filter(pk=anna.pk).update(telegram_id=4711)
    book("haircut", THURSDAY, master="anna", contact=OLENA)
    assert heard() == ["Olena", "desk"]
    assert [(sent["chat_id"], "Neue Buchung" in sent["text"]) for sent in chats.kept] == [("4711", True)]


def test_a_master_who_has_blocked_the_bot_gets_mails_and_is_not_asked_again(
    annas: Actor, olga: Master, book: Booker, chats: Chats
) -> None:
    Master.objects.filter(slug="anna").update(telegram_id=BLOCKED)
    book("haircut", THURSDAY, master="anna", contact=OLENA)
    assert heard() == ["Anna", "Olena", "desk"]
    assert Master.objects.get(slug="anna").telegram_dead_since
    # The chat would answer again, but nobody asks it.
    Master.objects.filter(slug="anna").update(telegram_id=4711)
    book("haircut", FRIDAY, master="anna", contact=OLENA)
    assert heard() == ["Anna", "Olena", "desk"]
    assert chats.kept == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"is_employed": False}, "She no longer works here."), ({"user": None}, "There is no email address.")],
    ids=["has left", "has no login"],
)
def test_who_has_left_or_has_no_mailbox_hears_nothing(
    annas: Actor, book: Booker, changed: dict[str, object], why: str
) -> None:
    visit = book("haircut", THURSDAY, master="anna", contact=OLENA)
    Master.objects.filter(slug="anna").update(**changed)
    assert heard() == ["Olena", "desk"]
    assert outcomes("staff_new", to_anna(visit)) == [("dropped", why)]


def test_a_visit_that_is_off_before_anybody_heard_of_it_is_only_cancelled(annas: Actor, book: Booker) -> None:
    visit = book("haircut", THURSDAY, master="anna", contact=OLENA)
    cancel(visit, ONLINE)
    leave()
    assert [said(letter.subject).split(":")[0] for letter in letters_to(DESK, mail.outbox)] == ["Storniert"]


def test_a_salon_may_tell_nobody(annas: Actor, book: Booker) -> None:
    set_rules(tells_desk=False)
    book("haircut", THURSDAY, master="anna", contact=OLENA)
    assert heard() == ["Anna", "Olena"]
    set_rules(tells_masters=False)
    friday = book("haircut", FRIDAY, master="anna", contact=OLENA)
    assert heard() == ["Olena"]
    assert not Message.objects.filter(about=about_visit(friday)).exclude(recipient="client").exists()


def test_the_link_leads_to_the_card_after_the_login(chain: Visit, client: Browser) -> None:
    (letter,) = letters_to(DESK, mail.outbox)
    (link,) = [line for line in letter.body.splitlines() if "/admin/" in line]
    answer = client.get(link.removeprefix(SITE))
    assert answer["Location"].startswith("/admin/login/?next=")
