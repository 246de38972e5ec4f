"""Every kind of page and block, by day and by night, from the narrowest phone to a desk, also with text twice as large.

What holds is written in `Watcher.look`: nothing that axe finds, no sideways scrolling, no word of the browser's, no
foreign host. The steps of the wizard, the visit's page and forms that were refused are looked at where they are used.
"""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.watcher import DESK, PHONE, Watcher

pytestmark = pytest.mark.browser

GERMAN = [
    "de/",
    "de/leistungen/",
    "de/leistungen/haare/",
    "de/leistungen/haare/damenhaarschnitt/",
    "de/team/",
    "de/team/anna-lindner/",
    "de/preisliste/",
    "de/kontakt/",
    "de/haeufige-fragen/",
    "de/datenschutz/",
    "de/search/?q=Schnitt",
    "de/search/?q=Quantenphysik",
    "de/gibt-es-nicht/",
    "de/my/",
]
UKRAINIAN = ["uk/", "uk/posluhy/", "uk/tsiny/", "uk/kontakty/", "uk/nemaie/"]
# Every block of every field, and what has no picture, no words or nothing to book.
HARD = [
    "de/every-block/",
    "de/leistungen/many/article/",
    "de/leistungen/empty/",
    "de/team/anna-lindner/",
    "de/team/bare/",
]
# The same blocks and pages again in long words: what axe says of them is known, whether they fit is not.
LONG = [
    *("de/long-words/", "de/leistungen/", "de/leistungen/many/", "de/leistungen/many/bare/", "de/preisliste/"),
    *("ru/long-words/", "ru/uslugi/many/", "ru/uslugi/many/article/", "ru/tseny/", "ru/komanda/"),
]


def opened(browser: Browser, window: ViewportSize) -> Page:
    return browser.new_context(viewport=window, reduced_motion="reduce").new_page()


@pytest.mark.parametrize(("window", "paths"), [(DESK, GERMAN), (PHONE, UKRAINIAN)], ids=["desk", "phone"])
def test_every_kind_of_page_is_calm(browser: Browser, site: str, window: ViewportSize, paths: list[str]) -> None:
    page = opened(browser, window)
    watcher = Watcher(page, site)
    for path in paths:
        page.goto(f"{site}/{path}", wait_until="networkidle")
        expect(page.locator("h1")).to_have_count(1)
        watcher.look()
    watcher.assert_calm()
    page.context.close()


def test_the_open_menu_of_a_phone_is_calm_and_gives_the_focus_back(browser: Browser, site: str) -> None:
    page = opened(browser, PHONE)
    watcher = Watcher(page, site)
    page.goto(f"{site}/de/")
    button = page.locator(".site-head__in > .menu-button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu__list")).to_be_visible()
    watcher.judge("light")
    watcher.judge("dark")
    watcher.fit()
    page.keyboard.press("Escape")
    expect(page.locator(".menu__list")).to_be_hidden()
    expect(button).to_be_focused()
    watcher.assert_calm()
    page.context.close()


def test_long_words_many_services_and_missing_pictures_are_calm(browser: Browser, hard_site: str) -> None:
    page = opened(browser, DESK)
    watcher = Watcher(page, hard_site)
    for path in HARD:
        answer = page.goto(f"{hard_site}/{path}", wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200, path
        watcher.look()
    for path in LONG:
        page.set_viewport_size(DESK)
        answer = page.goto(f"{hard_site}/{path}")
        assert answer is not None
        assert answer.status == 200, path
        watcher.fit()
    watcher.assert_calm()
    page.context.close()
