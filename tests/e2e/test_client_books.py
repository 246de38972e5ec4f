"""Olena books two services, moves the visit and cancels it: on a phone and a desk, with script and without."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.watcher import DESK, PHONE, Watcher

pytestmark = pytest.mark.browser

WORDS = {
    "de": {"next": "Weiter", "book": "Verbindlich buchen", "done": "Danke, Ihr Termin ist bestätigt"},
    "uk": {"next": "Далі", "book": "Підтвердити запис", "done": "Дякуємо, Ваш запис підтверджено"},
}
SERVICES = ["ladies-cut", "manicure"]


@pytest.fixture(params=[("de", PHONE, True), ("uk", DESK, True), ("de", PHONE, False)])
def visitor(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[tuple[Page, Watcher, str]]:
    language, window, script = request.param
    context = browser.new_context(viewport=window, java_script_enabled=script, reduced_motion="reduce")
    page = context.new_page()
    yield page, Watcher(page, site, has_script=script), language
    context.close()


def test_a_client_books_moves_and_cancels(visitor: tuple[Page, Watcher, str], site: str) -> None:
    page, watcher, language = visitor
    words = WORDS[language]
    look = watcher.look

    page.goto(f"{site}/{language}/")
    look()
    page.locator("main a.button").first.click()
    for service in SERVICES:
        page.locator(f"input[name=service][value={service}]").check()
    look()
    page.get_by_role("button", name=words["next"]).click()
    page.wait_for_url("**/master/**")
    look()
    page.get_by_role("button", name=words["next"]).click()
    page.wait_for_url("**/time/**")
    look()
    page.locator("a.day:not(.day--full)").nth(2).click()
    page.wait_for_load_state("networkidle")
    look()
    page.locator(".slots button[name=start]").first.click()
    page.wait_for_url("**/contact/**")
    look()
    page.get_by_role("button", name=words["next"]).click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    look()
    page.locator("input[name=name]").fill("Олена Коваленко")
    page.locator("input[name=phone]").fill("0151 234 567 89")
    page.locator("input[name=consent]").check()
    page.get_by_role("button", name=words["next"]).click()
    page.wait_for_url("**/review/**")
    look()
    page.get_by_role("button", name=words["book"]).click()
    page.wait_for_url("**/visit/**")
    expect(page.locator("h1")).to_have_text(re.compile(words["done"]))
    look()
    _manage(page, look)
    watcher.assert_calm()


def _manage(page: Page, look: Callable[[], None]) -> None:
    """Move the visit to another free time, then cancel it."""
    address = page.url.split("?")[0]
    before = page.locator("main time").first.get_attribute("datetime")
    page.goto(f"{address}move/")
    look()
    page.locator("button[name=start]").last.click()
    page.wait_for_url(re.compile(r".*/visit/[^/]+/(\?.*)?$"))
    assert page.locator("main time").first.get_attribute("datetime") != before
    page.goto(f"{address}cancel/")
    look()
    page.locator("main form[method=post] button").click()
    page.wait_for_load_state("networkidle")
    look()
    page.goto(f"{address}cancel/")
    assert page.locator("main form[action*=cancel]").count() == 0
