"""A booking widget and the next free times on real pages: by keyboard, without complaints, and without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.watcher import PHONE, Watcher

pytestmark = pytest.mark.browser
CATEGORY, SERVICE, MASTER = "de/leistungen/haare/", "de/leistungen/haare/balayage/", "de/team/anna-lindner/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """Without JavaScript."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_service_chosen_in_the_widget_by_keyboard_is_chosen_in_the_wizard(page: Page, site: str) -> None:
    watcher = Watcher(page, site)
    page.goto(f"{site}/{CATEGORY}", wait_until="networkidle")
    page.locator(".widget__place").scroll_into_view_if_needed()
    expect(page.locator(".widget input[name=service]").first).to_be_attached()
    expect(page.locator("body")).to_be_focused()
    watcher.look()
    page.locator(".widget input[name=service][value=ladies-cut]").focus()
    page.keyboard.press("Space")
    expect(page.locator(".widget [data-tally-count]")).to_have_text("1 Leistung")
    page.locator(".widget button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/termin/master/**")
    expect(page.locator(".answers")).to_contain_text("Damenhaarschnitt")
    assert "service=ladies-cut" in page.url
    watcher.look()
    watcher.assert_calm()


def test_nothing_chosen_is_said_in_the_widgets_own_place(page: Page, site: str) -> None:
    watcher = Watcher(page, site)
    page.goto(f"{site}/{CATEGORY}", wait_until="networkidle")
    page.locator(".widget__place").scroll_into_view_if_needed()
    page.locator(".widget button").click()
    notice = page.locator(".widget .notice--bad[role=alert]").first
    expect(notice).to_be_focused()
    assert page.url == f"{site}/{CATEGORY}"
    watcher.look()
    watcher.assert_calm()


@pytest.mark.parametrize("path", [SERVICE, MASTER], ids=["service", "master"])
def test_the_next_free_times_lead_to_their_day(page: Page, site: str, path: str) -> None:
    watcher = Watcher(page, site)
    page.goto(f"{site}/{path}", wait_until="networkidle")
    page.locator(".soonest-times").scroll_into_view_if_needed()
    times = page.locator(".soonest-times time")
    expect(times).to_have_count(3)
    watcher.look()
    start = times.first.get_attribute("datetime")
    times.first.click()
    page.wait_for_url("**/termin/time/**")
    expect(page.locator(f".slots button[value='{start}']")).to_be_visible()
    watcher.assert_calm()


def test_a_day_chosen_from_the_home_page_is_the_day_of_the_times(page: Page, site: str) -> None:
    watcher = Watcher(page, site)
    page.goto(f"{site}/de/", wait_until="networkidle")
    page.locator(".doors a").last.click()
    page.wait_for_url("**/termin/day/**")
    watcher.look()
    page.locator("a.day:not(.day--full)").last.click()
    page.wait_for_url("**day=**")
    day = page.locator(".day[aria-current=date] .num").inner_text()
    page.locator("input[name=service]").first.check()
    expect(page.locator("[data-tally-count]")).to_have_text("1 Leistung")
    watcher.look()
    page.get_by_role("button", name="Weiter").click()
    page.wait_for_url("**/termin/master/**")
    page.get_by_role("button", name="Weiter").click()
    page.wait_for_url("**/termin/time/**")
    expect(page.locator(".day[aria-current=date] .num")).to_have_text(day)
    watcher.assert_calm()


def test_without_a_script_the_links_lead_into_the_wizard(plain_page: Page, site: str) -> None:
    plain_page.goto(f"{site}/{CATEGORY}")
    plain_page.locator(".widget a.button").click()
    plain_page.wait_for_url("**/termin/services/**")
    assert plain_page.url.endswith("#hair")
    plain_page.goto(f"{site}/{MASTER}")
    plain_page.locator(".soonest-times a").click()
    plain_page.wait_for_url("**/termin/services/**")
    assert "master=anna-lindner" in plain_page.url
