"""Still life: quiet bottles and bowls that stand in soft light on a table."""

import math

from .curves import Line, Point, between, oval, smooth
from .palette import RGB, mix
from .sheet import Sheet

# Half outlines: (height share, half width share), foot to mouth; None is a sharp edge.
SHAPES: dict[str, tuple[Point | None, ...]] = {
    "bottle": (
        (0, 0.42),
        (0.03, 0.46),
        (0.3, 0.47),
        (0.52, 0.44),
        (0.64, 0.28),
        (0.72, 0.16),
        (0.94, 0.14),
        (0.97, 0.19),
        (1, 0.19),
    ),
    "jug": ((0, 0.3), (0.04, 0.38), (0.22, 0.5), (0.45, 0.5), (0.66, 0.34), (0.8, 0.22), (0.92, 0.24), (1, 0.3)),
    "vase": ((0, 0.24), (0.05, 0.3), (0.3, 0.46), (0.5, 0.47), (0.7, 0.34), (0.86, 0.16), (0.96, 0.15), (1, 0.19)),
    "bowl": ((0, 0.2), (0.08, 0.22), (0.14, 0.24), (0.4, 0.39), (0.75, 0.48), (1, 0.5)),
    "jar": (
        (0, 0.44),
        (0.05, 0.48),
        (0.4, 0.49),
        (0.68, 0.48),
        (0.76, 0.45),
        None,
        (0.76, 0.5),
        (0.95, 0.5),
        (1, 0.46),
    ),
    "polish": (
        (0, 0.44),
        (0.03, 0.49),
        (0.12, 0.5),
        (0.3, 0.49),
        (0.4, 0.4),
        (0.45, 0.26),
        (0.5, 0.21),
        None,
        (0.5, 0.24),
        (0.97, 0.17),
        (1, 0.14),
    ),
    "dropper": (
        (0, 0.44),
        (0.03, 0.48),
        (0.4, 0.48),
        (0.5, 0.41),
        (0.55, 0.27),
        (0.58, 0.24),
        None,
        (0.58, 0.3),
        (0.71, 0.29),
        None,
        (0.71, 0.15),
        (0.78, 0.17),
        (0.92, 0.15),
        (1, 0.05),
    ),
}
LIDS = {"jar": 0.76, "polish": 0.5, "dropper": 0.58}


def outline(shape: str, x: float, foot: float, width: float, height: float) -> tuple[Line, Line]:
    """Left and right edge of a turned vessel, foot first."""
    half: Line = []
    piece: Line = []
    for stop in (*SHAPES[shape], None):
        if stop is None:
            half += smooth(piece, step=5)
            piece = []
        else:
            piece.append((stop[1] * width, foot - stop[0] * height))
    return [(x - w, y) for w, y in half], [(x + w, y) for w, y in half]


def vessel(
    sheet: Sheet, shape: str, at: Point, width: float, height: float, colour: RGB, band: RGB | None = None
) -> None:
    """A vessel in matte colour: light from the left, shade and shadow to the right."""
    x, foot = at
    left, right = outline(shape, x, foot, width, height)
    tilt = width * 0.045
    bottom = [(px, foot + max(0.0, py - foot)) for px, py in oval(x, foot, abs(right[0][0] - x), tilt)]
    mouth = oval(x, left[-1][1], right[-1][0] - x, tilt * (right[-1][0] - x) / width * 2)
    cast_shadow(sheet, x, foot, right[0][0] - x, height)
    sheet.draw(
        [(mix(colour, sheet.scheme.paper, 0.42), left + right[::-1]), (mix(colour, sheet.scheme.paper, 0.42), bottom)]
    )
    sheet.wash(left + right[::-1] + bottom[:37], colour, 0.5, edge=1, soft=2)
    _shade(sheet, left, right, colour)
    if band:
        edge = foot - height * LIDS[shape] + 0.1
        start = max(i for i, p in enumerate(left) if p[1] > edge - 0.2) if shape in LIDS else 0
        lid = left[start:], right[start:]
        sheet.draw([(mix(band, sheet.scheme.paper, 0.2), lid[0] + lid[1][::-1])])
        _shade(sheet, *lid, band)
    if shape in ("bowl", "jug", "vase", "bottle"):
        sheet.draw([(mix(colour, sheet.scheme.ink, 0.35), mouth)])
        sheet.ink(mouth, width=4, taper=0)
    if band:
        sheet.ink([lid[0][0], lid[1][0]], width=4, taper=0)
    sheet.ink(left, right, width=4.6, taper=0.1)
    sheet.ink([p for p in bottom if p[1] > foot - 0.1][::-1], width=4.6, taper=0.05)


def _shade(sheet: Sheet, left: Line, right: Line, colour: RGB) -> None:
    """Two soft steps of shade on the far side, a pale stripe on the near one."""
    dark = mix(colour, sheet.scheme.ink, 0.4)
    for start, strength in ((0.5, 0.16), (0.66, 0.2), (0.82, 0.3)):
        inner = between(left, right, start)
        sheet.wash(inner + right[::-1], dark, strength, edge=1.5, soft=15)
    glow_l, glow_r = between(left, right, 0.14), between(left, right, 0.2)
    n = len(left)
    a, b = n // 10, n * 6 // 10
    sheet.haze(glow_l[a:b] + glow_r[a:b][::-1], mix(colour, (255, 252, 244), 0.75), 0.5, 7)


def cast_shadow(sheet: Sheet, x: float, foot: float, half: float, height: float) -> None:
    """A shadow on the table that leans away from the light."""
    tone = mix(sheet.scheme.ink, sheet.scheme.second, 0.35)
    reach = height * 0.62
    sheet.haze(
        [(x - half, foot), (x + half, foot + 14), (x + half + reach, foot + 44), (x + half * 0.6 + reach, foot + 8)],
        tone,
        0.42,
        24,
    )
    sheet.haze(oval(x + half * 0.1, foot + 6, half * 1.05, 16), tone, 0.62, 9)


def table(sheet: Sheet, y: float, colour: RGB, width: float) -> None:
    """The table's far edge: two tones that meet, and no line."""
    sheet.wash(
        [
            (-80, y),
            *[(width * i / 12, y) for i in range(13)],
            (width + 80, y),
            (width + 80, y + 1400),
            (-80, y + 1400),
        ],
        colour,
        0.4,
        edge=2,
        soft=4,
    )


def steam(sheet: Sheet, x: float, y: float, height: float) -> None:
    """Two thin lines that rise and sway a little."""
    for dx in (-16, 14):
        reach = height * sheet.rng.uniform(0.75, 1)
        line = smooth([(x + dx + 13 * math.sin(i * 1.25 + dx), y - reach * i / 5) for i in range(6)])
        sheet.ink(line, width=3, taper=0.5, colour=mix(sheet.scheme.ink, sheet.scheme.paper, 0.45))
