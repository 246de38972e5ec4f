"""What an editor may put where, and how it is shown before it is chosen."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from booking.models import Category, Master, Service
from salon.cms.blocks import Body
from salon.cms.blocks.pictures import Photo
from salon.cms.look import SHOWN
from salon.cms.models import SalonImage
from tests.demo import demo_german

__all__ = ["demo_german"]
pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("block", [block for block in SHOWN if block.name != "pages"], ids=lambda block: block.name)
def test_every_block_is_shown_with_sample_data_before_it_is_chosen(admin_client: Client, block: object) -> None:
    answer = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    assert "None" not in answer.content.decode()


def test_the_style_guide_shows_blocks_and_components(admin_client: Client) -> None:
    html = admin_client.get(reverse("look")).content.decode()
    assert html.count("<iframe") > 15
    assert admin_client.get(reverse("look_components")).status_code == 200


@pytest.mark.parametrize(
    ("words", "is_right"),
    [
        ({"alt_text": "Ein Zweig", "decorative": False}, True),
        ({"alt_text": "", "decorative": True}, True),
        ({"alt_text": " ", "decorative": False}, False),
    ],
)
def test_a_picture_says_what_it_shows_or_that_it_is_ornament(words: dict[str, object], is_right: bool) -> None:
    block = Photo()
    value = block.normalize({"image": SalonImage.objects.first(), **words})
    if is_right:
        assert block.clean(value).words == (words["alt_text"] if not words["decorative"] else "")
    else:
        with pytest.raises(StructBlockValidationError) as refused:
            block.clean(value)
        assert set(refused.value.block_errors) == {"alt_text"}


def test_a_welcome_comes_first_or_not_at_all() -> None:
    body = Body()
    hero = {"heading": "Willkommen", "button": "Buchen"}
    text = {"heading": "", "text": "<p>Hallo</p>"}
    body.clean(body.normalize([("hero", hero), ("section", text)]))
    with pytest.raises(StreamBlockValidationError):
        body.clean(body.normalize([("section", text), ("hero", hero)]))


def test_choices_are_the_salons_own_in_its_order() -> None:
    field = Body().child_blocks["services"].child_blocks["services"].field
    shown = [slug for slug, _ in field.choices]
    assert set(shown) == set(Service.objects.values_list("slug", flat=True))
    with pytest.raises(ValidationError):
        field.clean(["no-such-service"])


def labels(block: str, field: str) -> dict[str, str]:
    with override("en"):
        return dict(Body().child_blocks[block].child_blocks[field].field.choices)


def test_what_guests_are_not_shown_says_so_where_it_is_chosen() -> None:
    everything = [*labels("services", "services").values(), *labels("team", "masters").values()]
    assert not any("switched off" in label or "not shown" in label for label in everything)
    Service.objects.filter(slug="manicure").update(is_active=False)
    Category.objects.filter(slug="hair").update(is_active=False)
    Master.objects.filter(slug="anna-lindner").update(is_visible=False)
    services, categories = labels("services", "services"), labels("services", "category")
    assert services["manicure"] == "Manicure – switched off"
    assert "switched off" in services["balayage"]
    assert "switched off" not in services["pedicure"]
    assert "switched off" in categories["hair"]
    assert "not shown by name" in labels("team", "masters")["anna-lindner"]
    assert "not shown by name" in labels("master", "master")["anna-lindner"]


def test_services_are_those_of_a_category_or_chosen_ones() -> None:
    block = Body().child_blocks["services"]
    for value in ({"category": "hair"}, {"services": ["balayage"]}, {}):
        block.clean(block.normalize({"heading": "Gern gebucht", **value}))
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({"heading": "Gern gebucht", "category": "hair", "services": ["manicure"]}))
    assert set(refused.value.block_errors) == {"services"}


@pytest.mark.parametrize("name", ["picture", "gallery", "before_after"])
def test_a_picture_that_was_deleted_takes_its_frame_along(name: str) -> None:
    block = Body().child_blocks[name]
    value = block.get_preview_value()
    assert "<figure" in block.render(value)
    SalonImage.objects.order_by("pk").first().delete()
    gone = block.to_python(block.get_prep_value(value))
    html = block.render(gone)
    assert html.count("<figure") == html.count('<div class="plate') == (2 if name == "gallery" else 0)


def test_a_widget_that_was_taken_down_leaves_no_empty_band() -> None:
    block = Body().child_blocks["booking_widget"]
    value = block.get_preview_value()
    assert "<section" in block.render(value)
    value["widget"].unpublish()
    assert block.render(value).strip() == ""
