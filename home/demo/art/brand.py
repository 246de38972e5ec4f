"""The mark (a linden leaf whose ribs are strands of hair), the share picture and the paper texture."""

from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from .botanica import branch
from .curves import Line, Move, path, resample, sides
from .palette import FERN, GOLD, HAIR, INK, MOSS, PAPER, RGB, SAGE, mix
from .sheet import Sheet
from .strands import Lock, guides, hair

# The mark on 100 x 100 units.
LEAF = (
    "50 84, 40 90, 26 88, 15 77, 12 61, 18 44, 30 29, 43 18, 58 6 |"
    "66 22, 79 36, 87 52, 88 66, 81 79, 68 86, 58 87, 50 84"
)
STRANDS = (
    ("50 86, 47 62, 49 40, 58 14", (2.4, 2.2, 1.7, 0.5)),
    ("49 86, 37 72, 30 58, 34 42, 45 27", (0.7, 1.7, 1.4, 0.4)),
    ("52 86, 66 74, 72 60, 69 44, 61 27", (0.7, 1.7, 1.4, 0.4)),
)
STEM = ("52 99, 51 93, 50 80", (3.6, 3.0, 2.6))


def _strand(text: str, widths: tuple[float, ...]) -> Line:
    """A tapering rib of the leaf."""
    line = resample(path(text), 40)
    n = len(widths) - 1

    def half(t: float) -> float:
        k = min(n - 1, int(t * n))
        return (widths[k] + (widths[k + 1] - widths[k]) * (t * n - k)) / 2

    left, right = sides(line, half)
    return left + right[::-1]


def mark_svg(leaf: str, strands: str, dark_leaf: str | None = None) -> str:
    """The mark as SVG; with `dark_leaf` it follows a dark scheme."""

    def d(line: Line) -> str:
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) + "Z"

    style = f"<style>@media (prefers-color-scheme:dark){{.l{{fill:{dark_leaf}}}}}</style>" if dark_leaf else ""
    ribs = "".join(d(_strand(*s)) for s in STRANDS)
    stem = d(_strand(*STEM))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{style}'
        f'<path class="l" fill="{leaf}" d="{d(resample(path(LEAF), 90))}{stem}"/>'
        f'<path fill="{strands}" d="{ribs}"/></svg>\n'
    )


def mark_png(size: int, leaf: RGB, strands: RGB, ground: RGB | None = None, margin: float = 0.06) -> Image.Image:
    """The mark in pixels, on a ground or on nothing."""
    big = size * 8
    image = Image.new("RGBA", (big, big), (*(ground or leaf), 255 if ground else 0))
    put = Move(big * margin, big * margin, big * (1 - 2 * margin) / 100)
    brush = ImageDraw.Draw(image)
    brush.polygon(put(path(LEAF)), fill=(*leaf, 255))
    brush.polygon(put(_strand(*STEM)), fill=(*leaf, 255))
    for strand in STRANDS:
        brush.polygon(put(_strand(*strand)), fill=(*strands, 255))
    return image.resize((size, size), Image.Resampling.LANCZOS)


def paper_tile(size: int, seed: str) -> Image.Image:
    """A seamless, very quiet paper texture in grey, to be multiplied over a ground."""
    rng = Random(seed)
    tile = Image.frombytes("L", (size, size), rng.randbytes(size * size))
    wide = Image.new("L", (size * 3, size * 3))
    for x in range(3):
        for y in range(3):
            wide.paste(tile, (x * size, y * size))
    box = (size, size, size * 2, size * 2)
    fine = wide.filter(ImageFilter.GaussianBlur(0.9)).crop(box)
    fibre = wide.filter(ImageFilter.BoxBlur((5, 0.6))).crop(box)
    both = Image.blend(fine, fibre, 0.45)
    return both.point(lambda v: min(255, max(236, 248 + round((v - 128) * 0.16))))


def share_ground(sheet: Sheet) -> None:
    """1200 x 630: words go on the left, hair and linden stay on the right."""
    lines = guides(
        "1260 250, 1120 300, 1010 280, 900 360, 800 480, 640 560, 420 590",
        "1260 400, 1130 430, 1030 420, 950 490, 860 590, 700 650, 520 680",
        "1260 560, 1150 560, 1070 560, 1010 610, 920 690, 780 740, 620 770",
        steps=120,
    )
    lock = Lock(420, 2.6, wave=9, waves=1.3, loose=10, gather=0.8, ragged=0.5, light=(0.12, -1), bright=0.66, steps=120)
    sheet.draw(hair(lines, lock, HAIR["honey"], sheet.rng))
    branch(sheet, path("1240 -40, 1120 60, 960 130, 780 190"), 7, 170, (MOSS, SAGE, FERN), (2, 4))


def save_brand(folder: Path) -> None:
    """Everything that is no picture of the series."""
    hexa = "#{:02x}{:02x}{:02x}".format
    (folder / "favicon.svg").write_text(mark_svg(hexa(*FERN), hexa(*PAPER), hexa(*SAGE)))
    (folder / "mark.svg").write_text(mark_svg(hexa(*INK), hexa(*GOLD)))
    mark_png(32, FERN, PAPER, margin=0).save(folder / "favicon-32.png", optimize=True)
    mark_png(180, FERN, PAPER, mix(PAPER, SAGE, 0.15), 0.17).convert("RGB").save(
        folder / "apple-touch-icon.png", optimize=True
    )
    mark_png(512, FERN, PAPER, mix(PAPER, SAGE, 0.15), 0.17).convert("RGB").save(folder / "icon-512.png", optimize=True)
    paper_tile(192, "tile").quantize(12).save(folder / "paper.png", optimize=True)
