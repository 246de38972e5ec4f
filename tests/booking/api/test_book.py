"""Book in a chat: see what is free, keep a time, make it a visit; the same request twice is one visit."""

import pytest

from booking.actions.clients import Contact
from booking.models import AppointmentEvent, BookingSettings, Client, ClientStatus, Master, Visit
from salon.outbox.models import Message
from tests.booking.api.caller import Program
from tests.booking.api.conftest import STRANGER
from tests.booking.conftest import Booker, local

WEDNESDAY = local(10, 10)
pytestmark = pytest.mark.usefixtures("anna", "olga")


def keep(person: Program, draft: str = "draft-of-a-chat", **other: object) -> dict:
    wanted = {"draft": draft, "services": ["haircut"], "master": "anna", "start": WEDNESDAY.isoformat(), **other}
    answer = person.post("bot/hold/", **wanted)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def details(held: dict, **other: object) -> dict:
    return {
        "draft": held["draft"],
        "services": ["haircut"],
        "master": "anna",
        "start": held["start"],
        "name": "Olena Kovalenko",
        "phone": "0151 23456789",
        "language": "uk",
        "agreed": {"end": held["end"], "amount": held["price"]["amount"]},
        **other,
    }


def test_a_day_tells_its_free_times_and_an_empty_one_why(olena: Program) -> None:
    answer = olena.get("bot/slots/", service="haircut", master="anna", day="2026-06-10").json()
    assert answer["day"]["starts"][0] == {"start": "2026-06-10T09:00:00+02:00", "is_best": True}
    assert answer["days"][0] == {"date": "2026-06-09", "starts": 29}
    monday = olena.get("bot/slots/", service="haircut", day="2026-06-15").json()["day"]
    assert monday["starts"] == []
    assert monday["empty"]["code"] == "closed"


def test_a_time_is_kept_and_becomes_a_visit(olena: Program) -> None:
    held = keep(olena)
    assert (held["price"], held["masters"]) == ({"amount": "45.00", "is_from": False}, "Anna Lindner")
    answer = olena.post("bot/book/", **details(held))
    assert answer.status_code == 201, answer.json()
    told = answer.json()
    assert (told["status"], told["start"]) == ("confirmed", "2026-06-10T10:00:00+02:00")
    visit = Visit.objects.get()
    assert (visit.source, visit.language, visit.contact_phone) == ("telegram", "uk", "+4915123456789")
    assert visit.client == visit.reader == Client.objects.get()
    assert Message.objects.filter(kind="visit_confirmed", about=f"visit:{visit.pk}").count() == 1


