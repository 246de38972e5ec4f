"""Linden branches, slim sprigs, a feather and smooth stones."""

import math
from random import Random

from .curves import Line, Move, Point, between, normals, oval, path, profile, resample, sides, smooth
from .palette import GOLD, RGB, STRAW, mix
from .sheet import Sheet, band

# Half outlines of a linden leaf of length 100, stalk at the origin, tip upwards; one side is fuller.
LEAF_LEFT = "0 0, -14 11, -32 10, -46 -6, -51 -28, -44 -54, -28 -76, -10 -92, 0 -108"
LEAF_RIGHT = "0 0, 12 6, 28 3, 42 -12, 46 -32, 40 -54, 26 -74, 9 -91, 0 -108"


def toothed(line: Line, teeth: int, size: float) -> Line:
    """A fine saw edge that leans towards the tip."""
    points = resample(line, teeth * 4 + 1)
    out = []
    for i, (p, n) in enumerate(zip(points, normals(points), strict=True)):
        rise = (i % 4) / 3 * size * math.sin(math.pi * i / len(points)) ** 0.5
        out.append((p[0] + n[0] * rise, p[1] + n[1] * rise))
    return out


def bent(line: Line, bend: float) -> Line:
    """Curve a leaf sideways along its middle rib."""
    return [(x + bend * (y / 100) ** 2 * 30, y) for x, y in line]


def leaf(sheet: Sheet, at: Point, size: float, turn: float, colour: RGB, strength: float = 0.65) -> None:
    """A linden leaf: a wash that does not quite meet its line, ribs, a toothed edge."""
    rng = sheet.rng
    bend, fold = rng.uniform(-0.6, 0.6), rng.uniform(0.62, 1.0)
    put = Move(at[0], at[1], size / 100, turn)
    left = bent(path(LEAF_LEFT), bend)
    right = bent([(x * fold, y) for x, y in path(LEAF_RIGHT)], bend)
    sheet.draw([(mix(sheet.scheme.paper, colour, 0.12), put(left + right[::-1]))])
    off = Move(at[0] + size * 0.03, at[1] + size * 0.035, size / 100, turn)
    sheet.wash(off(left + right[::-1]), colour, strength, edge=size * 0.025, soft=2.5)
    sheet.wash(
        put(right + bent([(0, -108 * i / 20) for i in range(20, -1, -1)], bend)),
        colour,
        strength * 0.5,
        edge=2,
        soft=2,
    )
    pen = max(2.2, size / 92)
    edges = (toothed(left, 26, 1.7), toothed(right, 26, -1.7))
    sheet.ink(*(put(e) for e in edges), width=pen, taper=0.2)
    _ribs(sheet, put, bend, (left, right), pen)


def _ribs(sheet: Sheet, put: Move, bend: float, edges: tuple[Line, Line], pen: float) -> None:
    """The middle rib, and side ribs that end just inside the edge."""
    sheet.ink(put(bent([(0, -104 * i / 24) for i in range(25)], bend)), width=pen * 1.15, taper=0.5)
    ribs = []
    for edge in edges:
        rim = resample(edge, 101)
        for i, share in enumerate((27, 43, 57, 68, 78, 86)):
            foot = bent([(0, -i * 14.0)], bend)[0]
            x, y = rim[share]
            end = (foot[0] + (x - foot[0]) * 0.93, foot[1] + (y - foot[1]) * 0.93)
            middle = (foot[0] + (x - foot[0]) * 0.5, foot[1] + (y - foot[1]) * 0.36)
            ribs.append(put(smooth([foot, middle, end])))
    sheet.ink(*ribs, width=pen * 0.62, taper=0.6)


def blossom(sheet: Sheet, at: Point, size: float, turn: float) -> None:
    """Linden flowers hang from a pale wing."""
    put = Move(at[0], at[1], size / 100, turn)
    wing_l = path("0 0, -9 -30, -12 -80, -9 -120, 0 -146")
    wing = wing_l + path("0 -146, 12 -110, 13 -70, 8 -26, 0 0")
    sheet.draw([(sheet.scheme.paper, put(wing))])
    sheet.wash(put(wing), STRAW, 0.9, edge=2)
    pen = max(2, size / 85)
    sheet.ink(put(wing), put(path("0 0, 1 -60, 0 -140")), width=pen * 0.8, taper=0.1)
    for tip in ((-44, -176), (-8, -206), (30, -196), (56, -160), (12, -168)):
        stalk = smooth([(0, -66), (tip[0] * 0.35, -66 + (tip[1] + 66) * 0.55), tip])
        sheet.ink(put(stalk), width=pen * 0.8, taper=0.2)
        _flower(sheet, put(stalk)[-1], size * 0.2, sheet.rng)


def _flower(sheet: Sheet, at: Point, size: float, rng: Random) -> None:
    """Five petals and a ring of stamens."""
    turn = rng.uniform(0, 70)
    petal = path("0 0, -24 -30, -22 -70, 0 -92, 22 -70, 24 -30, 0 0")
    for i in range(5):
        put = Move(at[0], at[1], size / 100, turn + 72 * i)
        sheet.draw([(mix(sheet.scheme.paper, STRAW, 0.7), put(petal))])
        sheet.ink(put(petal), width=max(1.7, size / 26), taper=0.1)
    for i in range(13):
        a, r = math.tau * i / 13 + rng.random(), size * rng.uniform(0.55, 1.15)
        end = (at[0] + math.cos(a) * r, at[1] + math.sin(a) * r)
        sheet.ink(resample([at, end], 6), width=1.5, taper=0, colour=GOLD)
        sheet.draw([(GOLD, oval(*end, size * 0.075, size * 0.075, 12))])


