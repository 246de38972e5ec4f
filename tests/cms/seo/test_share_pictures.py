"""Pages without a picture have one drawn for whoever shares them."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage, HomePage
from salon.cms.models import SalonText
from salon.cms.seo import card, share_pictures
from tasks.pictures import draw_shared
from tests.cms.seo.conftest import SITE, read

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
LONG = [
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "Нарощування вій, ламінування та фарбування брів — догляд за «їжачком» і ґудзиком у Лінденгофі",
    "Sonderöffnungszeiten, Gutscheine und Geschenkideen rund um Weihnachten, Silvester und Neujahr im ganzen Salon",
    "Ш" * 255,
]


@pytest.fixture
def page() -> ContentPage:
    home = HomePage.objects.get(locale__language_code="de")
    return home.add_child(instance=ContentPage(title="Gutscheine", slug="gutscheine"))


def address(client: Client, path: str = "/de/gutscheine/") -> str:
    return read(client, path).only("og:image").removeprefix(SITE)


def files(settings: Settings) -> list[Path]:
    return sorted(Path(settings.MEDIA_ROOT).glob("share/*"))


@pytest.mark.parametrize("title", ["Balayage", *LONG, "💅", ""])
def test_a_title_is_drawn_inside_its_place(title: str) -> None:
    drawn = card.draw(title, "Salon Lindenhof")
    assert len(drawn) < 120_000
    with Image.open(BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    size, lines = card.fit(title)
    assert len(lines) * size * card.LEADING <= card.TITLE[3] + 1
    assert all(card._font(size).getlength(line) <= card.TITLE[2] for line in lines)


def test_a_name_that_is_too_long_is_cut() -> None:
    assert card.draw("Preise", "Salon " * 20)


@pytest.mark.usefixtures("page")
def test_it_is_drawn_where_it_is_asked_for_first_and_kept(client: Client, settings: Settings) -> None:
    asked = address(client)
    assert files(settings) == []
    answer = client.get(asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "immutable" in answer["Cache-Control"]
    (kept,) = files(settings)
    made = kept.stat().st_mtime_ns
    assert client.get(asked).content == answer.content
    assert kept.stat().st_mtime_ns == made


def test_another_title_or_name_is_another_picture(client: Client, page: ContentPage, settings: Settings) -> None:
    first = address(client)
    client.get(first)
    page.title = "Geschenkgutscheine"
    page.save()
    second = address(client)
    SalonText.objects.filter(locale__language_code="de").update(name="Salon Linde")
    third = address(client)
    assert len({first, second, third}) == 3
    assert client.get(first)["Location"] == client.get(second)["Location"] == third
    assert client.get(third).status_code == 200
    assert len(files(settings)) == 1


def test_another_language_is_another_picture() -> None:
    homes = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    drawn = {share_pictures.read(home, share_pictures.salon_name(home)) for home in homes.values()}
    assert len(drawn) == 4


def test_of_a_page_that_not_everybody_may_see_there_is_none(client: Client, page: ContentPage) -> None:
    asked = address(client)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(asked).status_code == 404
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert client.get(asked).status_code == 404
    assert client.get("/share/999999-abc.jpg").status_code == 404


def test_the_worker_draws_what_is_missing_one_page_after_the_other(settings: Settings, page: ContentPage) -> None:
    below, drawn = None, []
    while (below := share_pictures.draw_next(below=below)) is not None:
        drawn.append(below)
    assert drawn == sorted(drawn, reverse=True)
    assert page.pk in drawn
    assert len(files(settings)) == len(drawn)
    assert share_pictures.draw_next() is None
    pictured = Page.objects.live().filter(pk__gt=2).exclude(pk__in=drawn).specific()
    assert all(own.og_image_id or own.listed_picture_id for own in pictured)


def test_publishing_asks_the_worker(
    monkeypatch: pytest.MonkeyPatch,
    page: ContentPage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    asked = []
    monkeypatch.setattr(draw_shared, "apply_async", lambda **options: asked.append(options))
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert len(asked) == 1
