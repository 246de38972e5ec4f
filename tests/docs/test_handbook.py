"""The handbook names what the admin shows: every label is a German text of the catalogues, every picture is there."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings

FOLDER = Path(__file__).parents[2] / "docs/handbook"
CHAPTERS = sorted(FOLDER.glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)(?:#([^)]+))?\)")
LABEL = re.compile(r"„([^“]+)“")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


@cache
def labels() -> frozenset[str]:
    """All German texts, ours and Wagtail's, "…" in place of what is filled in; first letters are small."""
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    folders += [Path(app.path) / "locale" for app in apps.get_app_configs()]
    files = [file for folder in folders for file in folder.glob("de/LC_MESSAGES/*.po")]
    return frozenset(plain(text) for file in files for entry in polib.pofile(str(file)) for text in texts(entry))


def texts(entry: polib.POEntry) -> Iterator[str]:
    yield entry.msgstr
    yield from entry.msgstr_plural.values()


def plain(text: str) -> str:
    """Wagtail begins a model's name with a capital letter, and Markdown breaks its lines where it likes."""
    words = " ".join(PLACEHOLDER.sub("…", text).split())
    return words[:1].lower() + words[1:]


def anchors(chapter: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", chapter.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.stem)
def test_every_label_is_one_that_the_admin_shows(chapter: Path) -> None:
    quoted = {plain(label) for label in LABEL.findall(chapter.read_text())} - {"…"}
    assert quoted <= labels(), sorted(quoted - labels())


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.stem)
def test_every_picture_chapter_and_heading_it_leads_to_is_there(chapter: Path) -> None:
    for target, anchor in LINK.findall(chapter.read_text()):
        file = (FOLDER / target).resolve()
        assert file.is_file(), target
        assert not anchor or anchor in anchors(file), anchor


def test_every_picture_is_shown_and_small() -> None:
    shown = {target for chapter in CHAPTERS for target, _anchor in LINK.findall(chapter.read_text())}
    for picture in FOLDER.glob("pictures/*"):
        assert f"pictures/{picture.name}" in shown
        assert picture.stat().st_size <= 60_000, picture.name


def test_every_chapter_is_in_the_table_of_contents() -> None:
    listed = {target for target, _anchor in LINK.findall((FOLDER / "README.md").read_text())}
    assert listed == {chapter.name for chapter in CHAPTERS} - {"README.md"}
