"""`docs/booking-rules.md` tells the truth: every setting with its default, every test by its name."""

import re
from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import NOT_PROVIDED

from booking.models import BookingSettings

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests/booking"
PAGE = (ROOT / "docs/booking-rules.md").read_text()
SETTING = re.compile(r"`(\w+\.\w+)`")
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
MODELS = {model.__name__: model for label in ("booking", "cms") for model in apps.get_app_config(label).get_models()}


def rows() -> Iterator[list[str]]:
    """The cells rule, setting, default, test of every rule."""
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "rule":
            yield cells


def written(default: object) -> str:
    """A default as people write it."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, time):
        return f"{default:%H:%M}"
    return "none" if default in (NOT_PROVIDED, None) else str(default)


def default_of(setting: str) -> object:
    model, _, name = setting.partition(".")
    field = MODELS[model]._meta.get_field(name)
    return field.default() if callable(field.default) and field.default is not NOT_PROVIDED else field.default


def test_every_setting_of_the_desk_is_on_the_page() -> None:
    named = set(SETTING.findall(PAGE))
    fields = {f"BookingSettings.{field.name}" for field in BookingSettings._meta.fields if field.name != "id"}
    assert fields - named == set()


def test_each_default_is_the_real_one() -> None:
    for _, settings, defaults, _ in rows():
        names, shown = SETTING.findall(settings), defaults.split("; ")
        for name, default in zip([one for one in names if one.startswith("BookingSettings")], shown, strict=False):
            assert default == written(default_of(name)), name


@pytest.mark.parametrize(("file", "name"), sorted(set(TEST.findall(PAGE))))
def test_each_named_test_exists(file: str, name: str) -> None:
    assert f"def {name}(" in (TESTS / file).read_text()


def test_every_rule_has_a_test() -> None:
    assert [rule for rule, _, _, test in rows() if not TEST.search(test)] == []
