"""Pages without a picture have one drawn for whoever shares them."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image, ImageChops
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage, HomePage
from salon.cms.blocks.pictures import first_photo
from salon.cms.models import HOME_DEPTH, SalonImage, SalonText
from salon.cms.picture_sizes import make_all_sizes
from salon.cms.pictures import FALLBACK, SHARED, make_renditions
from salon.cms.seo import card, share_pictures
from tasks.pictures import draw_shared
from tests.cms.drawing import drawn
from tests.cms.seo.read import SITE, read

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
    made = card.draw(title, "Salon Lindenhof")
    assert len(made) < 120_000
    with Image.open(BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    size, lines = card.fit(title)
    assert len(lines) * size * card.LEADING <= card.TITLE[3] + 1
    assert all(card._font(size).getlength(line) <= card.TITLE[2] for line in lines)


def test_a_name_that_is_too_long_is_cut_before_the_margin() -> None:
    with opened("Salon " * 20) as long, opened("Salon Lindenhof") as short:
        assert long.size == short.size == card.SIZE
        edge = card.WIDTH - card.MARGIN
        assert ImageChops.difference(long, short).getbbox()[2] <= edge
        within = (edge - 2 * card.NAME_SIZE, 0, edge, card.TITLE[1])
        assert ImageChops.difference(long.crop(within), short.crop(within)).getbbox()


def opened(name: str) -> Image.Image:
    return Image.open(BytesIO(card.draw("Preise", name)))


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
    made = {share_pictures.read(home, share_pictures.salon_name(home)) for home in homes.values()}
    assert len(made) == 4


def test_of_a_page_that_not_everybody_may_see_there_is_none(client: Client, page: ContentPage) -> None:
    asked = address(client)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(asked).status_code == 404
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert client.get(asked).status_code == 404
    assert client.get("/share/999999-abc.jpg").status_code == 404


def test_the_worker_draws_what_is_missing_one_page_after_the_other(settings: Settings, page: ContentPage) -> None:
    below, done = None, []
    while (below := share_pictures.draw_next(below=below)) is not None:
        done.append(below)
    assert done == sorted(done, reverse=True)
    assert page.pk in done
    assert len(files(settings)) == len(done)
    assert share_pictures.draw_next() is None
    pictured = Page.objects.live().filter(depth__gte=HOME_DEPTH).exclude(pk__in=done).specific()
    assert all(own.og_image_id or own.listed_picture_id or first_photo(own) for own in pictured)


def test_a_picture_in_the_body_is_shared_once_its_size_is_made(client: Client, page: ContentPage) -> None:
    image, second = drawn("linden", 1600, 1200), drawn("branch", 1600, 1200)
    gallery = {"heading": "", "items": [{"picture": photo(image, "Eine Linde"), "caption": ""}]}
    page.body = [
        {"type": "picture_text", "value": {"heading": "Wir", "text": "<p>Hier.</p>", "picture": photo(None)}},
        {"type": "gallery", "value": gallery},
        {"type": "picture", "value": {"picture": photo(second, "Ein Ast"), "caption": ""}},
    ]
    page.save()
    assert address(client).startswith("/share/")
    make_renditions(image)
    found = read(client, "/de/gutscheine/")
    assert found.only("og:image") == SITE + image.renditions.get(filter_spec=SHARED).url
    assert found.only("og:image:alt") == "Eine Linde"
    (graph,) = found.graphs
    (told,) = [node for node in json.loads(graph)["@graph"] if node["@id"].endswith("#page")]
    assert told["primaryImageOfPage"]["url"] == SITE + image.renditions.get(filter_spec=FALLBACK).url
    assert share_pictures.draw_next() != page.pk


def photo(image: SalonImage | None, words: str = "") -> dict[str, object]:
    return {"image": image and image.pk, "alt_text": words, "decorative": not words}


def test_where_a_picture_is_looked_at_elsewhere_it_is_cut_anew() -> None:
    image = drawn("portrait", 1200, 1600)
    make_all_sizes()
    before = image.renditions.get(filter_spec=SHARED)
    image.save()
    assert image.renditions.get(filter_spec=SHARED) == before
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 600, 1500, 100, 100
    image.save()
    assert not image.renditions.filter(filter_spec=SHARED).exists()
    make_all_sizes()
    after = image.renditions.get(filter_spec=SHARED)
    with before.file.storage.open(after.file.name) as new:
        assert Image.open(new).size == (1200, 630)
    assert after.file.name != before.file.name


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
