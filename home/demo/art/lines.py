"""Continuous-line drawings of a head in profile, a face and an eye."""

import math

from .curves import Line, Move, Point, oval, path, resample
from .palette import FERN, MOSS, RGB, ROSE, mix
from .sheet import Mark, Sheet, band
from .strands import Lock, guides, hair

# -- profile, looking left; about 1000 units high ---------------------------------------------

FACE = (
    "398 256, 374 300, 363 344, 361 382, 369 410, 358 446, 338 484, 322 508, 331 522, 356 526,"
    "354 542, 341 560, 346 573, 353 578 | 346 588, 347 602, 360 614, 356 634, 360 658, 382 682,"
    "420 690, 466 684, 500 700, 512 756, 512 820, 492 880, 440 934, 388 1000, 356 1100, 340 1240"
)
UNDER_CHIN = "430 690, 466 684, 500 700, 512 756, 512 800, 560 740, 588 650, 586 560, 556 624, 500 672, 430 690"
JAW = "470 683, 520 662, 562 618, 586 556"
NAPE = "716 640, 706 720, 716 800, 770 866, 880 920, 996 984, 1060 1090, 1084 1240"
LID = "392 428, 400 442, 420 449, 446 444"
BROW = "380 384, 404 366, 436 364, 466 376"
NOSTRIL = "346 517, 352 505, 364 506, 367 518"
MOUTH = "353 578, 370 575, 392 582"

FLOWING = (
    "395 262, 440 186, 580 124, 760 142, 930 226, 1110 258, 1290 216, 1470 236",
    "424 284, 504 218, 640 194, 790 242, 950 338, 1120 380, 1290 352, 1470 384",
    "466 324, 550 288, 660 292, 780 352, 920 448, 1090 502, 1260 492, 1440 540",
    "490 398, 574 376, 660 402, 750 472, 870 570, 1030 632, 1190 644, 1380 706",
    "524 460, 600 474, 670 524, 740 602, 840 700, 980 772, 1130 804, 1300 866",
    "585 520, 632 580, 680 656, 740 744, 834 840, 960 920, 1100 972",
)
SWEPT = (
    "395 262, 440 186, 570 124, 710 146, 800 230, 846 350, 852 470, 872 524",
    "424 284, 504 222, 620 206, 730 262, 800 350, 832 470, 864 530",
    "466 324, 556 300, 650 318, 740 380, 796 450, 828 500, 860 542",
    "486 392, 580 396, 670 430, 740 476, 806 526, 856 554",
    "524 460, 610 500, 690 534, 750 548, 806 558, 854 564",
    "588 540, 640 590, 690 606, 750 596, 806 586, 852 574",
)
BUN = (
    "800 470, 870 440, 950 480, 972 560, 930 640, 850 652, 806 600",
    "806 500, 870 480, 924 508, 936 562, 908 612, 852 620, 818 584",
    "882 556, 884 555, 886 556, 887 558, 885 560, 883 560, 881 559",
)
KNOT = Lock(190, 3.4, wave=3, loose=5, gather=0.1, ragged=0.12)


def profile_head(sheet: Sheet, colours: tuple[RGB, ...], style: str = "flowing", move: Move | None = None) -> None:
    """A calm head in profile; hair flows behind it or is gathered in a bun."""
    move = move or Move()
    bust = path(FACE) + path(NAPE)[::-1] + path("716 640, 690 520, 600 390, 480 290, 398 256")
    sheet.draw([(mix(sheet.scheme.paper, sheet.scheme.skin, 0.6), move(bust))])
    sheet.wash(move(path(UNDER_CHIN)), ROSE, 0.55, edge=2, soft=5)
    sheet.ink(move(path(NAPE)), width=5)
    if style == "flowing":
        bundle(sheet, FLOWING, Lock(430, 3.0, wave=13, waves=1.6, loose=9, gather=0.7, ragged=0.4), colours, move)
    else:
        bundle(sheet, BUN, KNOT, colours, move, ground=True)
        bundle(sheet, SWEPT, Lock(300, 3.2, wave=2, loose=3, gather=0.1, ragged=0.05), colours, move)
    sheet.ink(move(path(FACE)), width=6)
    for text, width in ((JAW, 4), (LID, 6), (NOSTRIL, 4), (MOUTH, 5)):
        sheet.ink(move(path(text)), width=width, taper=0.4)
    brow_hairs(sheet, move(path(BROW)), 15, 26, 3.2, lean=-0.2)
    lashes(sheet, move(path(LID)), 9, 24, 3, sweep=(-26, 10))


