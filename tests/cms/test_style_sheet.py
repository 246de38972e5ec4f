"""One style sheet for every page, made of all its parts."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from scripts.places import APPS, ROOT

CSS = ROOT / "salon" / "static" / "salon" / "css"
LINK = re.compile(r'static "(salon/[\w/.-]+\.css)"')
# Beside the one sheet: what dresses the style guide alone. The admin's pages have sheets of their own.
LINKED = {"salon/css/site.css", "salon/css/look.css"}


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of static files as `./run` gathers them."""
    folder = tmp_path_factory.mktemp("static")
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "salon.lib.static_files.QuickStaticFiles"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        # Once more on top of the first: nothing may be bundled twice.
        for _ in range(2):
            call_command("collectstatic", "--noinput", verbosity=0)
    return folder / "salon" / "css"


def test_every_part_is_named_once() -> None:
    named = re.findall(r'@import url\("(.+?)"\)', (CSS / "site.css").read_text())
    parts = {str(file.relative_to(CSS)) for file in CSS.rglob("*.css")} - {"site.css", "look.css"}
    assert sorted(named) == sorted(part for part in parts if not part.startswith("admin/"))


def test_all_parts_arrive_in_one_file(collected: Path) -> None:
    (sheet,) = collected.glob("site.????????????.css")
    whole = sheet.read_text()
    assert "@import" not in whole
    order = re.findall(r"@layer (\w+)", whole)
    assert list(dict.fromkeys(order)) == ["reset", "tokens", "base", "layout", "components", "pages", "utilities"]
    assert "@media print" in whole
    for name in (".site-foot", ".price-list", ".slots", ".receipt", ".lost"):
        assert name in whole
    assert sheet.with_name(f"{sheet.name}.gz").exists()


def test_templates_link_no_other_sheet() -> None:
    templates = [file for app in APPS for file in (ROOT / app).rglob("templates/**/*.html")]
    found = {name for file in templates for name in LINK.findall(file.read_text())}
    assert {name for name in found if not name.startswith("salon/css/admin/")} == LINKED
