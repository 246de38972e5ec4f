"""Olga closes a visit: by keyboard without a script, and with the scanner in Telegram (a stand-in of its script)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from home.demo.logins import PASSWORD
from tests.e2e.hard_cases import DIGITS, SIXTY
from tests.e2e.watcher import PHONE, Watcher

pytestmark = pytest.mark.browser

TOKEN = "A" * 39
# What Telegram's script gives a page; its camera always sees Olena's code.
TELEGRAM = f"""window.Telegram = {{WebApp: {{
  initData: "signed", ready() {{}}, expand() {{}}, isVersionAtLeast: () => true,
  showScanQrPopup: (_, found) => found("https://t.me/lindenhof_bot?start={TOKEN}"),
}}}};"""
LINE = {"id": 7, "service": "Haarschnitt", "quoted": {"amount": "45.00", "is_from": True}, "paid": None}
CARD = {
    "id": "A" * 16,
    "reference": "K7QMXF",
    "client_name": SIXTY,
    "services": "Haarschnitt",
    "lines": [{**LINE, "min": "0.00", "max": "135.00", "buttons": ["45.00", "55.00", "65.00"]}],
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield opened
    opened.close()


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.locator("[name=username]").fill("master")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def test_a_visit_is_closed_by_keyboard_without_a_script(
    browser: Browser, context: BrowserContext, hard_site: str
) -> None:
    log_in(context.new_page(), hard_site)
    plain = browser.new_context(viewport=PHONE, java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(f"{hard_site}/de/scan/")
    page.locator("[name=code]").press_sequentially(DIGITS)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(SIXTY)
    page.locator("[type=radio]").first.focus()
    page.keyboard.press("ArrowRight")
    page.locator("[name=note]").press_sequentially("Danke")
    page.keyboard.press("Enter")
    page.wait_for_url("**/scan/?closed")
    page.locator("[name=code]").press_sequentially(DIGITS)
    page.keyboard.press("Enter")
    expect(page.locator("main [role=alert]")).to_be_visible()
    plain.close()


def test_its_pages_are_sound_to_look_at(context: BrowserContext, hard_site: str) -> None:
    page = context.new_page()
    log_in(page, hard_site)
    watcher = Watcher(page, hard_site)
    page.goto(f"{hard_site}/de/scan/")
    watcher.look()
    page.locator("[name=code]").fill("000000")
    page.keyboard.press("Enter")
    expect(page.locator("main [role=alert]")).to_be_focused()
    watcher.look()
    watcher.assert_calm()


@pytest.fixture
def telegram(context: BrowserContext, hard_site: str) -> Page:
    """Inside Telegram, with a session."""
    page = context.new_page()
    page.route("https://telegram.org/**", lambda route: route.fulfill(body=TELEGRAM, content_type="text/javascript"))
    page.route("**/scan/app/enter/", lambda route: route.fulfill(json={"session": "word"}))
    return page


def answer(page: Page, path: str, *answers: tuple[int, dict[str, Any]]) -> list[Any]:
    """Answer a path of the API, one after the other; returns what was asked."""
    asked: list[Any] = []

    def respond(route: Route) -> None:
        request = route.request
        asked.append(
            (request.headers["authorization"], request.headers["idempotency-key"], json.loads(request.post_data))
        )
        status, body = answers[min(len(asked), len(answers)) - 1]
        route.fulfill(status=status, json=body)

    page.route(f"**/api/qr/{path}/", respond)
    return asked


def test_the_scanner_in_telegram_scans_and_closes(telegram: Page, hard_site: str) -> None:
    watcher = Watcher(telegram, hard_site)
    scans = answer(telegram, "scan", (200, {"result": "ok", "message": "", "visit": CARD}))
    refused = {"code": "amount_out_of_bounds", "message": "Von 0 € bis 135 €.", "facts": {}}
    closes = answer(telegram, "finalize", (422, refused), (200, {}))
    telegram.goto(f"{hard_site}/de/scan/app/")
    telegram.locator("[data-scan-camera]").click()
    expect(telegram.locator("[data-scan-client]")).to_have_text(SIXTY)
    assert [body for *_, body in scans] == [{"token": TOKEN}]
    watcher.look()
    pay = telegram.locator("[data-scan-pay] button").first
    telegram.locator("[data-line] .field input").fill("50,5 €")
    pay.click()
    expect(telegram.locator("[data-scan-said]")).to_have_text(refused["message"])
    expect(telegram.locator("[data-scan-said]")).to_be_focused()
    telegram.locator("[data-line] .field input").fill("")
    pay.click()
    expect(telegram.locator("[data-scan-pay]")).to_be_hidden()
    assert [body["lines"] for *_, body in closes] == [[{"id": 7, "amount": amount}] for amount in ("50.50", "45.00")]
    assert {word for word, *_ in (*scans, *closes)} == {"Session word"}
    watcher.look()
    # Telegram's own script is the only thing that is asked of anybody else.
    assert {said for said in watcher.complaints if "telegram.org" not in said} == set()


def test_digits_and_an_answer_that_is_no(telegram: Page, hard_site: str) -> None:
    unknown = {"result": "unknown", "message": "Diesen Code kennen wir nicht.", "visit": None}
    asked = answer(telegram, "scan", (401, {"message": ""}), (200, unknown))
    telegram.goto(f"{hard_site}/de/scan/app/")
    telegram.locator("[name=code]").fill("424 242")
    telegram.keyboard.press("Enter")
    expect(telegram.locator("[data-scan-said]")).to_have_text(unknown["message"])
    # The session was over: opened anew, and the same request sent again under the same key.
    assert len({key for _, key, _ in asked}) == 1
    assert len(asked) == 2


def test_outside_of_telegram_it_says_where_to_go(context: BrowserContext, hard_site: str) -> None:
    page = context.new_page()
    page.route("https://telegram.org/**", lambda route: route.abort())
    page.goto(f"{hard_site}/de/scan/app/")
    expect(page.locator("[data-scan-outside] a")).to_have_attribute("href", "/de/scan/")
    expect(page.locator("[data-scan]")).to_be_hidden()
