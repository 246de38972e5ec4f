"""Somebody looks for something: by keyboard, and with a phone that runs no script."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.watcher import DESK, PHONE, Watcher

pytestmark = pytest.mark.browser


def test_typing_offers_what_the_arrows_reach_and_escape_takes_it_away(browser: Browser, site: str) -> None:
    page = browser.new_context(viewport=DESK, reduced_motion="reduce").new_page()
    watcher = Watcher(page, site)
    page.goto(f"{site}/uk/")
    page.locator(".menu__search").click()
    page.locator("#question").press_sequentially("балаяж")
    offered = page.locator("#suggestions a")
    expect(offered.first).to_contain_text("Балаяж")
    watcher.look()
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".found h2").first).to_have_text("Балаяж")
    watcher.look()
    watcher.assert_calm()
    page.context.close()


def test_without_a_script_the_form_is_enough(browser: Browser, site: str) -> None:
    page = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{site}/de/search/")
    page.locator("#question").fill("Damenschnitt")
    page.locator(".search-form button").click()
    expect(page.locator(".found h2").first).to_have_text("Damenhaarschnitt")
    page.context.close()
