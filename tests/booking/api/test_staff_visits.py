"""A master answers in her chat, says what became of a visit, and sees her days; the owner sees everybody's."""

import pytest
from time_machine import travel

from booking.models import Appointment, AppointmentEvent, Master, TimeOff, Visit
from salon.outbox.models import Message
from tests.booking.api.caller import Program
from tests.booking.api.staff import card, decide, finish, id_of, said
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.messages.conftest import write_in_ukrainian
from tests.booking.post import leave
from tests.counting import queries

pytestmark = pytest.mark.usefixtures("anna", "olga")
BOTH = ["colour", "manicure"]


@pytest.fixture
def asked(on_request: None, book: Booker) -> Visit:
    """Olena asks for colour at Anna's and nails at Olga's."""
    return book(BOTH, local(11, 10), contact=OLENA, note="Bitte ohne Föhn")


def statuses(visit: Visit) -> list[str]:
    return list(visit.appointments.order_by("position").values_list("status", flat=True))


# -- cards


def test_a_card_tells_what_a_master_needs_and_may_do(asked: Visit, anna_in_chat: Program) -> None:
    told = card(anna_in_chat, asked).json()
    assert (told["id"], told["reference"], told["status"]) == (id_of(asked), asked.reference, "pending")
    assert (told["client_name"], told["client_phone"], told["note"]) == (OLENA.name, OLENA.phone, "Bitte ohne Föhn")
    assert (told["start"], told["end"]) == ("2026-06-11T10:00:00+02:00", "2026-06-11T12:45:00+02:00")
    assert (told["price"], told["source"]) == ({"amount": "110.00", "is_from": True}, "website")
    assert told["decide_until"] == "2026-06-09T12:00:00+02:00"
    assert told["may"] == ["approve", "decline"]
    first, second = told["lines"]
    assert (first["service"], first["master_slug"], first["is_own"], first["paid"]) == ("Farbe", "anna", True, None)
    assert (second["master"], second["is_own"], second["minutes"]) == ("Olga Schreiber", False, 45)


def test_a_card_is_in_the_callers_language_and_names_also_who_is_not_shown(asked: Visit, olga_in_chat: Program) -> None:
    write_in_ukrainian()
    Master.objects.filter(slug="anna").update(is_visible=False)
    olga_in_chat.language = "uk"
    lines = card(olga_in_chat, asked).json()["lines"]
    assert [line["master"] for line in lines] == ["Анна Лінднер", "Ольга Шрайбер"]


def test_requests_come_in_pages_the_most_urgent_first(on_request: None, book: Booker, anna_in_chat: Program) -> None:
    later, sooner = (book("haircut", local(day, 10), master="anna") for day in (12, 9))
    book("manicure", local(11, 10))
    page = anna_in_chat.get("bot/requests/", page_size=1).json()
    assert (page["count"], page["results"][0]["id"]) == (2, id_of(sooner))
    second = anna_in_chat.get("bot/requests/", page_size=1, page=2).json()
    assert (second["results"][0]["id"], second["next"]) == (id_of(later), None)


def test_a_page_of_requests_takes_ten_queries_at_most_however_long(
    on_request: None, book: Booker, anna_in_chat: Program
) -> None:
    for day in (9, 10, 11, 12):
        book(BOTH, local(day, 10))
        for hour in (14, 16):
            book("haircut", local(day, hour), master="anna")
    asked = queries(lambda: anna_in_chat.get("bot/requests/", page_size=1))
    assert queries(lambda: anna_in_chat.get("bot/requests/", page_size=50)) == asked <= 10


# -- answers


def test_an_approval_of_her_part_leaves_the_rest_to_the_other_master(
    asked: Visit, anna_in_chat: Program, olga_in_chat: Program
) -> None:
    told = decide(anna_in_chat, asked).json()
    assert (told["status"], told["may"]) == ("pending", [])
    assert statuses(asked) == ["confirmed", "pending"]
    assert not Message.objects.filter(kind="visit_confirmed").exists()
    assert said(decide(anna_in_chat, asked)) == (409, "already_decided")
    assert decide(olga_in_chat, asked).json()["status"] == "confirmed"
    assert Message.objects.filter(kind="visit_confirmed").count() == 1


def test_the_owner_answers_for_everybody(asked: Visit, owner: Program) -> None:
    assert decide(owner, asked).json()["status"] == "confirmed"
    assert statuses(asked) == ["confirmed", "confirmed"]


def test_one_decline_declines_all_and_the_client_reads_why(asked: Visit, olga_in_chat: Program) -> None:
    leave()
    told = decide(olga_in_chat, asked, "decline", reason="Olga ist\nkrank.").json()
    assert (told["status"], told["may"]) == ("declined", [])
    assert statuses(asked) == ["declined", "declined"]
    (letter,) = leave()
    assert "Grund: Olga ist krank." in letter.body