def test_the_same_request_again_is_the_same_visit_and_answer(olena: Program) -> None:
    held = keep(olena)
    first, second = (olena.post("bot/book/", key="key-of-the-visit", **details(held)) for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert Visit.objects.count() == 1


def test_a_key_is_never_taken_for_another_request(olena: Program) -> None:
    held = keep(olena)
    olena.post("bot/book/", key="key-of-the-visit", **details(held))
    answer = olena.post("bot/book/", key="key-of-the-visit", **details(held, name="Somebody else"))
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_conflict")


def test_what_was_refused_can_be_tried_again_with_the_same_key(olena: Program, book: Booker) -> None:
    taken = book("haircut", WEDNESDAY, master="anna")
    answer = olena.post(
        "bot/hold/",
        key="one-key-1",
        draft="another-draft",
        services=["haircut"],
        master="anna",
        start=WEDNESDAY.isoformat(),
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "slot_taken")
    taken.appointments.all()[0].occupancies.all().delete()
    answer = olena.post(
        "bot/hold/",
        key="one-key-1",
        draft="another-draft",
        services=["haircut"],
        master="anna",
        start=WEDNESDAY.isoformat(),
    )
    assert answer.status_code == 200


def test_whoever_nobody_knows_becomes_the_client_of_this_chat(bot: Program) -> None:
    stranger = bot.by(STRANGER)
    answer = stranger.post("bot/book/", **details(keep(stranger), name="Ivan", phone=""))
    assert answer.status_code == 201, answer.json()
    client = Client.objects.get(telegram_id=STRANGER)
    assert (client.name, client.phone, client.telegram_phone) == ("Ivan", "", "")
    assert stranger.get("bot/visits/").json()["count"] == 1


def test_whoever_types_nothing_is_reached_as_the_chat_has_proved(bot: Program) -> None:
    """So a master sees the number, and there is a way to them once Telegram is disconnected."""
    person = bot.by(STRANGER)
    person.post("bot/profile/", name="Ivan", language="uk", phone="+49 151 23456780")
    assert person.post("bot/book/", **details(keep(person), name="Ivan", phone="")).status_code == 201
    assert Visit.objects.get().contact_phone == "+4915123456780"


def test_a_price_that_nobody_agreed_to_is_asked_again(olena: Program) -> None:
    held = keep(olena)
    answer = olena.post("bot/book/", **details(held, agreed={"end": held["end"], "amount": "1.00"}))
    assert (answer.status_code, answer.json()["code"]) == (409, "price_changed")
    assert not Visit.objects.exists()


def test_two_chats_with_the_same_draft_do_not_meet(olena: Program, bot: Program) -> None:
    keep(olena, start=local(10, 10).isoformat())
    keep(bot.by(STRANGER), start=local(10, 12).isoformat())
    assert olena.post("bot/book/", **details(keep(olena))).status_code == 201


def test_a_master_who_is_not_shown_by_name_cannot_be_asked_for(olena: Program) -> None:
    Master.objects.filter(slug="anna").update(is_visible=False)
    answer = olena.get("bot/slots/", service="haircut", master="anna")
    assert (answer.status_code, answer.json()["code"]) == (422, "master_unavailable")


def test_visits_are_seen_moved_and_cancelled(olena: Program) -> None:
    visit = olena.post("bot/book/", **details(keep(olena))).json()["id"]
    free = olena.get("bot/slots/", visit=visit, day="2026-06-11").json()
    assert free["day"]["starts"]
    moved = olena.post("bot/move/", visit=visit, start=local(11, 12).isoformat())
    assert (moved.status_code, moved.json()["start"]) == (200, "2026-06-11T12:00:00+02:00")
    assert olena.post("bot/coming/", visit=visit).status_code == 200
    assert olena.post("bot/coming/", visit=visit).status_code == 200
    assert AppointmentEvent.objects.filter(kind="coming").count() == 1
    file = olena.get(f"bot/visits/{visit}/calendar.ics")
    assert b"BEGIN:VEVENT" in file.content
    assert olena.post("bot/cancel/", visit=visit, reason="krank").json()["status"] == "cancelled"
    again = olena.post("bot/cancel/", visit=visit)
    assert (again.status_code, again.json()["code"]) == (409, "already_decided")
    assert olena.get("bot/visits/", when="past").json()["count"] == 1


def test_the_catalogue_is_sent_once_until_it_changes(olena: Program) -> None:
    first = olena.get("bot/services/")
    tag = first["ETag"]
    again = olena.browser.get("/api/bot/services/", headers=olena.headers() | {"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    Master.objects.filter(slug="olga").update(is_visible=False)
    changed = olena.browser.get("/api/bot/services/", headers=olena.headers() | {"If-None-Match": tag})
    assert changed.status_code == 200


def test_who_is_blocked_books_no_more_in_a_chat_that_has_proved_their_number(bot: Program) -> None:
    """The bot asks nobody twice for a number, so none is typed."""
    Client.objects.create(name="Ivan", phone="+4915123456789", email="i@example.org", status=ClientStatus.BLOCKED)
    ivan = bot.by(STRANGER)
    ivan.post("bot/profile/", name="Ivan", language="de", phone="0151 23456789")
    answer = ivan.post("bot/book/", **details(keep(ivan), phone=""))
    assert (answer.status_code, answer.json()["code"]) == (403, "blocked")


def test_what_the_salon_allows_at_most_counts_over_chat_and_site(bot: Program, book: Booker) -> None:
    BookingSettings.objects.update(max_open_visits=1)
    book("haircut", local(11, 10), contact=Contact("Olena", "+4915123456789"))
    olena = bot.by(STRANGER)
    olena.post("bot/profile/", name="Olena", language="de", phone="0151 23456789")
    answer = olena.post("bot/book/", **details(keep(olena), phone=""))
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_visits")


def test_a_time_that_i_keep_is_still_free_for_me_and_for_nobody_else(olena: Program) -> None:
    def free(who: Program, draft: str) -> bool:
        days = who.get("bot/slots/", service="haircut", master="anna", day="2026-06-10", draft=draft).json()
        return any(one["start"] == WEDNESDAY.isoformat() for one in days["day"]["starts"])

    keep(olena, "draft-of-a-chat")
    assert free(olena, "draft-of-a-chat")
    assert not free(olena, "another-draft-of-hers")
    assert not free(olena.by(STRANGER), "draft-of-a-chat")
