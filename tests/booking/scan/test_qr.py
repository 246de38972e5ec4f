"""The code as cameras meet it: small, printed, on a dark page, out of focus."""

import re
from io import BytesIO

import pytest
import resvg_py
import zxingcpp
from django.test import Client as Browser
from PIL import Image, ImageFilter
from pytest_django import Settings

from booking import qr
from booking.models import Visit
from booking.selectors.visits import manage_token, qr_token
from salon.lib import links
from tests.booking.manage.conftest import address, browser, clock

__all__ = ["browser", "clock"]

pytestmark = pytest.mark.django_db

# The longest username of a bot (Telegram, 32 letters).
BOT = "salon_lindenhof_lindau_aue_32bot"
TOKEN = links.make_token(links.Purpose.QR, b"\xff" * 12, 1)
NIGHT = "#141b17"


@pytest.fixture(params=[BOT, "lindenhof_bot", ""], ids=["longest bot", "bot", "site"])
def said(request: pytest.FixtureRequest, settings: Settings) -> str:
    settings.TELEGRAM_BOT_NAME = request.param
    settings.SALON_URL = "https://www.salon-lindenhof-lindau.example"
    return qr.address(TOKEN)


def read(picture: Image.Image) -> str | None:
    found = zxingcpp.read_barcodes(picture.convert("RGB"))
    return found[0].text if found else None


def png(said: str) -> Image.Image:
    return Image.open(BytesIO(qr.as_png(said))).convert("L")


def printed(said: str, pixels: int) -> Image.Image:
    return drawn(qr.as_svg(said), pixels)


def drawn(svg: str, pixels: int) -> Image.Image:
    sized = svg.replace("<svg ", f'<svg width="{pixels}" height="{pixels}" ', 1)
    return Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=sized))))


def on_a_dark_page(picture: Image.Image) -> Image.Image:
    page = Image.new("RGB", (picture.width + 200, picture.height + 200), NIGHT)
    page.paste(picture, (100, 100))
    return page


def modules(said: str) -> int:
    """How many modules the code has along a side, without the light around it."""
    (side,) = re.findall(r'viewBox="0 0 (\d+) \1"', qr.as_svg(said))
    return int(side) - 2 * qr.QUIET


def test_it_leads_to_the_bot_or_where_there_is_none_to_the_site(settings: Settings) -> None:
    settings.SALON_URL = "https://lindenhof.example"
    settings.TELEGRAM_BOT_NAME = "lindenhof_bot"
    assert qr.address(TOKEN) == f"https://t.me/lindenhof_bot?start={TOKEN}"
    settings.TELEGRAM_BOT_NAME = ""
    assert qr.address(TOKEN) == f"https://lindenhof.example/scan/{TOKEN}/"


def test_its_key_has_39_letters_and_nothing_of_a_person(visit: Visit) -> None:
    token = qr_token(visit)
    assert re.fullmatch(r"[A-Za-z0-9_-]{39}", token)
    assert token != manage_token(visit)
    assert links.read_token(token, links.Purpose.MANAGE) is None


def test_it_is_never_finer_than_version_6(said: str) -> None:
    assert modules(said) <= 17 + 4 * 6


def test_a_picture_of_200_pixels_is_read(said: str) -> None:
    assert read(png(said).resize((200, 200), Image.Resampling.BILINEAR)) == said


def test_a_blurred_one_is_read(said: str) -> None:
    blurred = png(said).resize((400, 400), Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(3))
    assert read(blurred) == said


def test_one_of_three_centimetres_on_paper_is_read(said: str) -> None:
    """At 150 dots an inch, as office printers draw a draft."""
    assert read(printed(said, round(3 / 2.54 * 150))) == said


@pytest.mark.parametrize("draw", [png, lambda said: printed(said, 176)], ids=["PNG", "SVG"])
def test_on_a_dark_page_it_stays_dark_on_light(said: str, draw: object) -> None:
    picture = draw(said).convert("RGB")
    assert {picture.getpixel((x, 2)) for x in range(picture.width)} == {(255, 255, 255)}
    assert read(on_a_dark_page(picture)) == said


def test_the_svg_needs_nothing_of_the_page_around_it(said: str) -> None:
    svg = qr.as_svg(said)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert not re.search(r"style|class|script|currentColor|href", svg)


# -- on the visit's page and in the mail


@pytest.mark.parametrize(("name", "kind"), [("visit_qr_svg", "image/svg+xml"), ("visit_qr_png", "image/png")])
def test_whoever_has_the_link_gets_the_picture_and_nobody_keeps_it(
    browser: Browser, visit: Visit, name: str, kind: str
) -> None:
    answer = browser.get(address(visit, name))
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "no-store" in answer["Cache-Control"]
    picture = answer.content.decode() if "svg" in kind else ""
    drawn = (
        resvg_py.svg_to_bytes(svg_string=picture.replace("<svg ", '<svg width="300" height="300" ')) if picture else 0
    )
    assert read(Image.open(BytesIO(bytes(drawn) if drawn else answer.content))) == qr.address(qr_token(visit))
    forged = address(visit, name).replace(manage_token(visit), qr_token(visit))
    assert browser.get(forged).status_code == 404


@pytest.mark.parametrize("status", ["pending", "cancelled", "declined", "expired", "completed", "no_show"])
def test_there_is_none_unless_the_visit_is_confirmed(browser: Browser, visit: Visit, status: str) -> None:
    visit.appointments.update(status=status)
    assert "qr.svg" not in browser.get(address(visit)).content.decode()
    assert browser.get(address(visit, "visit_qr_svg")).status_code == 404
