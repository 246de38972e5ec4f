"""One function a motif, on 1600 x 1200 units: what categories, services and gallery are made of."""

import math

from .body import back, hand, legs, nail, resting_face
from .botanica import branch, feather, sprig, stone
from .curves import Move, oval, path, resample
from .lines import closed_eye, open_eye, profile_head
from .palette import CLAY, EARTH, FERN, GOLD, HAIR, MOSS, ROSE, SAGE, SAND, STRAW, mix
from .portraits import portrait
from .sheet import Sheet, band
from .still import steam, table, vessel
from .strands import Lock, guides, hair, stream

CLOTH = {"moss": MOSS, "fern": FERN, "clay": CLAY, "sand": SAND, "gold": GOLD}
TRESS = (
    "420 -160, 560 80, 760 240, 1000 330, 1150 500, 1090 740, 900 920, 860 1360",
    "620 -160, 720 60, 900 190, 1130 300, 1270 500, 1210 770, 1030 960, 1010 1360",
    "840 -160, 900 40, 1060 150, 1260 270, 1390 490, 1330 790, 1170 1000, 1180 1360",
)


def blot(sheet: Sheet, x: float, y: float, rx: float, ry: float, strength: float = 0.5, second: bool = False) -> None:
    """The loose round wash that lies behind most motifs."""
    colour = sheet.scheme.second if second else sheet.scheme.wash
    rx, ry = rx * sheet.rng.uniform(0.92, 1.1), ry * sheet.rng.uniform(0.92, 1.06)
    sheet.wash(oval(x, y, rx, ry), colour, strength, edge=26, soft=6)


def flowing(sheet: Sheet, tone: str = "chestnut") -> None:
    """A profile with hair in the wind."""
    blot(sheet, 640, 560, 440, 450)
    profile_head(sheet, HAIR[tone], "flowing", Move(90, 40, 1.06))


def bun(sheet: Sheet, tone: str = "copper") -> None:
    """A profile with hair in a bun."""
    blot(sheet, 800, 600, 430, 460)
    profile_head(sheet, HAIR[tone], "bun", Move(170, 60, 1.06))


def tress(sheet: Sheet, tone: str = "honey") -> None:
    """One heavy wave of hair."""
    blot(sheet, 880, 600, 470, 430)
    lines = guides(*TRESS, steps=90)
    base = Lock(300, 4.4, wave=8, waves=1, loose=12, gather=0.5, ragged=0.1, light=(0.5, -0.85), bright=0.4, steps=90)
    sheet.draw(hair(lines, base, HAIR[tone], sheet.rng))
    lock = base._replace(count=70, width=4, wave=4, loose=8, bright=0.85, deep=0.8)
    sheet.draw(stream(lines, 6, lock, HAIR[tone], sheet.rng, full=2.2, sway=0.9))


def braid(sheet: Sheet, tone: str = "chestnut") -> None:
    """Three strands laid over one another, each a small lock."""
    blot(sheet, 760, 600, 420, 430)
    lock = Lock(
        100, 4.0, wave=1, waves=1, loose=4, gather=0.05, ragged=0.02, light=(0, -1), bright=0.7, deep=0.9, steps=40
    )
    shares = (
        (0.62, -30, 1.2, 0, -0.14, 60),
        (0.36, 0, 0.92, 10, 0.12, 30),
        (0.12, 40, 0.56, 20, 0.3, -10),
        (-0.14, 76, 0.2, 50, 0.42, -50),
    )
    ground = resample(path("775 -60, 830 200, 860 600, 830 1000, 790 1260"), 40)
    sheet.draw(band(ground, lambda t: 60 - 16 * t, HAIR[tone][0]))
    for i in range(-2, 12):
        side, y, w = (1 if i % 2 else -1), -60 + i * 104, 168 - max(0, i - 3) * 6
        x = 800 + 60 * math.sin(y / 420)
        texts = [
            f"{x + side * w * a} {y - 80 + b}, {x + side * w * c} {y + 60 + d}, {x - side * w * e} {y + 270 + f}"
            for a, b, c, d, e, f in shares
        ]
        sheet.draw(hair(guides(*texts, steps=40), lock, HAIR[tone], sheet.rng))


def head(sheet: Sheet, style: str, tone: str, cloth: str = "moss", near: float = 1.0) -> None:
    """A faceless head, seen closer than in the portraits."""
    sheet.within(Move(190, -60, 1.12 * near, 0, False, (600, 640)))
    portrait(sheet, style, tone, CLOTH[cloth])


