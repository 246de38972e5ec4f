"""The QR code of a visit: an address with a key for one purpose, drawn so that any camera reads it (ISO/IEC 18004)."""

from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse

from salon.lib.urls import absolute

# Modules of light around it (ISO/IEC 18004, 9.1). Dark on light in every scheme: few scanners read it the other way.
QUIET, DARK, LIGHT = 4, "#000", "#fff"
PNG_SCALE = 8


def address(token: str) -> str:
    """What the code says, absolute: the bot's deep link, or where no bot is named a page of the site."""
    if settings.TELEGRAM_BOT_NAME:
        return deep_link(token)
    return absolute(reverse("scan_link", args=[token]))


def deep_link(payload: str) -> str:
    """An address that opens the bot and gives it at most 64 letters (core.telegram.org/bots/features#deep-linking)."""
    return f"https://t.me/{settings.TELEGRAM_BOT_NAME}?start={payload}"


def as_svg(said: str) -> str:
    """An SVG element that stands alone or inside HTML: without styles, scripts or colours of the page around it."""
    return _file(said, kind="svg", xmldecl=False, omitsize=True, svgclass=None, lineclass=None, nl=False).decode()


def as_png(said: str) -> bytes:
    """A black-and-white picture of about 400 px."""
    return _file(said, kind="png", scale=PNG_SCALE)


def _file(said: str, **how: Any) -> bytes:
    """Level M: it may lose 15 % of itself."""
    file = BytesIO()
    code = segno.make(said, error="m", micro=False, boost_error=False)
    code.save(file, border=QUIET, dark=DARK, light=LIGHT, **how)
    return file.getvalue()
