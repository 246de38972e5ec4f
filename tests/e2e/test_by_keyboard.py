"""Olena books two services without a mouse, on a phone's window, in a salon with long words and many services.

Wherever she stops, she sees where she is; after each step she is where she has to go on.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.hard_cases import SIXTY
from tests.e2e.watcher import PHONE, Watcher

pytestmark = pytest.mark.browser

# Of what has the focus: whether it, or the card around it, is framed; whether anything of it is in sight and on top.
STOP = """wanted => {
  const at = document.activeElement;
  const around = [];
  for (let part = at; part && part !== document.body; part = part.parentElement) around.push(part);
  const isFramed = part => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const isOnTop = ({ left, top, width, height }) => {
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return seen && (at.contains(seen) || seen.contains(at));
  };
  return {
    name: at.outerHTML.slice(0, 160),
    isFramed: around.some(isFramed),
    isInSight: [...at.getClientRects()].some(isOnTop),
    isWanted: at.matches(wanted),
  };
}"""
STOPS = 150
NEXT = "button[form=answer], .tally button"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def go_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """By Tab (or Shift+Tab) from stop to stop until the one that is wanted."""
    for _ in range(STOPS):
        page.keyboard.press(key)
        stop = page.evaluate(STOP, wanted)
        assert stop["isFramed"], f"nobody sees the focus on {stop['name']}"
        assert stop["isInSight"], f"the focus is out of sight on {stop['name']}"
        if stop["isWanted"]:
            return
    raise AssertionError(f"{wanted} is no stop on {page.url}")


def press(page: Page, wanted: str, step: str) -> None:
    """Go there and press Enter; `step`: where that leads to, and whose heading then has the focus."""
    go_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(step))
    expect(page.locator("h1")).to_be_focused()


def test_two_services_are_booked_by_keyboard_alone(page: Page, hard_site: str) -> None:
    watcher = Watcher(page, hard_site)
    page.goto(f"{hard_site}/de/")
    go_to(page, ".skip")
    page.keyboard.press("Enter")
    go_to(page, "main a.button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/**")
    for service in ("manicure", "many-0"):
        go_to(page, f"input[value={service}]")
        page.keyboard.press("Space")
    watcher.look()
    press(page, NEXT, "/master/")
    go_to(page, "input[name=master]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    watcher.look()
    press(page, NEXT, "/time/")
    press(page, "a.day:not(.day--full):not([aria-current])", "/time/.*day=")
    watcher.look()
    press(page, ".slots button", "/contact/")
    write_by_keyboard(page, watcher)
    press(page, NEXT, "/review/")
    expect(page.locator("main")).to_contain_text(SIXTY)
    watcher.look()
    go_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/visit/**")
    expect(page.locator("h1")).to_contain_text("Danke")
    watcher.look()
    watcher.assert_calm()


def write_by_keyboard(page: Page, watcher: Watcher) -> None:
    """Nothing first: the sentence about it takes the focus, and leads to the field."""
    go_to(page, NEXT)
    page.keyboard.press("Enter")
    expect(page.locator("main [role=alert]")).to_be_focused()
    watcher.look()
    go_to(page, "[role=alert] a")
    page.keyboard.press("Enter")
    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type(SIXTY)
    go_to(page, "#id_email")
    page.keyboard.type("anastasia@example.org")
    go_to(page, "#id_phone", "Shift+Tab")
    page.keyboard.type("0151 234 567 80")
    go_to(page, "#id_consent")
    page.keyboard.press("Space")
