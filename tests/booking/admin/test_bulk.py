"""Several appointments at once: one by one through the same actions, and each row says what became of it."""

from collections.abc import Iterator

import pytest
from django.test import Client as Browser
from django.urls import reverse
from time_machine import travel

from booking.models import Appointment
from salon.outbox.models import Message
from tests.booking.conftest import NOW, Booker, local
from tests.booking.story.invariants import assert_desk_is_sound


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with travel(NOW, tick=False):
        yield
    assert_desk_is_sound()


def act(browser: Browser, action: str, *rows: Appointment, **typed: str) -> dict[int, bool]:
    """Answer the question with yes; which rows (by id) were done."""
    data = {"action": action, "sure": "yes", "row": [row.pk for row in rows], **typed}
    answer = browser.post(reverse("appointments:bulk"), data)
    return {row.pk: outcome[0] for row, _when, outcome in answer.context["rows"]} if answer.context else {}


def rows_of(book: Booker, *hours: int) -> list[Appointment]:
    return [book("haircut", local(11, hour), master="anna").appointments.get() for hour in hours]


def statuses(*rows: Appointment) -> list[str]:
    return [Appointment.objects.get(pk=row.pk).status for row in rows]


def test_the_list_lets_tick_rows_and_asks_before_anything_happens(karin: Browser, book: Booker) -> None:
    rows = rows_of(book, 10, 12)
    page = karin.get(reverse("appointments:index"))
    assert page.content.decode().count('form="bulk-form"') == 2
    assert [name for name, _bulk in page.context["bulk_choices"]] == [
        "confirm",
        "decline",
        "done",
        "no_show",
        "cancel",
    ]
    asked = karin.post(reverse("appointments:bulk"), {"action": "cancel", "row": [row.pk for row in rows]})
    assert [row.pk for row, *_rest in asked.context["rows"]] == [row.pk for row in rows]
    assert statuses(*rows) == ["confirmed", "confirmed"]


def test_one_that_is_refused_does_not_hold_up_the_others(karin: Browser, book: Booker) -> None:
    first, off, last = rows_of(book, 10, 12, 14)
    act(karin, "cancel", off, reason="krank")
    done = act(karin, "cancel", first, off, last, reason="Wasserschaden")
    assert done == {first.pk: True, off.pk: False, last.pk: True}
    assert statuses(first, off, last) == ["cancelled"] * 3
    reasons = Message.objects.filter(kind="visit_cancelled").order_by("pk").values_list("context__reason", flat=True)
    assert list(reasons) == ["krank", "Wasserschaden", "Wasserschaden"]


def test_two_parts_of_one_request_are_answered_once_each(karin: Browser, book: Booker, on_request: None) -> None:
    rows = list(book(["colour", "manicure"], local(11, 9)).appointments.order_by("position"))
    assert act(karin, "confirm", *rows) == {row.pk: True for row in rows}
    assert statuses(*rows) == ["confirmed", "confirmed"]
    other = list(book(["colour", "manicure"], local(12, 9)).appointments.order_by("position"))
    assert act(karin, "decline", *other, reason="voll") == {row.pk: True for row in other}
    assert Message.objects.filter(kind__in=["visit_confirmed", "visit_declined"]).count() == 2


def test_what_has_not_begun_is_neither_done_nor_missed(karin: Browser, book: Booker) -> None:
    ahead, begun = rows_of(book, 14, 10)
    with travel(local(11, 11), tick=False):
        assert act(karin, "done", ahead, begun) == {begun.pk: True, ahead.pk: False}
    assert statuses(ahead, begun) == ["confirmed", "completed"]


def test_a_master_acts_on_her_own_rows_and_cancels_none(annas_phone: Browser, book: Booker, on_request: None) -> None:
    (own,) = rows_of(book, 10)
    other = book("haircut", local(11, 10), master="olga").appointments.get()
    assert act(annas_phone, "confirm", own, other) == {own.pk: True}
    assert act(annas_phone, "cancel", own) == {}
    assert statuses(own, other) == ["confirmed", "pending"]


@pytest.mark.parametrize(
    "data", [{}, {"action": "confirm"}, {"action": "fly", "row": "1"}, {"action": "done", "row": "²"}]
)
def test_nothing_chosen_leads_back_to_the_list(karin: Browser, data: dict[str, str]) -> None:
    answer = karin.post(reverse("appointments:bulk"), data)
    assert (answer.status_code, answer["Location"]) == (302, reverse("appointments:index"))
