"""A browser's window for one picture, with the cookies of whoever looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright

from bench.screenshots.sheet import Picture
from bench.sights import Sight

FLAGS = ["--headless", "--no-sandbox", "--disable-background-networking", "--disable-component-update"]
# What a window shows at first, in CSS pixels.
HEIGHT = 800


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=environ["CHROME_PATH"], args=FLAGS)


@contextmanager
def window(browser: Browser, site: str, picture: Picture, sight: Sight) -> Iterator[Page]:
    """An empty page; `site`: the address for which the cookies are meant."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": HEIGHT},
        color_scheme=picture.theme,
        reduced_motion="reduce",
        locale=picture.language,
    )
    host = urlsplit(site).hostname or ""
    context.add_cookies(
        [{"name": name, "value": value, "domain": host, "path": "/"} for name, value in sight.cookies.items()]
    )
    yield context.new_page()
    context.close()
