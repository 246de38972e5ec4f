"""Times that leave no hole in the salon's day: first with a leaf, alone, or like all others."""

import re

import pytest

from booking.actions.events import Actor
from booking.models import BookingSettings, Gaps, Source
from tests.booking.conftest import Booker, local
from tests.booking.wizard.conftest import Browser

pytestmark = pytest.mark.once

ANNA = "service=haircut&master=anna"
KARIN = Actor("staff", Source.DESK)
BEST = "Diese Zeiten passen besonders gut in unseren Tag"


def change_rules(**values: object) -> None:
    BookingSettings.load().save()
    BookingSettings.objects.update(**values)


def group(page: Browser, title: str) -> list[str]:
    """The times (UTC) of a group on the page."""
    found = re.search(rf"{title}</h3>(.*?)</section>", page.html, re.DOTALL)
    return re.findall(r'value="[^"]+T([^"]+)Z"', found[1]) if found else []


def test_times_that_leave_no_hole_come_first_and_carry_a_leaf(olena: Browser, book: Booker) -> None:
    """Nine to ten and one to two are taken: between them are three hours, afterwards three."""
    book("haircut", local(9, 9), master="anna")
    book("haircut", local(9, 13), master="anna")
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert group(olena, BEST) == ["08:00", "09:00", "10:00", "12:00", "13:00", "14:00"]
    assert "08:15" in group(olena, "Vormittag")
    assert "08:00" not in group(olena, "Vormittag")
    assert olena.html.count("slot--best") == 6
    assert "Passt gut" in olena.text


def test_on_an_empty_day_only_its_edges_come_first(olena: Browser) -> None:
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert group(olena, BEST) == ["07:00", "14:00"]


def test_gaps_may_make_no_difference(olena: Browser, book: Booker) -> None:
    change_rules(gaps=Gaps.OFF)
    book("haircut", local(9, 11), master="anna")
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert "slot--best" not in olena.html
    assert BEST not in olena.text


def test_a_salon_may_offer_only_what_leaves_no_gap_and_refuses_the_rest(olena: Browser, book: Booker) -> None:
    change_rules(gaps=Gaps.ONLY)
    book("haircut", local(9, 9), master="anna")
    book("haircut", local(9, 13), master="anna")
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert [slot[11:16] for slot in olena.slots] == ["08:00", "09:00", "10:00", "12:00", "13:00", "14:00"]
    assert olena.send(start="2026-06-09T08:15Z").status == 409
    assert olena.open("time", olena.url.partition("?")[2]).send(start="2026-06-09T09:00Z").step == "contact"


def test_a_day_on_which_every_start_would_leave_a_gap_says_that_nothing_fits(olena: Browser, book: Booker) -> None:
    """From twelve to half past one Anna is free: whenever a cut begins, half an hour stays over."""
    change_rules(gaps=Gaps.ONLY)
    for hour, minute in ((9, 0), (10, 0), (11, 0), (13, 30), (14, 30), (15, 30)):
        book("haircut", local(9, hour, minute), master="anna", by=KARIN)
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert "Es gibt Lücken" in olena.text
