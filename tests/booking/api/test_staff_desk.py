"""A master's own time in her chat: walk-ins and calls, hours and days off."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from time_machine import travel

from booking.models import Appointment, Client, Master, Occupancy, Skill, TimeOff, Visit
from salon.outbox.models import Message
from tests.booking.api.caller import Program
from tests.booking.api.staff import be_away, said, walk_in
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.post import leave
from tests.booking.story.invariants import assert_desk_is_sound

pytestmark = pytest.mark.usefixtures("anna", "olga")


@pytest.fixture
def tuesday() -> Iterator[None]:
    """Tuesday, three minutes past ten."""
    with travel(local(9, 10, 3), tick=False):
        yield


# -- walk-ins


def test_who_comes_in_is_booked_from_the_five_minutes_that_have_begun(tuesday: None, anna_in_chat: Program) -> None:
    answer = walk_in(anna_in_chat)
    assert answer.status_code == 201, answer.json()
    told = answer.json()
    assert (told["start"], told["status"], told["source"]) == ("2026-06-09T10:00:00+02:00", "confirmed", "desk")
    assert (told["client_name"], told["may"]) == ("Kim", ["done", "no_show", "finalise"])
    visit = Visit.objects.get()
    assert (visit.client, visit.contact_phone, visit.language) == (None, "", "de")
    assert_desk_is_sound()


def test_off_the_grid_of_clients_but_on_five_minutes_and_never_on_taken_time(
    tuesday: None, book: Booker, anna_in_chat: Program
) -> None:
    book("haircut", local(9, 13), master="anna")
    assert walk_in(anna_in_chat, local(9, 10, 5)).json()["start"] == "2026-06-09T10:05:00+02:00"
    for taken in (local(9, 10, 50), local(9, 12, 5), local(9, 11, 7)):
        assert said(walk_in(anna_in_chat, taken)) == (409, "slot_taken")
    assert walk_in(anna_in_chat, local(9, 12)).status_code == 201


def test_the_other_guards_hold_for_staff_too(tuesday: None, anna: Master, anna_in_chat: Program) -> None:
    TimeOff.objects.create(master=anna, start=local(9, 15), end=local(9, 16))
    assert said(walk_in(anna_in_chat, local(9, 9, 55))) == (422, "too_soon")
    assert said(walk_in(anna_in_chat, local(9, 18, 30))) == (422, "outside_hours")
    assert said(walk_in(anna_in_chat, local(9, 15))) == (422, "master_unavailable")
    assert said(walk_in(anna_in_chat, local(11, 10, month=9, year=2029))) == (422, "beyond_horizon")
    assert said(walk_in(anna_in_chat, services=["massage"])) == (422, "service_unavailable")
    assert said(walk_in(anna_in_chat, services=["haircut", "manicure"])) == (422, "master_unavailable")
    assert not Visit.objects.exists()


def test_clients_keep_to_their_grid(tuesday: None, anna_in_chat: Program) -> None:
    kept = {"draft": "draft-of-a-chat", "services": ["haircut"], "master": "anna", "start": local(9, 14, 5).isoformat()}
    assert said(anna_in_chat.post("bot/hold/", **kept)) == (409, "slot_taken")


def test_who_calls_leaves_a_number_and_is_the_client_that_we_know(tuesday: None, anna_in_chat: Program) -> None:
    assert said(walk_in(anna_in_chat, local(9, 14), how="phone")) == (422, "invalid_contact")
    assert said(walk_in(anna_in_chat, local(9, 14), how="phone", phone="12")) == (400, "invalid")
    known = Client.objects.create(name="Olena", phone=OLENA.phone, language="uk")
    assert walk_in(anna_in_chat, local(9, 14), how="phone", phone=OLENA.phone).status_code == 201
    visit = Visit.objects.get()
    assert (visit.client, visit.source, visit.language) == (known, "phone", "uk")
    assert [row.source for row in visit.appointments.get().events.all()] == ["phone"]


def test_she_books_at_herself_and_the_owner_at_anybody(
    tuesday: None, anna: Master, olga: Master, anna_in_chat: Program, olga_in_chat: Program
) -> None:
    Master.objects.filter(pk=olga.pk).update(is_owner=True)
    assert said(walk_in(anna_in_chat, master="olga")) == (403, "forbidden")
    assert walk_in(anna_in_chat, master="anna").status_code == 201
    assert walk_in(olga_in_chat, local(9, 12), master="anna").status_code == 201
    assert walk_in(olga_in_chat).status_code == 201
    assert list(Appointment.objects.order_by("pk").values_list("master", flat=True)) == [anna.pk, anna.pk, olga.pk]


def test_the_desk_hears_of_it_and_she_does_not_though_she_has_no_login(tuesday: None, anna_in_chat: Program) -> None:
    walk_in(anna_in_chat, local(9, 14))
    leave(local(9, 10, 3))
    assert set(Message.objects.filter(kind="staff_new").values_list("recipient", "state", "problem")) == {
        ("desk", "sent", ""),
        ("master:" + str(Appointment.objects.get().master_id), "dropped", "They did it themselves."),
    }


def test_the_same_walk_in_sent_again_is_one_visit(tuesday: None, anna_in_chat: Program) -> None:
    first, again = (walk_in(anna_in_chat, key="key-of-walk-in") for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert Visit.objects.count() == 1


# -- time off


def test_hours_off_are_hers_and_take_their_time_from_the_offer(anna: Master, anna_in_chat: Program) -> None:
    answer = be_away(anna_in_chat, local(9, 9), local(9, 12), reason="Zahnarzt")
    assert answer.status_code == 200, answer.json()
    off = TimeOff.objects.get()
    assert answer.json() == {
        "id": off.pk,
        "start": "2026-06-09T09:00:00+02:00",
        "end": "2026-06-09T12:00:00+02:00",
        "master": "Anna Lindner",
    }
    assert (off.master, off.reason) == (anna, "Zahnarzt")
    day = anna_in_chat.get("bot/slots/", service="haircut", master="anna", day="2026-06-09").json()["day"]
    assert day["starts"][0]["start"] == "2026-06-09T12:00:00+02:00"


@pytest.mark.parametrize(("last", "end"), [({}, local(10, 0)), ({"last_day": "2026-06-12"}, local(13, 0))])
def test_whole_days_are_local_midnights(anna_in_chat: Program, last: dict[str, str], end: object) -> None:
    assert anna_in_chat.post("bot/time-off/", day="2026-06-09", **last).status_code == 200
    assert (TimeOff.objects.get().start, TimeOff.objects.get().end) == (local(9, 0), end)


@pytest.mark.parametrize(
    "said_",
    [
        {},
        {"day": "2026-06-09", "start": local(9, 9)},
        {"start": local(9, 9)},
        {"last_day": "2026-06-09"},
        {"start": local(9, 10), "end": local(9, 10)},
        {"start": local(9, 10), "end": local(9, 9)},
        {"day": "2026-06-09", "last_day": "2026-06-08"},
        {"day": "2026-06-09", "confirmed": [0]},
    ],
)
def test_what_is_no_stretch_of_time_is_refused(anna_in_chat: Program, said_: dict[str, object]) -> None:
    body = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said_.items()}
    assert said(anna_in_chat.post("bot/time-off/", **body)) == (400, "invalid")
    assert not TimeOff.objects.exists()


def test_what_is_booked_inside_is_listed_first_and_never_cancelled(book: Booker, anna_in_chat: Program) -> None:
    visit = book("haircut", local(9, 10), master="anna", contact=OLENA)
    first = be_away(anna_in_chat, local(9, 9), local(9, 12))
    assert said(first) == (409, "appointments_inside")
    (inside,) = first.json()["facts"]["appointments"]
    at = {"start": "2026-06-09T10:00:00+02:00", "client": OLENA.name, "service": "Haarschnitt"}
    assert inside == {"id": visit.appointments.get().pk, **at}
    another = book("haircut", local(9, 11), master="anna")
    assert said(be_away(anna_in_chat, local(9, 9), local(9, 12), confirmed=[inside["id"]])) == (
        409,
        "appointments_inside",
    )
    both = [inside["id"], another.appointments.get().pk]
    assert be_away(anna_in_chat, local(9, 9), local(9, 12), confirmed=both).status_code == 200
    assert set(Appointment.objects.values_list("status", flat=True)) == {"confirmed"}
    assert Occupancy.objects.count() == 2


def test_absences_that_overlap_become_one_and_others_stay(anna: Master, olga: Master, anna_in_chat: Program) -> None:
    be_away(anna_in_chat, local(9, 9), local(9, 11), reason="Zahnarzt")
    be_away(anna_in_chat, local(9, 13), local(9, 14))
    TimeOff.objects.create(master=olga, start=local(9, 9), end=local(9, 17))
    be_away(anna_in_chat, local(9, 10), local(9, 12), reason="Einkauf")
    hers = TimeOff.objects.filter(master=anna).order_by("start").values_list("start", "end", "reason")
    assert list(hers) == [(local(9, 9), local(9, 12), "Zahnarzt, Einkauf"), (local(9, 13), local(9, 14), "")]
    assert TimeOff.objects.filter(master=olga).count() == 1


def test_an_absence_that_ends_gives_its_time_back_and_is_listed_no_more(anna_in_chat: Program) -> None:
    for hour in (9, 12):
        be_away(anna_in_chat, local(9, hour), local(9, hour + 1))
    listed = anna_in_chat.get("bot/time-off/").json()
    assert (listed["count"], listed["results"][0]["start"]) == (2, "2026-06-09T09:00:00+02:00")
    gone = listed["results"][0]
    assert anna_in_chat.delete(f"bot/time-off/{gone['id']}/").json() == gone
    assert said(anna_in_chat.delete(f"bot/time-off/{gone['id']}/")) == (404, "not_found")
    assert said(anna_in_chat.delete(f"bot/time-off/{10**30}/")) == (404, "not_found")
    with travel(local(9, 13) + timedelta(minutes=1), tick=False):
        assert anna_in_chat.get("bot/time-off/").json()["count"] == 0


def test_a_master_who_cannot_be_booked_online_takes_no_walk_in(tuesday: None, anna_in_chat: Program) -> None:
    Skill.objects.filter(master__slug="anna").delete()
    assert said(walk_in(anna_in_chat)) == (422, "master_unavailable")
