"""The picture of a page that has none, drawn in the salon's look: its title on paper, the leaf, the salon's name."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.misc.bezierTools import cubicPointAtT
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from salon.cms.fonts import FACES, Face

SIZE = WIDTH, HEIGHT = 1200, 630
QUALITY = 88
# The light scheme of salon/static/salon/css/tokens.css in sRGB.
PAPER, SUNK, LINE, INK, SOFT = "#faf7f2", "#f2ece1", "#d9d3c8", "#1a2620", "#4b5449"
MARK = Path(__file__).resolve().parents[2] / "static" / "salon" / "icons" / "mark.svg"
SHAPE = re.compile(r'fill="(?P<fill>#\w+)" d="(?P<path>[^"]+)"')
# The mark's own units; how much larger it is drawn before it is made small; into how many pieces a curve is cut.
MARK_SIZE, FINER, PIECES = 100, 4, 12
MARGIN, MARK_WIDTH, NAME_SIZE = 80, 92, 40
TITLE = (MARGIN, 210, 940, 320)
SIZES = range(112, 43, -4)
LEADING = 1.14
MOST_LINES = 4

Point = tuple[float, float]


def draw(title: str, name: str) -> bytes:
    """A JPEG of 1200 by 630 pixels; a tenth of a second of work."""
    picture = Image.new("RGB", SIZE, PAPER)
    _place_ornament(picture)
    pen = ImageDraw.Draw(picture)
    leaf = _mark(MARK_WIDTH, True)
    picture.paste(leaf, (MARGIN, MARGIN - 10), leaf)
    middle = MARGIN - 10 + MARK_WIDTH // 2
    shown, left = _known(name), MARGIN + MARK_WIDTH + 22
    if _font(NAME_SIZE).getlength(shown) > WIDTH - MARGIN - left:
        shown = _shortened(shown, NAME_SIZE, WIDTH - MARGIN - left)
    pen.text((left, middle), shown, fill=SOFT, font=_font(NAME_SIZE), anchor="lm")
    _write_title(pen, _known(title) or _known(name))
    pen.line((MARGIN, HEIGHT - 62, WIDTH - MARGIN, HEIGHT - 62), fill=LINE, width=2)
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def fit(title: str) -> tuple[int, list[str]]:
    """The largest size (pixels) in which a title fits into its place, and its lines; at the smallest one it is cut."""
    width, height = TITLE[2:]
    for size in SIZES:
        lines, font = list(_wrapped(title, size)), _font(size)
        if len(lines) <= _most_lines(size, height) and all(font.getlength(line) <= width for line in lines):
            return size, lines
    size = SIZES[-1]
    most = _most_lines(size, height)
    lines = [piece for line in _wrapped(title, size) for piece in _pieces(line, size)]
    return size, lines if len(lines) <= most else [*lines[: most - 1], _shortened(lines[most - 1], size, width)]


def _write_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    size, lines = fit(title)
    left, top, _, height = TITLE
    step = size * LEADING
    first = top + (height - step * len(lines)) / 2
    for number, line in enumerate(lines):
        pen.text((left, first + number * step + step / 2), line, fill=INK, font=_font(size), anchor="lm")


def _most_lines(size: int, height: int) -> int:
    return min(MOST_LINES, int(height // (size * LEADING)))


def _wrapped(title: str, size: int) -> Iterator[str]:
    """Lines of whole words; a word that is too long has a line of its own."""
    font, line = _font(size), ""
    for word in title.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > TITLE[2]:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _pieces(line: str, size: int) -> Iterator[str]:
    """A line cut where it must be."""
    font, rest = _font(size), line
    while font.getlength(rest) > TITLE[2]:
        end = next(end for end in range(len(rest) - 1, 0, -1) if font.getlength(f"{rest[:end]}-") <= TITLE[2])
        yield f"{rest[:end]}-"
        rest = rest[end:]
    yield rest


def _shortened(line: str, size: int, width: int) -> str:
    while line and _font(size).getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_serif().source, size)


def _serif() -> Face:
    return next(face for face in FACES if face.family == "Source Serif")


@cache
def _letters() -> frozenset[int]:
    with TTFont(_serif().source, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _known(text: str) -> str:
    """Without what the typeface has no letter for: it would stand there as an empty box."""
    return " ".join("".join(letter if ord(letter) in _letters() else " " for letter in text).split())


def _place_ornament(picture: Image.Image) -> None:
    """A large pale leaf that grows out of the picture."""
    leaf = _mark(640, False)
    picture.paste(leaf, (WIDTH - 430, HEIGHT - 560), leaf)


@cache
def _mark(width: int, is_coloured: bool) -> Image.Image:
    """The salon's leaf, in its own colours or as a shadow on the paper."""
    fine = width * FINER
    drawn = Image.new("RGBA", (fine, fine))
    pen = ImageDraw.Draw(drawn)
    for number, shape in enumerate(SHAPE.finditer(MARK.read_text())):
        fill = shape["fill"] if is_coloured else (PAPER if number else SUNK)
        for outline in _outlines(shape["path"]):
            pen.polygon([(x * fine / MARK_SIZE, y * fine / MARK_SIZE) for x, y in outline], fill=fill)
    return drawn.resize((width, width), Image.Resampling.LANCZOS)


def _outlines(path: str) -> Iterator[list[Point]]:
    """Closed outlines as points, in the mark's units; its path has lines and cubic curves only (SVG 2, chapter 9)."""
    pen = RecordingPen()
    parse_path(path, pen)
    points: list[Point] = []
    for command, to in pen.value:
        if command == "moveTo":
            points = [to[0]]
        elif command == "lineTo":
            points.append(to[0])
        elif command == "curveTo":
            start = points[-1]
            points.extend(cubicPointAtT(start, *to, step / PIECES) for step in range(1, PIECES + 1))
        elif points:
            yield points
            points = []