def test_the_history_knows_who_answered_from_where(asked: Visit, anna_in_chat: Program) -> None:
    decide(anna_in_chat, asked)
    event = AppointmentEvent.objects.get(kind="approved")
    assert (event.actor, event.source) == ("staff", "telegram")


def test_what_became_of_a_visit_is_said_once_it_has_begun_and_taken_back(book: Booker, anna_in_chat: Program) -> None:
    visit = book("haircut", local(9, 10), master="anna", contact=OLENA)
    assert card(anna_in_chat, visit).json()["may"] == []
    assert said(finish(anna_in_chat, visit)) == (409, "not_begun")
    with travel(local(9, 9, 30), tick=False):
        assert card(anna_in_chat, visit).json()["may"] == ["finalise"]
    with travel(local(9, 10, 30), tick=False):
        assert card(anna_in_chat, visit).json()["may"] == ["done", "no_show", "finalise"]
        done = finish(anna_in_chat, visit).json()
        assert (done["status"], done["may"]) == ("completed", ["reopen", "finalise"])
        assert said(finish(anna_in_chat, visit, "no_show")) == (409, "already_decided")
        assert finish(anna_in_chat, visit, "reopen").json()["status"] == "confirmed"
        assert finish(anna_in_chat, visit, "no_show").json()["status"] == "no_show"


def test_she_closes_only_her_own_part(book: Booker, anna_in_chat: Program) -> None:
    visit = book(BOTH, local(9, 10), contact=OLENA)
    with travel(local(9, 13), tick=False):
        assert finish(anna_in_chat, visit).json()["status"] == "confirmed"
    assert statuses(visit) == ["completed", "confirmed"]


# -- days


def test_her_days_tell_who_comes_and_when_she_is_away(book: Booker, anna: Master, anna_in_chat: Program) -> None:
    visit = book("haircut", local(9, 10), master="anna", contact=OLENA)
    book("manicure", local(9, 10))
    TimeOff.objects.create(master=anna, start=local(10, 12), end=local(12, 0))
    days = anna_in_chat.get("bot/agenda/", **{"from": "2026-06-09", "to": "2026-06-12"}).json()["days"]
    assert [(day["date"], len(day["lines"]), len(day["time_off"])) for day in days] == [
        ("2026-06-09", 1, 0),
        ("2026-06-10", 0, 1),
        ("2026-06-11", 0, 1),
        ("2026-06-12", 0, 0),
    ]
    assert days[0]["lines"][0] == {
        "visit": id_of(visit),
        "appointment": visit.appointments.get().pk,
        "start": "2026-06-09T10:00:00+02:00",
        "end": "2026-06-09T11:00:00+02:00",
        "client": OLENA.name,
        "client_phone": OLENA.phone,
        "service": "Haarschnitt",
        "master": "Anna Lindner",
        "status": "confirmed",
        "is_own": True,
    }
    (away,) = days[1]["time_off"]
    assert (away["start"], away["end"]) == ("2026-06-10T12:00:00+02:00", "2026-06-12T00:00:00+02:00")


def test_without_a_day_it_is_today(anna_in_chat: Program) -> None:
    assert [day["date"] for day in anna_in_chat.get("bot/agenda/").json()["days"]] == ["2026-06-08"]


def test_the_owner_sees_everybodys_days_or_one_others(book: Booker, owner: Program) -> None:
    book("haircut", local(9, 10), master="anna")
    book("manicure", local(9, 10))
    lines = owner.get("bot/agenda/", **{"from": "2026-06-09"}).json()["days"][0]["lines"]
    assert {(line["master"], line["is_own"]) for line in lines} == {("Anna Lindner", True), ("Olga Schreiber", False)}
    lines = owner.get("bot/agenda/", **{"from": "2026-06-09"}, master="olga").json()["days"][0]["lines"]
    assert [line["service"] for line in lines] == ["Maniküre"]
    assert said(owner.get("bot/agenda/", master="nobody")) == (404, "not_found")


@pytest.mark.parametrize("days", [("2026-06-09", "2026-06-23"), ("2026-06-09", "2026-06-08"), ("", "2026-06-08")])
def test_two_weeks_at_most_and_forwards(anna_in_chat: Program, days: tuple[str, str]) -> None:
    wanted = {name: day for name, day in zip(("from", "to"), days, strict=True) if day}
    assert said(anna_in_chat.get("bot/agenda/", **wanted)) == (400, "invalid")


def test_a_week_takes_eight_queries_at_most_however_full_it_is(book: Booker, anna: Master, owner: Program) -> None:
    week = {"from": "2026-06-08", "to": "2026-06-14"}
    empty = queries(lambda: owner.get("bot/agenda/", **week))
    for day in (9, 10, 11, 12):
        for hour in (9, 11, 13, 15):
            book("haircut", local(day, hour))
        TimeOff.objects.create(master=anna, start=local(day, 18), end=local(day, 19))
    assert queries(lambda: owner.get("bot/agenda/", **week)) == empty <= 8
    assert Appointment.objects.count() == 16
