"""Pictures are shown from sizes made ahead; until then the original serves, and no page view makes a file."""

import re

import pytest
from django.template import engines

from salon.cms import pictures
from salon.cms.models import SalonImage, SalonRendition
from salon.cms.picture_sizes import make_all_sizes
from tasks.app import app
from tasks.pictures import make_sizes
from tests.cms.drawing import drawn
from tests.queues import emptied

pytestmark = pytest.mark.django_db


@pytest.fixture
def portrait() -> SalonImage:
    """Anna's portrait: 900 x 1200, her face above the middle."""
    image = drawn("anna", 900, 1200)
    image.focal_point_x, image.focal_point_y = 450, 360
    return image


def shown(image: SalonImage | None, **options: str) -> str:
    words = " ".join(f'{name}="{value}"' for name, value in options.items())
    template = engines["django"].from_string(f"{{% load salon_tags %}}{{% plate image {words} %}}")
    return template.render({"image": image})


def test_sizes_are_never_wider_than_the_first_that_holds_the_whole_picture(portrait):
    made = {spec for spec in pictures.specs(portrait) if spec.endswith("avif")}
    assert made == {"width-400|format-avif", "width-800|format-avif", "width-1200|format-avif"}


def test_a_picture_with_sizes_offers_them_in_avif_and_webp(portrait):
    pictures.make_renditions(portrait)
    plate = pictures.plate(portrait)
    assert [source.mime for source in plate.sources] == ["image/avif", "image/webp"]
    assert [size.split()[-1] for size in plate.sources[0].srcset.split(", ")] == ["400w", "800w", "900w"]
    assert plate.url.endswith(".jpg")


def test_a_picture_without_sizes_is_shown_as_it_is_and_nothing_is_made(portrait):
    plate = pictures.plate(portrait)
    assert plate.sources == ()
    assert plate.url == portrait.file.url
    assert not SalonRendition.objects.exists()


def test_making_sizes_twice_makes_them_once(portrait):
    pictures.make_renditions(portrait)
    pictures.make_renditions(portrait)
    assert SalonRendition.objects.count() == len(pictures.specs(portrait))


def test_all_pictures_of_a_page_cost_two_queries(django_assert_num_queries):
    ids = [drawn(name, 300, 200).pk for name in ("hair", "nails", "face")]
    with django_assert_num_queries(2):
        found = pictures.load([*ids, None])
        plates = [pictures.plate(image) for image in found.values()]
    assert len(plates) == 3


def test_every_picture_has_its_size_so_that_nothing_jumps(portrait):
    html = shown(portrait, alt="Anna")
    assert 'width="900" height="1200"' in html
    assert 'alt="Anna"' in html
    assert "fx-5 fy-3" in html


def test_pictures_below_the_fold_wait_and_the_first_one_hurries(portrait):
    assert 'loading="lazy"' in shown(portrait)
    hero = shown(portrait, loading="eager")
    assert 'fetchpriority="high"' in hero
    assert "lazy" not in hero


def test_without_a_picture_the_leaf_stands_in():
    assert 'class="leaf"' in shown(None)


def test_new_pictures_get_their_sizes_and_a_broken_one_holds_up_nobody(portrait, caplog):
    broken = drawn("lost", 500, 400)
    broken.file.storage.delete(broken.file.name)
    make_all_sizes()
    assert portrait.renditions.count() == len(pictures.specs(portrait))
    assert not broken.renditions.exists()
    assert f"no sizes of picture {broken.pk}" in caplog.text


def test_a_task_makes_the_sizes_of_one_picture_and_asks_for_the_next(portrait):
    other = drawn("olga", 500, 400)
    emptied("slow")
    make_sizes()
    assert other.renditions.exists()
    assert not portrait.renditions.exists()
    assert emptied("slow") == [("tasks.pictures.make_sizes", {"below": other.pk})]
    make_sizes(below=other.pk)
    assert portrait.renditions.exists()
    emptied("slow")
    make_sizes(below=portrait.pk)
    assert emptied("slow") == []


def test_what_takes_seconds_stands_in_no_queue_of_messages():
    app.loader.import_default_modules()
    slow = {name for name in app.tasks if app.amqp.router.route({}, name)["queue"].name == "slow"}
    assert slow == {"tasks.pictures.make_sizes", "tasks.pictures.draw_shared", "tasks.demo.finish"}


def test_an_upload_wakes_the_worker_once_it_is_there(monkeypatch, django_capture_on_commit_callbacks):
    woken = []
    monkeypatch.setattr("tasks.pictures.make_sizes.apply_async", lambda **_options: woken.append(True))
    with django_capture_on_commit_callbacks(execute=True):
        drawn("new", 500, 400)
        assert woken == []
    assert woken == [True]


def test_the_place_of_a_picture_has_its_colour_before_it_is_there(portrait):
    assert "<svg" not in shown(portrait)
    pictures.make_renditions(portrait)
    portrait.refresh_from_db()
    assert re.search(r'<rect width="100%" height="100%" fill="#b[789]c[345](?:af|b[01])"/>', shown(portrait))
