"""The contact sheet: every picture once, beside the same page at other widths."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

PAGE = """<!doctype html>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Screenshots</title>
<style>
  body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem; background: #eee; color: #222 }}
  .row {{ display: flex; gap: 1rem; align-items: start; overflow-x: auto }}
  figure {{ margin: 0; flex: none }}
  img {{ display: block; height: 22rem; width: auto; max-width: 24rem; object-fit: cover; object-position: top }}
</style>
<h1>Screenshots</h1>
{rows}
"""


@dataclass
class Picture:
    """`page` as `bench/sights.py` calls it; `width` in CSS pixels; `is_too_wide`: it could be scrolled sideways."""

    page: str
    language: str
    theme: str
    width: int
    is_too_wide: bool = False

    @property
    def file(self) -> str:
        return f"{self.page}-{self.language}-{self.theme}-{self.width}.png"


def write_sheet(folder: Path, pictures: Iterable[Picture]) -> None:
    (folder / "index.html").write_text(sheet(pictures), encoding="utf-8")


def sheet(pictures: Iterable[Picture]) -> str:
    """HTML with a row a page and language."""
    rows = []
    ordered = sorted(pictures, key=lambda one: (one.page, one.language, one.theme, one.width))
    for (page, language), group in groupby(ordered, key=lambda one: (one.page, one.language)):
        rows.append(
            f'<h2>{escape(page)} {escape(language)}</h2>\n<div class="row">{"".join(map(_figure, group))}</div>'
        )
    return PAGE.format(rows="\n".join(rows))


def _figure(picture: Picture) -> str:
    file, mark = escape(picture.file), ", too wide" if picture.is_too_wide else ""
    caption = f"{picture.width} {escape(picture.theme)}{mark}"
    image = f'<a href="{file}"><img src="{file}" alt="" loading="lazy"></a>'
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"
