"""What a visitor meets first: light, calm, in their language, usable without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_client_books import DESK, PHONE
from tests.e2e.watcher import Watcher

pytestmark = pytest.mark.browser

WEIGHT = 150_000
PAGES = {
    "de": [
        "",
        "leistungen/",
        "leistungen/haare/",
        "leistungen/haare/damenhaarschnitt/",
        "team/",
        "team/anna-lindner/",
        "impressum/",
        "search/?q=Schnitt",
        "search/?q=Quantenphysik",
    ],
    "uk": ["", "posluhy/", "komanda/", "search/"],
}


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


def test_every_kind_of_page_is_calm(page: Page, site: str) -> None:
    watcher = Watcher(page, site)
    for language, paths in PAGES.items():
        for path in paths:
            answer = page.goto(f"{site}/{language}/{path}", wait_until="networkidle")
            assert answer is not None
            assert answer.status == 200, page.url
            watcher.look()
    watcher.assert_calm()


def test_a_visitor_changes_the_language_and_stays_on_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/de/leistungen/")
    link = page.locator("a[hreflang=uk]").first
    if not link.is_visible():
        page.locator("button[popovertarget]:visible, summary:visible").first.click()
    link.click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    assert page.url == f"{site}/uk/posluhy/"


def test_a_lost_address_is_answered_in_the_site_s_look(page: Page, site: str) -> None:
    watcher = Watcher(page, site)
    answer = page.goto(f"{site}/uk/nemaie/")
    assert answer is not None
    assert answer.status == 404
    watcher.look()
    watcher.assert_calm()


def test_the_keyboard_alone_gets_through_the_first_step(page: Page, site: str) -> None:
    page.goto(f"{site}/de/termin/services/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("input[name=service]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/master/**")
    expect(page.locator("h1")).to_be_focused()
