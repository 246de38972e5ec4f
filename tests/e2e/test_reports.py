"""The owner reads the figures: by day, by night, on a desk and on a tablet."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from home.demo.logins import PASSWORD
from tests.e2e.watcher import DESK, Watcher

pytestmark = pytest.mark.browser
TABLET = ViewportSize(width=768, height=1024)


@pytest.fixture
def owner(browser: Browser, site: str) -> Iterator[Page]:
    """Where Anna is logged in."""
    context = browser.new_context(viewport=DESK, locale="de-DE", base_url=site)
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/reports/figures/%3Fperiod%3Dlast_quarter")
    page.fill("[name=username]", "owner")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    yield page
    context.close()


def test_a_report_is_read_by_everybody_and_dates_that_are_typed_are_meant(owner: Page, site: str) -> None:
    watcher = Watcher(owner, site)
    expect(owner.locator(".desk-plot__line")).to_be_visible()
    for size in (DESK, TABLET):
        owner.set_viewport_size(size)
        watcher.judge("light")
        watcher.judge("dark")
        assert owner.evaluate("document.documentElement.scrollWidth") <= size["width"]
    owner.fill("[name=first]", "2026-01-01")
    expect(owner.locator("[name=period]")).to_have_value("own")
    watcher.assert_calm()
