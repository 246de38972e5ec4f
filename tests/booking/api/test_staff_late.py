"""A master runs late: whoever still comes to her soon is told, once a quarter of an hour, and nobody else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from time_machine import travel

from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE
from booking.models import AppointmentEvent, Client, Visit
from tests.booking.api.caller import Program
from tests.booking.api.staff import said
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.messages.conftest import KARIN, chats
from tests.booking.post import leave, outcomes
from tests.outbox.telegram import Chats

pytestmark = pytest.mark.usefixtures("anna", "olga")
__all__ = ["chats"]

NOON, KIND = local(9, 12), "visit_running_late"


@pytest.fixture(autouse=True)
def noon(monday: None) -> Iterator[None]:
    """Tuesday."""
    with travel(NOON, tick=False):
        yield


@pytest.fixture
def one_o_clock(book: Booker) -> Visit:
    """Olena's haircut at Anna's; what the post had to tell of it has left."""
    visit = book("haircut", local(9, 13), master="anna", contact=OLENA)
    leave(NOON)
    return visit


def late(master: Program, minutes: int = 20) -> dict:
    answer = master.post("bot/late/", minutes=minutes)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_whoever_comes_soon_reads_how_late_it_will_be(one_o_clock: Visit, anna_in_chat: Program) -> None:
    told = late(anna_in_chat)
    assert told == {"told": 1, "visits": [{"client": OLENA.name, "start": "2026-06-09T13:00:00+02:00"}]}
    (letter,) = leave(NOON)
    assert "20\N{NO-BREAK SPACE}Min." in letter.subject
    assert "13:00" in letter.subject
    event = AppointmentEvent.objects.get(kind="running_late")
    assert (event.facts, event.actor, event.source) == ({"minutes": 20}, "staff", "telegram")


def test_only_hers_confirmed_and_within_three_hours(book: Booker, anna_in_chat: Program) -> None:
    book("haircut", local(9, 11), master="anna", now=local(8, 12))
    book("haircut", local(9, 15), master="anna")
    book("haircut", local(9, 13), master="olga")
    off = book("haircut", local(9, 14), master="anna")
    cancel_visit(visit_id=off.pk, by=KARIN, now=NOON)
    book("haircut", local(9, 16), master="anna")
    book("haircut", local(10, 13), master="anna")
    assert [visit["start"][11:16] for visit in late(anna_in_chat)["visits"]] == ["15:00"]


def test_a_request_waits_for_its_answer_and_hears_nothing_else(
    on_request: None, book: Booker, anna_in_chat: Program
) -> None:
    book("haircut", local(9, 15), master="anna", now=local(9, 9))
    assert late(anna_in_chat)["told"] == 0


def test_whoever_is_here_already_at_another_master_is_not_told(book: Booker, anna_in_chat: Program) -> None:
    book(["manicure", "colour"], local(9, 11, 45), contact=OLENA, now=local(8, 12))
    assert late(anna_in_chat)["told"] == 0


def test_nobody_is_told_again_within_a_quarter_of_an_hour(one_o_clock: Visit, anna_in_chat: Program) -> None:
    assert [late(anna_in_chat)["told"] for _ in range(2)] == [1, 0]
    with travel(NOON + timedelta(minutes=14), tick=False):
        assert late(anna_in_chat, 30)["told"] == 0
    with travel(NOON + timedelta(minutes=15), tick=False):
        assert late(anna_in_chat, 30)["told"] == 1
    # The first guess had not left yet.
    (letter,) = leave(NOON + timedelta(minutes=15))
    assert "30\N{NO-BREAK SPACE}Min." in letter.subject


def test_what_has_changed_or_begun_before_it_left_is_not_said(one_o_clock: Visit, anna_in_chat: Program) -> None:
    late(anna_in_chat)
    move_visit(visit_id=one_o_clock.pk, to=local(9, 16), by=KARIN, now=NOON)
    leave(NOON)
    assert outcomes(KIND) == [("dropped", "The visit has moved since.")]


@pytest.mark.parametrize(
    ("is_off", "left", "why"),
    [(True, NOON, "The visit is off."), (False, local(9, 13), "The visit has begun or is over.")],
)
def test_nor_what_is_off_or_has_begun(
    one_o_clock: Visit, anna_in_chat: Program, is_off: bool, left: object, why: str
) -> None:
    late(anna_in_chat)
    if is_off:
        cancel_visit(visit_id=one_o_clock.pk, by=KARIN, now=NOON)
    leave(left)
    assert outcomes(KIND) == [("dropped", why)]


def test_it_goes_to_the_chat_where_there_is_one_else_somebody_calls(
    book: Booker, anna_in_chat: Program, chats: Chats
) -> None:
    for hour, phone in ((13, "+491512345671"), (14, "+491512345672")):
        book("haircut", local(9, hour), master="anna", contact=Contact("Olena", phone), by=ONLINE, now=local(8, 12))
    Client.objects.filter(phone="+491512345671").update(telegram_id=4242, telegram_phone="+491512345671")
    leave(NOON)
    before = len(chats.kept)
    assert late(anna_in_chat)["told"] == 2
    leave(NOON)
    assert [sent["chat_id"] for sent in chats.kept[before:]] == ["4242"]
    assert sorted(state for state, _ in outcomes(KIND)) == ["call", "sent"]


@pytest.mark.parametrize("minutes", [4, 61, "soon", None])
def test_by_five_minutes_to_an_hour(anna_in_chat: Program, minutes: object) -> None:
    assert said(anna_in_chat.post("bot/late/", minutes=minutes)) == (400, "invalid")
