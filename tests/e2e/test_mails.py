"""Every letter in every language in a real browser: on a phone and a desk, by day and by night, without a network."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from salon.outbox.letter import Address, Button, Channel, Fact, Letter
from salon.outbox.mail_message import Frame, as_html, frame_of
from salon.outbox.previews import Preview, previews
from salon.outbox.wording import Words
from tests.demo import demo_full
from tests.e2e.watcher import DESK, NARROWEST, PHONE, Watcher

pytestmark = pytest.mark.browser
__all__ = ["demo_full"]

TOUCH = 44
HEIGHTS = "[...document.querySelectorAll('a.button, a.quiet')].map(link => link.getBoundingClientRect().height)"
# One of each make: facts and two buttons, to staff, a list, one button, only words.
LOOKED_AT = {"confirmed", "staff_new_request", "staff_digest", "magic_link", "contact_receipt"}
LONG = "Verbindlichkeitsbestätigungs" * 4
URL = f"https://lindenhof.example/{'a' * 200}/"
LONGEST = Letter(
    to=[Address(Channel.MAIL, "olena@example.org")],
    language="de",
    words=Words(LONG, LONG, LONG, (LONG, URL), {}),
    greeting=LONG,
    why=LONG,
    facts=[Fact("Buchungsnummer", [LONG, URL])],
    buttons=[Button(LONG, URL), Button(LONG, URL)],
)


@pytest.fixture(scope="module")
def letters(demo_full: None, django_db_blocker: DjangoDbBlocker) -> Sequence[Preview]:
    with django_db_blocker.unblock():
        return list(previews())


@pytest.fixture(scope="module")
def frame(demo_full: None, django_db_blocker: DjangoDbBlocker) -> Frame:
    with django_db_blocker.unblock():
        return frame_of(LONGEST.language)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One for all: a letter has no state."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def watcher(window: Page) -> Watcher:
    window.emulate_media(color_scheme="light")
    return Watcher(window, "about:")


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_letter_fits_and_asks_nobody_for_anything(
    watcher: Watcher, letters: Sequence[Preview], size: dict[str, int]
) -> None:
    watcher.page.set_viewport_size(size)
    for letter in letters:
        watcher.page.set_content(letter.html)
        assert width(watcher.page) == size["width"], (letter.code, letter.key)
    watcher.assert_calm()


def test_one_letter_of_each_make_is_accessible(watcher: Watcher, letters: Sequence[Preview]) -> None:
    watcher.page.set_viewport_size(PHONE)
    chosen = [letter for letter in letters if letter.code == "de" and letter.key in LOOKED_AT]
    assert len(chosen) == len(LOOKED_AT)
    for letter in chosen:
        watcher.page.set_content(letter.html)
        watcher.look()
    watcher.assert_calm()


def test_at_night_the_paper_is_dark_and_the_words_are_light(watcher: Watcher, letters: Sequence[Preview]) -> None:
    watcher.page.set_content(letters[0].html)
    card, heading = watcher.page.locator(".card"), watcher.page.locator("h1")
    expect(card).to_have_css("background-color", "rgb(254, 253, 250)")
    expect(heading).to_have_css("color", "rgb(21, 38, 29)")
    watcher.page.emulate_media(color_scheme="dark")
    expect(card).to_have_css("background-color", "rgb(29, 37, 32)")
    expect(heading).to_have_css("color", "rgb(236, 231, 223)")


def test_a_thumb_hits_every_button_on_a_phone(watcher: Watcher, letters: Sequence[Preview]) -> None:
    watcher.page.set_viewport_size(PHONE)
    for letter in letters:
        watcher.page.set_content(letter.html)
        heights = watcher.page.evaluate(HEIGHTS)
        assert len(heights) == len(letter.letter.buttons)
        assert all(height >= TOUCH for height in heights), (letter.code, letter.key, heights)


def test_the_longest_words_stay_on_the_narrowest_phone(watcher: Watcher, frame: Frame) -> None:
    watcher.page.set_viewport_size(NARROWEST)
    for facts in (LONGEST.facts, [Fact(f"{hour}:00–{hour}:45", [LONG]) for hour in range(10, 20)]):
        watcher.page.set_content(as_html(replace(LONGEST, facts=facts), frame))
        assert width(watcher.page) == NARROWEST["width"]
    watcher.look()
    watcher.assert_calm()


def test_the_preview_line_is_not_in_the_letter(watcher: Watcher, letters: Sequence[Preview]) -> None:
    letter = next(letter for letter in letters if letter.key == "confirmed")
    watcher.page.set_content(letter.html)
    assert letter.letter.words.preheader in watcher.page.content()
    assert not watcher.page.locator(".preheader").is_visible()
