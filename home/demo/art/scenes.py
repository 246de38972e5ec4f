"""The wide pictures: flowing hair, linden branches, a still life. 2400 x 1350 units."""

from PIL import ImageFilter

from .botanica import branch, sprig
from .curves import path
from .palette import CLAY, FERN, GOLD, HAIR, MOSS, ROSE, SAGE, SAND, mix
from .sheet import Sheet
from .still import table, vessel
from .strands import Lock, guides, hair, stream

DEEP = (
    "1760 -120, 1640 110, 1660 340, 1820 580, 1900 840, 1800 1120, 1600 1480",
    "2000 -120, 1850 100, 1850 310, 2010 550, 2100 830, 2030 1130, 1880 1480",
    "2260 -120, 2090 90, 2080 280, 2230 500, 2330 790, 2290 1100, 2180 1480",
    "2560 -120, 2380 80, 2350 250, 2480 440, 2580 740, 2570 1070, 2500 1480",
)
CROSSING = (
    "2560 60, 2240 170, 1930 150, 1680 290, 1500 580, 1250 800, 900 880, 520 960",
    "2560 320, 2250 370, 1970 350, 1770 490, 1640 750, 1400 950, 1050 1040, 640 1150",
    "2560 560, 2280 580, 2050 570, 1890 690, 1780 900, 1560 1090, 1220 1210, 820 1330",
    "2560 810, 2320 800, 2130 800, 2010 900, 1910 1060, 1720 1240, 1420 1370, 1060 1500",
)
STRAYS = (
    "2500 -60, 2160 60, 1830 60, 1560 220, 1380 500, 1120 700, 760 760, 340 790",
    "2540 420, 2250 470, 1980 440, 1800 580, 1650 840, 1390 1030, 1000 1110, 520 1220",
    "2540 980, 2340 930, 2160 900, 2030 1000, 1900 1170, 1660 1330, 1300 1440, 960 1540",
)


def hero_hair(sheet: Sheet) -> None:
    """Two streams of hair that cross; the far one is pale and out of focus."""
    ground = sheet.scheme.paper
    veil = tuple(mix(c, ground, 0.55) for c in (MOSS, SAGE, mix(SAGE, ground, 0.5), ground, ground))
    far = Lock(420, 6, wave=12, waves=1.1, loose=16, gather=0.4, ragged=0.02, light=(0.2, -1), bright=0.9)
    sheet.draw(hair(guides(*DEEP, steps=80), far, veil, sheet.rng))
    sheet.image = sheet.image.filter(ImageFilter.GaussianBlur(3))
    shade = path(CROSSING[0])[:150] + path(CROSSING[-1])[:150][::-1]
    sheet.haze([(x + 20, y + 40) for x, y in shade], FERN, 0.35, 60)
    lines = guides(*CROSSING, steps=170)
    base = Lock(
        560, 4.8, wave=18, waves=1.3, loose=20, gather=0.85, ragged=0.5, light=(0.12, -1), bright=0.55, steps=170
    )
    sheet.draw(hair(lines, base, HAIR["honey"], sheet.rng))
    near = Lock(
        92, 4.2, wave=5, waves=1.2, loose=8, gather=0.5, ragged=0.5, light=(0.12, -1), bright=0.8, deep=0.8, steps=170
    )
    sheet.draw(stream(lines, 12, near, HAIR["honey"], sheet.rng, full=1.9, sway=0.9))
    lit = Lock(40, 2.4, wave=12, waves=1.1, loose=90, gather=0.2, ragged=0.7, light=(0.12, -1), bright=0.8)
    sheet.draw(hair(guides(*STRAYS, steps=110), lit, HAIR["wheat"], sheet.rng))


def hero_linden(sheet: Sheet) -> None:
    """Branches that reach in from the right; paper stays free on the left."""
    pale = tuple(mix(c, sheet.scheme.paper, 0.5) for c in (SAGE, SAND, SAGE))
    keep, sheet.scheme = sheet.scheme, sheet.scheme._replace(ink=mix(sheet.scheme.ink, sheet.scheme.paper, 0.66))
    branch(sheet, path("2500 1010, 2150 960, 1800 1030, 1480 1180, 1280 1330"), 7, 330, pale)
    branch(sheet, path("1480 -60, 1400 90, 1270 220, 1110 300"), 5, 250, pale)
    sheet.image = sheet.image.filter(ImageFilter.GaussianBlur(2.6))
    sheet.scheme = keep
    branch(sheet, path("2500 560, 2290 650, 2060 770, 1830 1010"), 6, 300, (SAGE, MOSS, SAGE), (1, 3))
    branch(sheet, path("2480 -60, 2180 150, 1840 300, 1480 400, 1130 590"), 9, 360, (MOSS, SAGE, FERN, SAND), (2, 4, 6))


def hero_still(sheet: Sheet) -> None:
    """Vessels that stand close, a sprig, morning light from the left."""
    sheet.haze([(-100, 1000), (300, -200), (900, -200), (1500, 1000)], (255, 252, 243), 0.5, 120)
    table(sheet, 985, sheet.scheme.second, 2400)
    sprig(sheet, path("1470 560, 1430 400, 1340 260, 1200 150"), 6, 190, MOSS)
    sprig(sheet, path("1482 560, 1500 400, 1560 280, 1670 190"), 5, 170, SAGE)
    vessel(sheet, "bottle", (1735, 1056), 232, 700, mix(FERN, MOSS, 0.4))
    vessel(sheet, "vase", (1475, 1076), 340, 520, SAGE)
    vessel(sheet, "jug", (1990, 1086), 310, 420, CLAY)
    vessel(sheet, "jar", (2205, 1120), 200, 190, SAND, GOLD)
    vessel(sheet, "dropper", (1655, 1140), 122, 290, mix(CLAY, SAND, 0.5), FERN)
    vessel(sheet, "bowl", (1875, 1196), 350, 150, ROSE)
    vessel(sheet, "bowl", (1225, 1180), 240, 110, mix(SAND, ROSE, 0.4))
