"""The demo's pictures: each place has one, each file is there, and together they stay light."""

import json
from pathlib import Path

import pytest
from PIL import Image

from home.demo import load
from home.demo.art import __main__ as art
from home.demo.art.series import PICTURES

LANGUAGES = {"de", "ru", "uk", "en"}
SERVICES = load.texts("services")
NAMES = sorted(load.drawings())


def placed() -> list[str]:
    places = load.places()
    groups = [places[kind].values() for kind in ("home", "pages", "categories", "services", "masters")]
    return [name for group in groups for name in group] + places["gallery"]


def test_every_service_category_and_master_has_a_picture_and_no_other():
    places = load.places()
    assert set(places["services"]) == {service["slug"] for service in SERVICES["services"]}
    assert set(places["categories"]) == {category["slug"] for category in SERVICES["categories"]}
    assert set(places["masters"]) == {master["key"] for master in load.texts("masters")["masters"]}


def test_no_two_services_share_a_picture():
    names = list(load.places()["services"].values())
    assert len(names) == len(set(names))


def test_every_picture_has_a_place_and_every_place_a_picture():
    assert set(placed()) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_the_file_that_its_facts_describe(name):
    drawing = load.drawings()[name]
    with Image.open(drawing.path) as image:
        assert image.format == "WEBP"
        assert image.size == drawing.size
    assert max(drawing.size) <= (1920 if name.startswith("hero-") else 1200)
    assert 0 <= drawing.focal[0] <= drawing.size[0]
    assert 0 <= drawing.focal[1] <= drawing.size[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_says_what_it_shows_in_every_language(name):
    alts = load.drawings()[name].alts
    assert set(alts) == LANGUAGES
    assert len(set(alts.values())) == 4 or name.startswith("master-")
    assert all(10 < len(alt) <= 110 for alt in alts.values()), alts


def test_portraits_carry_the_masters_own_names():
    for master in load.texts("masters")["masters"]:
        alts = load.drawings()[load.places()["masters"][master["key"]]].alts
        for language in LANGUAGES:
            assert master["text"][language]["name"] in alts[language]


def test_all_pictures_together_are_at_most_four_megabytes():
    files = list(load.PICTURES.glob("*.webp"))
    assert {file.stem for file in files} == set(NAMES)
    assert sum(file.stat().st_size for file in files) <= 4_000_000


def test_the_facts_on_disk_are_those_of_the_generator():
    assert json.loads((load.PICTURES / "series.json").read_bytes()) == json.loads(json.dumps(art.facts()))


def test_the_generator_draws_a_picture_again(tmp_path: Path):
    number = next(i for i, picture in enumerate(PICTURES) if picture.name == "service-gel-polish")
    art.draw((number, str(tmp_path)))
    with Image.open(tmp_path / "service-gel-polish.webp") as again:
        assert again.size == load.drawings()["service-gel-polish"].size
