"""Jana enrols her telephone, keeps her codes, and comes in with one; how these pages look."""

import re
import time
from base64 import b32decode
from collections.abc import Iterator

import pytest
from django_otp.oath import totp
from playwright.sync_api import Browser, Page, expect

from home.demo.logins import PASSWORD
from tests.e2e.watcher import DESK, Watcher

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, locale="de-DE", base_url=site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def log_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", "marketing")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def see(watcher: Watcher) -> None:
    """By day and by night; Wagtail's own frame is not made for the narrowest phone."""
    for scheme in ("light", "dark"):
        watcher.judge(scheme)


def test_jana_enrols_and_comes_in_with_a_code_from_the_paper(page: Page, site: str) -> None:
    watcher = Watcher(page, site)
    page.goto("/admin/login/")
    watcher.look()
    log_in(page)
    page.wait_for_url(f"{site}/admin/")
    page.goto("/admin/2fa/devices/new")
    expect(page.locator(".factor__picture")).to_be_visible()
    assert page.evaluate("document.querySelector('.factor__picture').naturalWidth > 0")
    page.locator(".factor summary").click()
    see(watcher)
    key = b32decode(page.locator(".factor__key").inner_text())
    page.fill("[name=otp_token]", f"{totp(key):06d}")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page.locator(".factor__codes li")).to_have_count(10)
    expect(page.locator("[data-print]")).to_be_visible()
    see(watcher)
    codes = re.findall(r"[a-z0-9]{5}-[a-z0-9]{5}", page.locator(".factor__codes").inner_text())
    page.goto("/admin/2fa/devices/new")
    page.locator(".factor__deeds a").last.click()
    expect(page.locator(".listing tbody tr")).to_have_count(1)
    see(watcher)
    _come_back(page, watcher, codes[0])
    watcher.assert_calm()


def _come_back(page: Page, watcher: Watcher, code: str) -> None:
    page.context.clear_cookies()
    log_in(page)
    page.wait_for_url("**/admin/2fa/auth**")
    page.fill("[name=otp_token]", f"{time.time_ns() % 10**6:06d}x")
    page.press("[name=otp_token]", "Enter")
    expect(page.locator(".w-field__errors .error-message")).to_be_visible()
    watcher.look()
    # A wrong code makes the next one wait for a second.
    expect(page.locator("main h1")).to_be_visible()
    _type_until_it_opens(page, code)
    expect(page.locator(".sidebar")).to_be_visible()


def _type_until_it_opens(page: Page, code: str) -> None:
    for _try in range(20):
        page.fill("[name=otp_token]", code)
        with page.expect_navigation():
            page.press("[name=otp_token]", "Enter")
        if page.url.endswith("/admin/"):
            return
        page.wait_for_timeout(200)
