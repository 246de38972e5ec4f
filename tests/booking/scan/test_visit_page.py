"""The client's side: the code on the visit's page, on its day with six digits below, and in the mails."""

from email import message_from_bytes, policy
from io import BytesIO

import pytest
import time_machine
import zxingcpp
from django.core.mail import EmailMessage
from django.test import Client as Browser
from PIL import Image

from booking import qr
from booking.models import DayCode, Visit
from booking.selectors.visits import qr_token
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.manage.conftest import address, browser, clock
from tests.booking.post import leave

__all__ = ["browser", "clock"]

pytestmark = pytest.mark.django_db


def page(browser: Browser, visit: Visit) -> str:
    return browser.get(address(visit)).content.decode()


def test_a_confirmed_visit_shows_its_code(browser: Browser, visit: Visit) -> None:
    html = page(browser, visit)
    assert f'src="{address(visit, "visit_qr_svg")}"' in html
    assert f'href="{address(visit, "visit_qr_png")}"' in html
    assert qr_token(visit) not in html


@pytest.mark.parametrize(
    ("now", "is_shown"),
    [
        (local(9, 23, 59), False),
        (local(10, 0, 1), True),
        (local(10, 15), True),
        # Past its end she still stands at the desk and pays.
        (local(10, 15, 50), True),
        (local(10, 23, 59), True),
        (local(11, 0, 1), False),
    ],
)
def test_six_digits_stand_below_on_the_day_itself_until_midnight(
    browser: Browser, visit: Visit, clock: time_machine.Traveller, now: object, is_shown: bool
) -> None:
    clock.move_to(now.timestamp())
    html = page(browser, visit)
    assert DayCode.objects.count() == is_shown
    assert all(row.code in html for row in DayCode.objects.all())
    assert page(browser, visit).count("qr.svg") == (now < local(11, 0))


def test_looking_twice_shows_the_same_digits(browser: Browser, visit: Visit, clock: time_machine.Traveller) -> None:
    clock.move_to(local(10, 9).timestamp())
    first = page(browser, visit)
    assert DayCode.objects.get().code in first
    page(browser, visit)
    assert DayCode.objects.count() == 1


def picture_in(letter: EmailMessage) -> tuple[str, bytes, str]:
    """The picture's Content-ID, the picture, and the HTML that shows it."""
    mail = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    (part,) = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    (html,) = [part for part in mail.walk() if part.get_content_type() == "text/html"]
    assert part.get_content_disposition() == "inline"
    return part["Content-ID"], part.get_content(), html.get_content()


def test_confirmation_and_reminder_show_the_code_as_an_inline_picture_with_words(book: Booker) -> None:
    visit = book("haircut", local(12, 14), contact=OLENA)
    (confirmed,), (reminder,) = leave(), leave(local(11, 14))
    for letter in (confirmed, reminder):
        name, content, html = picture_in(letter)
        assert f'src="cid:{name.strip("<>")}"' in html
        assert 'alt="QR' in html
        (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(content)).convert("RGB"))
        assert found.text == qr.address(qr_token(visit))
        assert qr_token(visit) not in letter.body
