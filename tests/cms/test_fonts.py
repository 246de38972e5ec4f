"""The typefaces are cut once, carry every letter of the four languages, and a page without them asks for none."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from salon.cms import fonts

LETTERS = {
    "latin": "AaÄäÖöÜüßẞ0123456789€–„“”«»’№",
    "cyrillic": "АаЯяЁёЫыЭэІіЇїЄєҐґЪъ₴",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture
def fonts_folder(folder, monkeypatch) -> Path:
    monkeypatch.setattr(fonts, "FOLDER", folder)
    monkeypatch.setattr(fonts, "STYLESHEET", folder / "fonts.css")
    return folder


@pytest.fixture
def cut(fonts_folder) -> Path:
    call_command("build_fonts", verbosity=0)
    return fonts_folder


@pytest.mark.parametrize("script", LETTERS)
@pytest.mark.parametrize("face", fonts.FACES, ids=lambda face: face.stem)
def test_each_file_carries_every_letter_of_its_script(cut, face, script):
    with TTFont(face.target(script)) as font:
        known = font.getBestCmap()
    assert [letter for letter in LETTERS[script] if ord(letter) not in known] == []


def test_a_german_page_loads_less_than_50_kb_of_fonts(cut):
    assert sum(face.target("latin").stat().st_size for face in fonts.FACES) < 50_000


def test_fonts_that_are_there_are_not_cut_again(cut):
    said = StringIO()
    call_command("build_fonts", stdout=said)
    assert "up to date" in said.getvalue()


def test_a_lost_file_is_cut_again(cut):
    lost = fonts.FACES[1].target("cyrillic")
    lost.unlink()
    call_command("build_fonts", verbosity=0)
    assert lost.exists()


def test_the_style_sheet_names_only_files_that_are_there(cut):
    words = (cut / "fonts.css").read_text()
    for face in fonts.FACES:
        for script in fonts.SCRIPTS:
            assert f'url("{face.target(script).name}")' in words
    assert words.count("url(") == len(list(cut.glob("*.woff2")))


@pytest.mark.parametrize(("code", "script"), [("de", "latin"), ("en", "latin"), ("ru", "cyrillic"), ("uk", "cyrillic")])
def test_a_page_preloads_the_files_of_its_own_script(cut, code, script):
    preloads = fonts.links(code).preloads
    assert [Path(url).name for url in preloads] == [face.target(script).name for face in fonts.FACES]


def test_a_page_without_cut_fonts_links_none(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "STYLESHEET", tmp_path / "fonts.css")
    assert fonts.links("de") is None
