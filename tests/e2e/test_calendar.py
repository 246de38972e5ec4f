"""Reception's day in the calendar: books on the phone, moves by drag, answers, closes; by night and by keyboard too."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from home.demo.logins import PASSWORD
from tests.e2e.hard_cases import ASKS, LATE
from tests.e2e.watcher import DESK, Watcher

pytestmark = pytest.mark.browser
# Nobody has booked anything with her yet.
COLUMN = "[data-column][data-master=bare]"
NAME = "Olena Telefon"
# What a phone call may take; a script needs a part of it.
PATIENCE = 20


@pytest.fixture(scope="module")
def context(browser: Browser, hard_site: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = opened.new_page()
    page.goto(f"{hard_site}/admin/login/")
    page.locator("[name=username]").fill("reception")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    page.close()
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def free_day(context: BrowserContext, hard_site: str) -> str:
    """The address of the first day from tomorrow on on which she has nothing else to do."""
    page = context.new_page()
    has_time = "all => all.some(one => one.dataset.end - one.dataset.start > 400)"
    for days in range(1, 20):
        address = f"{hard_site}/admin/calendar/?date={datetime.now(UTC).date() + timedelta(days=days)}"
        page.goto(address)
        if page.locator(f"{COLUMN} [data-gap]").evaluate_all(has_time):
            page.close()
            return address
    raise AssertionError


def look_at(page: Page, address: str) -> None:
    """What waits opens by itself on a wide screen; the board has its width then."""
    page.goto(address)
    page.wait_for_selector("[data-side-panel=waiting]:not([hidden])")


def drag(page: Page, card: Locator, to: tuple[float, float]) -> None:
    box = card.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 34, box["y"] + 20, steps=3)
    page.mouse.move(*to, steps=6)
    page.mouse.up()


def book(page: Page, minutes: int, name: str) -> float:
    """On the phone, at so many minutes into her first gap; how many seconds it took."""
    began = time.monotonic()
    gap = page.locator(f"{COLUMN} [data-gap]").last
    box = gap.bounding_box()
    length = gap.evaluate("one => one.dataset.end - one.dataset.start")
    assert box is not None
    gap.click(position={"x": 20, "y": box["height"] * minutes / length + 2})
    form = page.locator("[data-desk-new-visit]")
    expect(form.locator("input:visible, select:visible, textarea:visible")).to_have_count(4)
    form.locator("[name=service]").select_option("many-1")
    expect(form.locator("[data-desk-fit]")).not_to_be_empty()
    form.locator("[name=contact]").fill("0151 2345678")
    form.locator("[name=name]").fill(name)
    form.locator("[name=language]").select_option("uk")
    form.locator("[type=submit]").click()
    expect(page.locator("[data-desk-visit-panel] h3")).to_have_text(name)
    return time.monotonic() - began


def test_reception_books_on_the_phone_and_moves(page: Page, hard_site: str, free_day: str) -> None:
    watcher = Watcher(page, hard_site)
    look_at(page, free_day)
    assert book(page, 30, NAME) < PATIENCE
    cards = page.locator(f"{COLUMN} [data-visit]")
    expect(cards).to_have_count(1)
    watcher.judge("light")
    watcher.judge("dark")

    first = cards.filter(has_text=NAME)
    started = int(first.get_attribute("data-start") or 0)
    page.reload()
    book(page, 60, "Zweite")
    expect(cards).to_have_count(2)
    taken = cards.filter(has_text="Zweite").bounding_box()
    assert taken is not None
    drag(page, first, (taken["x"] + 30, taken["y"] + 10))
    expect(first).to_have_attribute("data-start", str(started))
    expect(page.locator("#desk-move")).to_be_hidden()

    drag(page, first, (taken["x"] + 30, taken["y"] + 2 * taken["height"] + 20))
    dialog = page.locator("[data-desk-move]")
    expect(dialog.locator("[name=tell]")).to_be_checked()
    watcher.judge("dark")
    dialog.locator("[type=submit]").click()
    expect(dialog).to_be_hidden()
    expect(first).not_to_have_attribute("data-start", str(started))
    assert page.locator("[data-desk-visit-panel]").get_attribute("data-said")
    watcher.assert_calm()


def test_by_keyboard_it_moves_too_and_escape_leaves_it(page: Page, free_day: str) -> None:
    look_at(page, free_day)
    card = page.locator(f"{COLUMN} [data-visit]").last
    card.focus()
    started = card.get_attribute("data-start")
    moved = page.locator(f"[data-appointment='{card.get_attribute('data-appointment')}']")
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(".desk-ghost")).to_have_count(0)
    for key in ("m", *["ArrowDown"] * 8, "Enter"):
        page.keyboard.press(key)
    page.locator("[data-desk-move] [type=submit]").click()
    expect(page.locator("[data-desk-move]")).to_be_hidden()
    expect(moved).not_to_have_attribute("data-start", str(started))
    expect(moved).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(":is([data-gap], [data-visit]):focus")).to_have_count(1)
    expect(page.locator(":is([data-gap], [data-visit])[tabindex='0']")).to_have_count(1)


def test_a_request_is_approved_and_a_no_show_noted(page: Page, hard_site: str) -> None:
    watcher = Watcher(page, hard_site)
    page.goto(f"{hard_site}/admin/calendar/")
    waits = page.locator("[data-desk-waiting]")
    request = waits.locator("li", has_text=ASKS)
    expect(request).to_be_visible()
    watcher.judge("light")
    request.locator("button").first.click()
    expect(waits.locator("li", has_text=ASKS)).to_have_count(0)
    page.locator("[data-visit]", has_text=LATE).click()
    panel = page.locator("[data-desk-visit-panel]")
    expect(panel.locator("h3")).to_have_text(LATE)
    expect(panel.locator("h3")).to_be_focused()
    panel.locator("[formaction$='/no-show/']").click()
    expect(panel.locator(".desk-status--no_show")).to_be_visible()
    watcher.judge("dark")
    page.set_viewport_size({"width": 768, "height": 1024})
    watcher.judge("light")
    watcher.assert_calm()


def test_week_month_and_paper_are_sound_to_look_at(page: Page, hard_site: str) -> None:
    watcher = Watcher(page, hard_site)
    for view in ("week", "month", "print"):
        page.goto(f"{hard_site}/admin/calendar/{view}/")
        watcher.judge("light")
        watcher.judge("dark")
    watcher.assert_calm()
