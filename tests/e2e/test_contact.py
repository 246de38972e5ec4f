"""Katharina finds the salon and writes to it, by keyboard alone; the map asks nobody before she wants it."""

from base64 import b64decode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from home.demo.load import texts
from home.shield import SECONDS
from tests.e2e.watcher import PHONE, Watcher

pytestmark = pytest.mark.browser
FORM = texts("pages")["contact"]["de"]["form"]
TILE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
TILES = "https://tile.openstreetmap.org/**"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=PHONE, reduced_motion="reduce", locale="de-DE")
    yield opened
    opened.close()


def fill_by_keyboard(page: Page) -> None:
    """From the first field on, each by Tab; the choice by its first letters."""
    page.locator("#id_topic").focus()
    page.keyboard.type("Allg")
    for typed in ("Katharina Vogel", "katharina@example.org", "", "Haben Sie am Samstag offen?"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")


def test_she_writes_by_keyboard_alone_and_hears_that_it_arrived(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    watcher = Watcher(page, site)
    page.goto(f"{site}/de/kontakt/")
    expect(page.locator("#id_topic")).to_be_visible()
    handed_out = page.evaluate("Date.now()")
    watcher.look()
    page.locator("#message button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_topic")).to_be_focused()
    watcher.look()
    fill_by_keyboard(page)
    # Nobody writes faster than this, only we do.
    page.wait_for_function("until => Date.now() > until", arg=handed_out + (SECONDS + 1) * 1000)
    page.locator("#message button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#message h3")).to_be_focused()
    expect(page.locator("#message")).to_contain_text(FORM["success"])
    watcher.look()
    watcher.assert_calm()


def test_without_a_script_she_writes_on_a_page_of_its_own(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/de/kontakt/")
    page.locator("#message a.button").click()
    expect(page.locator("h1")).to_have_text(FORM["heading"])
    page.get_by_label(FORM["name"]).fill("Katharina Vogel")
    page.locator("form.form button").click()
    expect(page.get_by_label(FORM["name"])).to_have_value("Katharina Vogel")
    expect(page.locator("[data-invalid]")).to_have_count(4)
    context.close()


def test_the_map_asks_nobody_before_the_tap(context: BrowserContext, site: str) -> None:
    asked: list[str] = []

    def give(route: Route) -> None:
        asked.append(route.request.headers.get("referer", ""))
        route.fulfill(body=TILE, content_type="image/png")

    context.route(TILES, give)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.goto(f"{site}/de/kontakt/", wait_until="networkidle")
    assert asked == []
    page.locator("[data-map-load]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map__tiles")).to_be_focused()
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    # Only which site asks, as the servers want it, never which page.
    assert set(asked) == {f"{site}/"}
    Watcher(page, site).look()
    before = len(asked)
    page.reload(wait_until="networkidle")
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    assert len(asked) > before
    assert complaints == []
