"""What a visitor meets first: light, and in their language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.watcher import DESK, PHONE

pytestmark = pytest.mark.browser

WEIGHT = 150_000


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_the_first_page_is_light(page: Page, site: str) -> None:
    weights: dict[str, int] = {}
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    kinds: dict[str, str] = {}
    tools.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    tools.on("Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(f"{site}/de/", wait_until="networkidle")
    assert sum(weight for request, weight in weights.items() if kinds.get(request) != "Image") < WEIGHT


def test_a_visitor_changes_the_language_and_stays_on_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/de/leistungen/")
    link = page.locator("a[hreflang=uk]").first
    if not link.is_visible():
        page.locator("button[popovertarget]:visible, summary:visible").first.click()
    link.click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    assert page.url == f"{site}/uk/posluhy/"
