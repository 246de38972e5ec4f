"""Olena withdraws from a contract on a phone, with script and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.watcher import PHONE, Watcher

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def visitor(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[tuple[Page, Watcher]]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param, reduced_motion="reduce")
    page = context.new_page()
    yield page, Watcher(page, site, has_script=request.param)
    context.close()


def test_two_steps_and_back(visitor: tuple[Page, Watcher], site: str) -> None:
    page, watcher = visitor
    go_on = page.locator("main form button")
    page.goto(f"{site}/en/terms/")
    watcher.look()
    page.locator(".site-foot__end a[href$='/withdrawal/']").click()
    watcher.look()
    go_on.click()
    expect(page.locator("[aria-invalid=true]")).to_have_count(3)
    watcher.look()
    typed = {"name": "Olena Kovalenko", "reference": "LNDN26", "email": "olena@example.org"}
    for name, words in typed.items():
        page.locator(f"[name={name}]").fill(words)
    go_on.click()
    page.wait_for_url("**/review/")
    watcher.look()
    page.locator("main a.more--back").click()
    for name, words in typed.items():
        expect(page.locator(f"[name={name}]")).to_have_value(words)
    go_on.click()
    go_on.click()
    page.wait_for_url("**/done/")
    expect(page.locator("[role=status]")).to_contain_text("olena@example.org")
    watcher.look()
    watcher.assert_calm()