def branch(
    sheet: Sheet, spine: Line, leaves: int, size: float, colours: tuple[RGB, ...], flowers: tuple[int, ...] = ()
) -> None:
    """A twig whose leaves stand left and right in turn and grow smaller towards its tip."""
    line = resample(spine, 120)
    rng = sheet.rng
    marks = band(line, lambda t: size * 0.03 * (1 - 0.75 * t) + 1.2, mix(sheet.scheme.ink, sheet.scheme.second, 0.25))
    sheet.draw(marks)
    spots = [round(14 + (105 * i / max(1, leaves - 1))) for i in range(leaves)]
    for i, spot in enumerate(spots):
        k = min(118, spot)
        (ax, ay), (bx, by) = line[k - 1], line[k + 1]
        along = math.degrees(math.atan2(bx - ax, ay - by))
        side = -1 if i % 2 else 1
        turn = along + side * rng.uniform(48, 78) * (1 if i < leaves - 1 else 0.1)
        big = size * (1 - 0.5 * i / leaves) * rng.uniform(0.88, 1.08)
        foot = line[k]
        reach = big * 0.34
        start = (foot[0] + math.sin(math.radians(turn)) * reach, foot[1] - math.cos(math.radians(turn)) * reach)
        lean = (
            foot[0] + math.sin(math.radians(along)) * reach * 0.5,
            foot[1] - math.cos(math.radians(along)) * reach * 0.5,
        )
        if i in flowers:
            blossom(sheet, foot, big * 0.85, 180 + rng.uniform(-24, 24))
        leaf(sheet, start, big, turn + rng.uniform(-10, 10), colours[i % len(colours)])
        sheet.ink(
            smooth([foot, ((start[0] + lean[0]) / 2, (start[1] + lean[1]) / 2), start]),
            width=max(3, size / 48),
            taper=0,
        )


def sprig(sheet: Sheet, spine: Line, pairs: int, size: float, colour: RGB, strength: float = 0.75) -> None:
    """A slim twig with olive-like leaves."""
    line = resample(spine, 100)
    sheet.ink(line, width=max(3, size / 28), taper=0.3)
    blade = profile(0.02, 0.62, 1, 0.9, 0.5, 0.02)
    for i in range(pairs * 2 + 1):
        k = min(97, 12 + round(86 * i / (pairs * 2)))
        (ax, ay), (bx, by) = line[k - 1], line[k + 1]
        along = math.degrees(math.atan2(bx - ax, ay - by))
        last = i == pairs * 2
        side = 0 if last else (-1 if i % 2 else 1)
        turn = along + side * sheet.rng.uniform(34, 52)
        big = size * (1 - 0.35 * i / (pairs * 2)) * sheet.rng.uniform(0.9, 1.1)
        put = Move(line[k][0], line[k][1], big / 100, turn)
        rib = put(smooth([(0, 0), (side * 5, -35), (side * 2, -70), (-side * 4, -100)], step=3))
        left, right = sides(rib, lambda t, big=big: blade(t) * big * 0.15)
        sheet.draw([(mix(sheet.scheme.paper, colour, 0.12), left + right[::-1])])
        sheet.wash(left + right[::-1], colour, strength * sheet.rng.uniform(0.7, 1.1), edge=1.5, soft=2)
        sheet.ink(left + right[::-1], width=max(2.4, size / 48), taper=0.05)
        sheet.ink(rib[: len(rib) * 4 // 5], width=max(1.6, size / 80), taper=0.5)


def feather(sheet: Sheet, spine: Line, width: float, colours: tuple[RGB, ...]) -> None:
    """A light feather: barbs leave the shaft, curve to its tip, and part here and there."""
    line = resample(spine, 400)
    flow, wide, rng = normals(line), profile(0.35, 0.8, 1, 0.95, 0.72, 0.03), sheet.rng
    marks, gaps = [], [(rng.choice((-1, 1)), rng.randint(90, 300)) for _ in range(4)]
    for i in range(60, 338):
        t = (i - 60) / 277
        for side in (-1, 1):
            part = sum(1 for s, at in gaps if s == side and 0 <= at - i < 9)
            w = width * wide(t) * (1 if side > 0 else 0.7) * rng.uniform(0.9, 1.02) * (1 - 0.25 * part)
            ahead = line[min(399, i + 62 - 20 * part)]
            (x, y), n = line[i], flow[i]
            end = (ahead[0] + n[0] * w * side, ahead[1] + n[1] * w * side)
            middle = (x + n[0] * w * side * 0.5, y + n[1] * w * side * 0.5)
            middle = ((middle[0] * 3 + ahead[0]) / 4, (middle[1] * 3 + ahead[1]) / 4)
            colour = mix(colours[0], colours[1], min(1, max(0, t + rng.gauss(0, 0.2))))
            marks += band(resample(smooth([(x, y), middle, end]), 12), lambda s: 1.15 * (1 - 0.75 * s), colour)
    sheet.draw(marks)
    sheet.ink(line, width=5, taper=0.5)


def stone(sheet: Sheet, cx: float, cy: float, rx: float, ry: float, colour: RGB) -> None:
    """A smooth stone: opaque, darker below, with a light upper edge."""
    shape = [(x, y + (y - cy) * 0.12 * ((x - cx) / rx)) for x, y in oval(cx, cy, rx, ry)]
    sheet.draw([(mix(colour, sheet.scheme.paper, 0.3), shape)])
    sheet.wash(shape, colour, 0.7, edge=2, soft=2)
    low = between(shape, oval(cx + rx * 0.06, cy + ry * 0.3, rx * 0.94, ry * 0.72), 0.9)
    sheet.wash(low, mix(colour, sheet.scheme.ink, 0.25), 0.55, edge=5, soft=9)
    sheet.ink(shape, width=4.5, taper=0.06)