def bundle(
    sheet: Sheet, texts: tuple[str, ...], lock: Lock, colours: tuple[RGB, ...], move: Move, ground: bool = False
) -> None:
    """Strands between guides; a knot gets a dark ground so that no paper shows in it."""
    lines = [move(line) for line in guides(*texts, steps=lock.steps)]
    if ground:
        sheet.draw([(colours[0], lines[0])])
    sheet.draw(hair(lines, lock, colours, sheet.rng))


# -- brow and lashes ------------------------------------------------------------------------------


def brow_hairs(sheet: Sheet, spine: Line, count: int, length: float, width: float, lean: float = 0.0) -> None:
    """Fine hairs along a brow: upright at its head, lying down towards its tail."""
    marks: list[Mark] = []
    spots = resample(spine, count)
    for i, (x, y) in enumerate(spots):
        t = i / (count - 1)
        ax, ay = spots[min(count - 1, i + 1)]
        bx, by = spots[max(0, i - 1)]
        d = max(1e-6, ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5)
        fx, fy = (ax - bx) / d, (ay - by) / d
        rise = (1 - t) ** 1.3 * 0.95 + 0.12 + lean
        size = length * (0.75 + 0.5 * t) * (1 - 0.35 * t * t) * sheet.rng.uniform(0.8, 1.15)
        up = (fx + fy * rise, fy - fx * rise)
        x0, y0 = x + sheet.rng.gauss(0, length * 0.03), y + length * 0.25 * (1 - t)
        tip = (x0 + up[0] * size, y0 + up[1] * size * 0.9 + size * 0.1 * t)
        middle = (x0 + up[0] * size * 0.5 - fx * size * 0.06, y0 + up[1] * size * 0.62)
        hair_line = resample(_bow((x0, y0), middle, tip), 9)
        marks += band(hair_line, lambda s, w=width: w / 2 * (1 - 0.85 * s), sheet.scheme.ink)
    sheet.draw(marks)


def lashes(
    sheet: Sheet, lid: Line, count: int, length: float, width: float, sweep: tuple[float, float] = (-40, 60)
) -> None:
    """Lashes that hang from a closed lid and swing outwards; `sweep` is their side way at both ends."""
    marks: list[Mark] = []
    spots = resample(lid, count + 2)[1:-1]
    for i, (x, y) in enumerate(spots):
        t = i / max(1, count - 1)
        size = length * (0.62 + 0.5 * min(1, t * 1.6) - 0.15 * t) * sheet.rng.uniform(0.9, 1.08)
        side = sweep[0] + (sweep[1] - sweep[0]) * t
        tip = (x + side, y + size)
        middle = (x + side * 0.22, y + size * 0.66)
        marks += band(
            resample(_bow((x, y), middle, tip), 14), lambda s, w=width: w / 2 * (1 - 0.9 * s), sheet.scheme.ink
        )
    sheet.draw(marks)


def _bow(a: Point, b: Point, c: Point) -> Line:
    """A quadratic Bézier."""
    line = []
    for i in range(13):
        t = i / 12
        near, mid, far = (1 - t) ** 2, 2 * t * (1 - t), t * t
        line.append((near * a[0] + mid * b[0] + far * c[0], near * a[1] + mid * b[1] + far * c[1]))
    return line


