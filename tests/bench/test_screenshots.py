"""The page that shows all pictures."""

from io import BytesIO

import pytest
from PIL import Image

from bench.screenshots.handbook import LARGEST, compact
from bench.screenshots.sheet import Picture, sheet

pytestmark = pytest.mark.once


def test_a_page_in_a_language_is_one_row_from_narrow_to_wide() -> None:
    html = sheet([Picture("home", code, "light", width) for width in (1280, 360) for code in ("uk", "de")])
    assert html.count('<div class="row">') == 2
    assert html.index("home-de-light-360.png") < html.index("home-de-light-1280.png") < html.index("home-uk-light-360")


def test_what_could_be_scrolled_sideways_is_marked() -> None:
    assert "360 dark, too wide" in sheet([Picture("home", "de", "dark", 360, is_too_wide=True)])


def test_a_picture_of_the_handbook_is_small_and_keeps_its_size() -> None:
    png = BytesIO()
    Image.effect_noise((480, 300), 20).save(png, "PNG")
    small = compact(png.getvalue())
    assert len(small) <= LARGEST < len(png.getvalue())
    assert Image.open(BytesIO(small)).size == (480, 300)
