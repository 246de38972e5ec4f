"""Karin at the desk: a client's card, and several appointments at once, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from home.demo.logins import PASSWORD
from tests.e2e.watcher import DESK, Watcher

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[Page]:
    """Where Karin is logged in."""
    context = browser.new_context(viewport=DESK, locale="de-DE", base_url=site)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", "reception")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page).to_have_url(f"{site}/admin/")
    yield page
    context.close()


def test_a_card_and_the_question_about_ticked_rows_are_calm_by_day_and_night(desk: Page, site: str) -> None:
    watcher = Watcher(desk, site)
    desk.goto("/admin/clients/")
    desk.locator("table.listing tbody a").first.click()
    expect(desk.locator(".desk-figures")).to_be_visible()
    for scheme in ("light", "dark"):
        watcher.judge(scheme)
    desk.goto("/admin/appointments/")
    boxes = desk.locator("[form=bulk-form]")
    for place in range(2):
        boxes.nth(place).check()
    watcher.judge("light")
    desk.locator("#bulk-form [value=cancel]").click()
    expect(desk.locator("main [name=row]")).to_have_count(2)
    watcher.judge("light")
    assert watcher.complaints == []