def nails(sheet: Sheet, polish: str = "clay") -> None:
    """A hand over a sprig."""
    tone = {"clay": CLAY, "rose": mix(ROSE, CLAY, 0.35), "fern": FERN, "gold": GOLD, "earth": EARTH}[polish]
    blot(sheet, 720, 600, 470, 400)
    sprig(sheet, path("330 1130, 520 1010, 740 950, 1010 960"), 6, 170, mix(SAGE, MOSS, 0.4))
    hand(sheet, tone, Move(0, -10, 1.04, -4, False, (800, 600)))


def swatches(sheet: Sheet) -> None:
    """A fan of almond nails from rose to green: the colour card."""
    blot(sheet, 800, 760, 420, 330)
    tones = (ROSE, mix(ROSE, CLAY, 0.5), CLAY, EARTH, GOLD, mix(STRAW, SAND, 0.5), SAGE, MOSS, FERN)
    for i, tone in enumerate(tones):
        a = math.radians(-60 + 120 * i / (len(tones) - 1))

        def at(radius: float, aside: float = 0, a: float = a) -> tuple[float, float]:
            s, c = math.sin(a), math.cos(a)
            return 800 + radius * s + aside * c, 1080 - radius * c + aside * s

        shape = nail([at(-360), at(100), at(780)], 64, 90)
        sheet.haze([(x + 12, y + 18) for x, y in shape], sheet.scheme.ink, 0.3, 12)
        sheet.draw([(mix(tone, sheet.scheme.paper, 0.2), shape)])
        sheet.wash(shape, tone, 0.5, edge=0, soft=2)
        sheet.ink(shape, width=4, taper=0.02)
        sheet.ink(
            [at(r, -26) for r in range(590, 780, 10)], width=10, taper=0.5, colour=mix(tone, (255, 253, 246), 0.7)
        )


def polish(sheet: Sheet) -> None:
    """Three bottles of nail polish."""
    sheet.within(Move(0, -130, 1.45, 0, False, (800, 800)))
    sheet.haze([(0, 900), (300, -100), (800, -100), (1000, 900)], (255, 252, 243), 0.5, 90)
    table(sheet, 800, sheet.scheme.wash, 1600)
    vessel(sheet, "polish", (610, 880), 190, 420, CLAY, FERN)
    vessel(sheet, "polish", (1010, 890), 190, 420, ROSE, FERN)
    vessel(sheet, "polish", (810, 960), 200, 440, mix(EARTH, CLAY, 0.3), GOLD)


def face(sheet: Sheet) -> None:
    """A resting face beside a sprig."""
    blot(sheet, 820, 560, 480, 470)
    sprig(sheet, path("250 1190, 330 960, 440 760, 500 540"), 6, 190, mix(SAGE, MOSS, 0.5))
    resting_face(sheet, sheet.scheme.second, Move(20, 40, 0.98, 7, False, (800, 900)))


def cream(sheet: Sheet) -> None:
    """Jar, dropper, bowl and a vase on a shelf."""
    sheet.within(Move(0, -50, 1.25, 0, False, (800, 800)))
    sheet.haze([(0, 900), (300, -100), (800, -100), (1000, 900)], (255, 252, 243), 0.5, 90)
    table(sheet, 800, sheet.scheme.wash, 1600)
    sprig(sheet, path("1110 452, 1160 300, 1260 200, 1380 140"), 5, 150, MOSS)
    vessel(sheet, "vase", (1110, 880), 260, 440, SAND)
    vessel(sheet, "dropper", (850, 900), 170, 400, mix(CLAY, SAND, 0.35), FERN)
    vessel(sheet, "jar", (590, 920), 270, 210, ROSE, GOLD)
    vessel(sheet, "bowl", (930, 1020), 300, 130, SAGE)


def lids(sheet: Sheet, fringe: int = 38) -> None:
    """A large closed eye; more lashes in the fringe look fuller."""
    blot(sheet, 860, 640, 520, 330)
    closed_eye(sheet, fringe=fringe)


def gaze(sheet: Sheet) -> None:
    """A large open eye."""
    blot(sheet, 820, 620, 520, 350)
    open_eye(sheet)


