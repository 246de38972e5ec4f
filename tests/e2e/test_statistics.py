"""The owner switches Google Analytics on; guests are asked, and only a yes loads it.

Google's script is played by three lines that write its cookie; the browser asks for it at its real address, which it
may by the page's policy, and nothing leaves the machine.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from home.demo.logins import PASSWORD
from tests.e2e.watcher import DESK, PHONE, Watcher

pytestmark = pytest.mark.browser
GA4 = "G-AB12CD34EF"
GOOGLE = "https://www.googletagmanager.com/gtag/js"
STAND_IN = "document.cookie = '_ga=GA1.1.1; path=/'; window.isLoaded = true;"
# What the tool was told, as plain lists.
TOLD = "() => (window.dataLayer ?? []).map(call => [...call].map(word => word instanceof Date ? 'now' : word))"


@pytest.fixture
def switched_on(browser: Browser, site: str) -> Iterator[str]:
    """The site's address, while the tool is set."""
    context = browser.new_context(viewport=DESK, locale="de-DE", base_url=site)
    admin = context.new_page()
    admin.goto("/admin/login/")
    admin.fill("[name=username]", "owner")
    admin.fill("[name=password]", PASSWORD)
    admin.press("[name=password]", "Enter")
    admin.wait_for_url(f"{site}/admin/")
    set_tool(admin, GA4)
    yield site
    set_tool(admin, "")
    context.close()


def set_tool(admin: Page, number: str) -> None:
    admin.goto("/admin/settings/cms/salonsettings/")
    admin.fill("[name=ga4_id]", number)
    admin.locator("[name=ga4_id]").press("Enter")
    expect(admin.locator(".messages .success")).to_be_visible()


@pytest.fixture
def asked() -> list[str]:
    """The addresses at Google that were asked for."""
    return []


@pytest.fixture
def guest(browser: Browser, switched_on: str, asked: list[str]) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, base_url=switched_on, reduced_motion="reduce", locale="de-DE")

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/javascript", body=STAND_IN)

    context.route(re.compile("^https:"), answer)
    yield context
    context.close()


def told(frame: object) -> list[list[object]]:
    return frame.evaluate(TOLD)  # type: ignore[attr-defined, no-any-return]


def test_a_guest_is_asked_says_no_and_nothing_is_ever_loaded(
    guest: BrowserContext, switched_on: str, asked: list[str]
) -> None:
    page = guest.new_page()
    watcher = Watcher(page, switched_on)
    page.goto("/de/")
    bar = page.locator(".count-me")
    expect(bar).to_be_visible()
    assert not [cookie for cookie in guest.cookies() if cookie["name"] == "consent"]
    no, yes = bar.get_by_role("button").all()
    assert no.bounding_box()["width"] == pytest.approx(yes.bounding_box()["width"], abs=1)  # type: ignore[index]
    watcher.look()
    with page.expect_response("**/consent/"):
        no.click()
    expect(bar).to_be_hidden()
    page.goto("/de/leistungen/", wait_until="networkidle")
    expect(page.locator(".count-me")).to_be_hidden()
    assert not asked
    watcher.assert_calm()


def test_a_yes_loads_it_tells_a_booking_without_a_name_and_a_no_ends_it(
    guest: BrowserContext, switched_on: str, asked: list[str]
) -> None:
    page = guest.new_page()
    page.goto("/de/?utm_source=flyer&who=olena", wait_until="networkidle")
    assert not asked
    page.locator("button[value=agreed]").click()
    page.wait_for_function("() => window.isLoaded")
    assert asked == [f"{GOOGLE}?id={GA4}"]
    default, update, _begin, config = told(page)
    assert default[:2] == ["consent", "default"]
    assert set(default[2].values()) == {"denied"}  # type: ignore[attr-defined]
    assert update == ["consent", "update", {"analytics_storage": "granted"}]
    assert config[2]["page_location"] == f"{switched_on}/de/?utm_source=flyer"  # type: ignore[index]
    _book(page)
    _see_what_a_booking_tells(page, switched_on)
    _take_it_back(page, guest, asked)


def _book(page: Page) -> None:
    page.goto("/de/termin/")
    page.locator("input[name=service]").first.check()
    for step in ("master", "time"):
        page.get_by_role("button", name="Weiter").click()
        page.wait_for_url(f"**/{step}/**")
    page.locator("a.day:not(.day--full)").nth(2).click()
    page.wait_for_url("**day=**")
    page.wait_for_load_state("networkidle")
    page.locator(".slots button[name=start]").first.click()
    page.wait_for_url("**/contact/**")
    page.locator("input[name=name]").fill("Olena Kowalenko")
    page.locator("input[name=phone]").fill("0151 234 567 88")
    page.locator("input[name=consent]").check()
    page.get_by_role("button", name="Weiter").click()
    page.wait_for_url("**/review/**")
    assert "isLoaded" not in page.evaluate("Object.keys(window)")
    page.get_by_role("button", name="Verbindlich buchen").click()
    page.wait_for_url("**/visit/**")


def _see_what_a_booking_tells(page: Page, site: str) -> None:
    """The page itself has no tool; its frame was told what, how much, and a number of its own."""
    page.wait_for_function("() => window.frames[0]?.isLoaded")
    assert told(page) == []
    frame = next(frame for frame in page.frames if frame.url.endswith("/de/consent/count/"))
    *_begin, config, event = told(frame)
    token = page.url.rpartition("/visit/")[2].partition("/")[0]
    assert config[2]["page_location"] == f"{site}/de/consent/count/"  # type: ignore[index]
    assert config[2]["page_referrer"] == ""  # type: ignore[index]
    assert event[:2] == ["event", "purchase"]
    assert set(event[2]) == {"transaction_id", "value", "currency", "items"}  # type: ignore[call-overload]
    assert event[2]["value"] > 0  # type: ignore[index]
    assert not any(word in str([config, event]) for word in (token, "Olena", "0151", "@"))
    # Once a booking: looking again tells nothing.
    page.reload(wait_until="networkidle")
    assert len(page.frames) == 1


def _take_it_back(page: Page, guest: BrowserContext, asked: list[str]) -> None:
    page.locator("footer a[href$='/consent/']").click()
    page.locator("button[value=declined]").click()
    expect(page.locator(".notice--good")).to_be_visible()
    assert "_ga" not in {cookie["name"] for cookie in guest.cookies()}
    asked.clear()
    page.goto("/de/leistungen/", wait_until="networkidle")
    expect(page.locator(".count-me")).to_be_hidden()
    assert not asked