# -- one large eye, 1600 x 1200 -------------------------------------------------------------------

CLOSED_LID = "430 640, 520 716, 660 778, 820 792, 980 754, 1120 670, 1196 590"
CREASE = "520 556, 620 520, 740 502, 900 508, 1040 548, 1130 596"
EYE_BROW = "400 372, 520 300, 680 250, 860 238, 1040 272, 1180 336, 1270 408"
UPPER_LID = "420 706, 500 656, 630 604, 790 582, 950 594, 1090 640, 1204 694"
LOWER_LID = "420 706, 450 726, 548 772, 690 804, 860 802, 1030 764, 1130 720, 1204 694"
IRIS = (810, 674)  # low enough to rest on the lower lid: white below it would stare
UPPER_CREASE = "520 574, 640 506, 790 476, 950 492, 1080 540, 1180 604"


def closed_eye(sheet: Sheet, move: Move | None = None, fringe: int = 38) -> None:
    """Lid, lashes (`fringe` of them), crease and a brow of single hairs."""
    move = move or Move()
    lid = move(path(CLOSED_LID))
    sheet.haze(move(path(CREASE)) + lid[::-1], mix(sheet.scheme.second, sheet.scheme.accent, 0.4), 0.5, 44)
    sheet.ink(move(path(CREASE)), width=5, taper=0.5)
    lashes(sheet, lid, fringe, 150, 9, sweep=(-70, 150))
    sheet.ink(lid, width=13, taper=0.3)
    brow_hairs(sheet, move(path(EYE_BROW)), 130, 96, 5)


def open_eye(sheet: Sheet, move: Move | None = None) -> None:
    """A quiet open eye: the iris rests under the lid, its rays run to the pupil."""
    move = move or Move()
    upper, lower = path(UPPER_LID), path(LOWER_LID)
    white = mix(sheet.scheme.paper, (255, 253, 247), 0.5)
    sheet.draw([(white, move(upper + lower[::-1]))])

    def inside(line: Line) -> Line:
        return [(x, min(max(y, _height(upper, x)), _height(lower, x))) for x, y in line]

    iris = move(inside(oval(*IRIS, 140, 140, 120)))
    sheet.draw([(mix(MOSS, white, 0.35), iris)])
    sheet.wash(iris, MOSS, 0.6, edge=0, soft=3)
    rays = [resample([_ray(a, 50), _ray(a, sheet.rng.uniform(96, 134))], 8) for a in range(0, 360, 5)]
    rays = [r for r in rays if inside(r) == r]
    sheet.ink(*(move(r) for r in rays), width=3, colour=mix(FERN, sheet.scheme.ink, 0.3))
    sheet.ink(iris, width=5, taper=0)
    sheet.draw([(sheet.scheme.ink, move(oval(810, 640, 54, 54))), (white, move(oval(778, 606, 18, 18)))])
    shade = upper + [(x, y + 46 * math.sin(math.pi * i / len(upper))) for i, (x, y) in enumerate(upper)][::-1]
    sheet.wash(move(shade), mix(sheet.scheme.ink, sheet.scheme.second, 0.6), 0.28, edge=0, soft=6)
    sheet.ink(move(lower), move(path(UPPER_CREASE)), width=5, taper=0.4)
    lashes(sheet, move(upper[len(upper) // 8 :]), 32, -76 * move.scale, 7, sweep=(-46, 100))
    sheet.ink(move(upper), width=14, taper=0.3)
    brow_hairs(sheet, move(Move(0, -10)(path(EYE_BROW))), 130, 96, 5)


def _ray(degrees: float, radius: float) -> tuple[float, float]:
    """A point on a ray of the iris."""
    a = math.radians(degrees)
    return IRIS[0] + radius * math.cos(a), IRIS[1] + radius * math.sin(a)


def _height(line: Line, x: float) -> float:
    """The height of a lid at x."""
    return min(line, key=lambda p: abs(p[0] - x))[1]