def shoulders(sheet: Sheet, tone: str = "chestnut") -> None:
    """A back above a towel, a linden twig beside it."""
    blot(sheet, 800, 700, 470, 430)
    back(sheet, HAIR[tone], Move(0, 30, 1))
    towel = path("380 1130, 560 1100, 800 1120, 1040 1096, 1230 1128 | 1260 1300, 340 1300 | 380 1130")
    sheet.draw([(sheet.scheme.paper, towel)])
    sheet.wash(towel, sheet.scheme.second, 0.5, edge=3)
    sheet.ink(towel[: len(towel) // 2], path("430 1164, 640 1136, 900 1160, 1200 1140"), width=4.5, taper=0.2)
    branch(sheet, path("1560 1240, 1470 1040, 1400 850, 1390 660"), 6, 190, (SAGE, MOSS))


def stones(sheet: Sheet) -> None:
    """Four stones on one another."""
    blot(sheet, 760, 560, 440, 420)
    sheet.haze(oval(820, 985, 400, 40), sheet.scheme.ink, 0.35, 26)
    for y, r, h, tone in ((920, 270, 92, FERN), (760, 214, 80, SAND), (624, 160, 66, MOSS), (512, 106, 52, ROSE)):
        stone(sheet, 790 + (920 - y) * 0.04 * (-1) ** (r % 3), y, r, h, tone)
    sprig(sheet, path("1330 1060, 1270 860, 1160 640, 1130 420"), 6, 180, mix(SAGE, MOSS, 0.5))


def oil(sheet: Sheet) -> None:
    """Bottle, bowl and stones on a table."""
    sheet.within(Move(0, -70, 1.25, 0, False, (800, 800)))
    sheet.haze([(0, 900), (300, -100), (800, -100), (1000, 900)], (255, 252, 243), 0.5, 90)
    table(sheet, 800, sheet.scheme.wash, 1600)
    vessel(sheet, "bottle", (940, 880), 210, 560, mix(FERN, MOSS, 0.4))
    vessel(sheet, "bowl", (680, 930), 380, 170, CLAY)
    for dx, r, tone in ((0, 74, MOSS), (120, 58, SAND)):
        stone(sheet, 1140 + dx, 960 + dx / 6, r, r * 0.5, tone)
    sprig(sheet, path("330 1090, 480 1060, 650 1080, 840 1070"), 5, 130, MOSS)


def bath(sheet: Sheet) -> None:
    """A warm foot bath: a wide bowl, steam, a folded towel, stones and a sprig."""
    sheet.within(Move(0, -70, 1.2, 0, False, (800, 800)))
    sheet.haze([(0, 900), (300, -100), (800, -100), (1000, 900)], (255, 252, 243), 0.5, 90)
    table(sheet, 760, sheet.scheme.wash, 1600)
    vessel(sheet, "jar", (1120, 850), 150, 170, ROSE, GOLD)
    vessel(sheet, "bowl", (760, 960), 560, 270, mix(CLAY, SAND, 0.3))
    for dx, height in ((-120, 190), (20, 240), (150, 180)):
        steam(sheet, 760 + dx, 640, height)
    for dx, r, tone in ((0, 66, MOSS), (104, 50, SAND)):
        stone(sheet, 1130 + dx, 975 + dx / 6, r, r * 0.5, tone)
    sprig(sheet, path("300 1110, 450 1080, 620 1100, 820 1085"), 5, 130, MOSS)


def smooth_legs(sheet: Sheet) -> None:
    """Legs at rest, a feather in the air."""
    blot(sheet, 700, 560, 430, 420)
    legs(sheet, Move(30, -20, 1))
    sheet.ink(path("140 1036, 420 1034, 900 1040, 1580 1034"), width=4, taper=0.4)
    feather(sheet, path("330 560, 380 440, 470 320, 600 240"), 62, (mix(MOSS, SAGE, 0.3), STRAW))


def plume(sheet: Sheet) -> None:
    """One large feather."""
    blot(sheet, 780, 600, 440, 420)
    feather(sheet, path("470 1110, 600 860, 800 540, 1160 190"), 190, (MOSS, mix(STRAW, SAND, 0.4)))


def linden(sheet: Sheet) -> None:
    """A branch in flower."""
    branch(sheet, path("1640 120, 1300 240, 960 430, 620 780"), 7, 380, (MOSS, SAGE, FERN, SAND), (1, 3, 5))
