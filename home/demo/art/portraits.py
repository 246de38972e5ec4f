"""Faceless portraits on tinted paper: a contour, a collar, and hair that says who it is."""

from typing import NamedTuple

from .curves import Move, Point, oval, path
from .lines import bundle
from .palette import GOLD, HAIR, PAPER, RGB, ROSE, mix
from .sheet import Sheet
from .strands import Lock, across, guides, hair

# A head turned a little to the left, on 1200 x 1500 units.
CONTOUR = (
    "520 380, 476 450, 458 530, 464 584, 450 636, 462 706, 484 776, 524 838, 566 862, 606 852,"
    "680 806, 742 728, 768 640, 776 520, 720 400, 620 350, 520 380"
)
OPEN_CONTOUR = (
    "470 470, 458 530, 464 584, 450 636, 462 706, 484 776, 524 838, 566 862, 606 852, 680 806, 742 728, 764 660"
)
NECK_FRONT = "560 862, 570 930, 562 996, 520 1040"
NECK_BACK = "744 724, 744 850, 754 940, 800 1004"
BODY = (
    "520 1040, 430 1078, 312 1116, 244 1168, 210 1260, 186 1400, 176 1560 |"
    "1084 1560, 1076 1400, 1052 1250, 1016 1162, 930 1092, 860 1050, 800 1004"
)
SLEEVES = ("330 1310, 350 1420, 346 1560", "930 1310, 918 1430, 924 1560")
BOAT = "412 1084, 560 1140, 720 1140, 850 1096, 912 1080"
EAR = "768 580, 796 562, 814 590, 804 640, 774 676"
COLLARS = {
    "round": ("520 1040, 590 1096, 680 1100, 760 1064, 800 1004",),
    "vee": ("520 1040, 590 1140, 640 1250 | 720 1130, 800 1004", "640 1250, 636 1400, 640 1560"),
    "stand": ("516 1042, 540 1010, 566 990, 620 1040, 690 1046, 760 990, 804 1006", "620 1040, 612 1200, 616 1560"),
    "boat": (BOAT,),
    "wrap": ("520 1040, 580 1120, 660 1210 | 740 1120, 800 1004", "660 1210, 740 1300, 830 1430, 880 1560"),
}

RIGHT = (  # from the parting to the back of the head, outermost first
    "606 322, 690 316, 772 380, 822 486, 836 610, 820 700",
    "590 340, 668 350, 746 410, 798 510, 812 620, 806 704",
    "568 374, 640 396, 716 450, 768 540, 790 640, 796 706",
    "546 408, 610 436, 686 490, 738 570, 770 650, 788 710",
)
LEFT = (
    "600 322, 528 340, 470 398, 444 478, 440 560, 458 610",
    "576 356, 522 388, 482 440, 462 510, 454 566, 462 612",
    "546 410, 516 430, 492 466, 474 520, 464 576, 466 616",
)
LOW_KNOT = (
    "790 690, 850 626, 930 640, 968 716, 940 800, 866 828, 800 790, 796 720",
    "800 704, 852 660, 916 674, 940 724, 918 784, 862 802, 818 772, 820 724",
    "868 728, 870 727, 872 728, 873 730, 871 732, 869 732, 867 731, 867 729",
)
BOB_RIGHT = (
    "606 318, 704 300, 806 366, 866 492, 884 650, 862 790, 800 850",
    "592 338, 690 344, 776 410, 830 520, 848 660, 832 780, 776 842",
    "568 372, 650 396, 730 456, 782 550, 804 670, 792 774, 742 828",
    "546 408, 616 440, 690 504, 740 590, 762 690, 748 770, 706 812",
)
BOB_LEFT = (
    "600 318, 508 322, 432 400, 398 520, 390 650, 404 760, 446 822",
    "576 352, 506 372, 454 446, 430 546, 424 660, 436 750, 470 806",
    "546 410, 508 440, 478 500, 460 574, 452 660, 456 740, 482 788",
)
LONG_RIGHT = (
    "606 318, 704 298, 812 366, 876 500, 910 680, 930 880, 990 1060, 1000 1250",
    "592 338, 690 344, 782 410, 838 530, 860 690, 866 880, 900 1070, 900 1280",
    "568 372, 650 396, 736 456, 792 560, 812 700, 806 880, 816 1060, 800 1290",
    "546 408, 616 440, 694 504, 748 600, 768 720, 752 880, 740 1040, 716 1230",
)
LONG_LEFT = (
    "600 318, 504 322, 424 400, 386 530, 366 700, 330 880, 300 1040, 320 1220",
    "576 352, 504 372, 448 448, 422 560, 408 710, 388 880, 372 1050, 400 1240",
    "546 410, 506 440, 474 506, 456 590, 446 720, 444 870, 446 1010, 470 1180",
)
CLOUD_RIGHT = (
    "600 290, 740 240, 890 320, 970 480, 980 660, 930 820, 850 900",
    "590 320, 710 300, 830 380, 890 520, 900 670, 860 810, 790 880",
    "568 366, 660 380, 750 446, 812 550, 826 680, 806 790, 748 850",
    "546 404, 620 430, 700 494, 756 580, 774 680, 764 770, 716 820",
)
CLOUD_LEFT = (
    "600 290, 470 250, 350 340, 300 490, 296 640, 336 780, 410 850",
    "580 330, 476 330, 396 420, 362 540, 362 660, 396 770, 440 826",
    "546 404, 496 430, 460 500, 440 580, 434 660, 444 740, 472 796",
)
SWEPT_UP = (  # from the hairline up to a knot on the crown
    "462 590, 440 500, 462 396, 536 314, 640 268",
    "474 500, 488 430, 540 362, 600 306, 650 270",
    "540 430, 570 390, 612 344, 640 304, 660 274",
    "646 420, 656 384, 664 344, 668 306, 672 276",
    "724 476, 730 424, 722 360, 704 310, 684 276",
    "768 548, 790 478, 780 392, 742 324, 694 274",
    "790 640, 828 548, 822 430, 768 336, 702 270",
)
HIGH_KNOT = (
    "600 312, 566 240, 600 162, 676 136, 752 168, 772 240, 736 308",
    "618 298, 592 240, 620 184, 676 166, 730 190, 746 240, 716 294",
    "668 236, 670 235, 672 236, 673 238, 671 240, 669 240, 667 239",
)
CROP = (
    "456 556, 440 470, 470 380, 540 318, 590 300",
    "474 486, 470 410, 520 340, 610 296, 680 292",
    "524 448, 530 376, 600 318, 690 300, 750 326",
    "600 440, 630 370, 700 330, 770 350, 806 410",
    "690 470, 720 410, 770 390, 812 430, 826 500",
    "750 540, 776 490, 806 480, 828 530, 826 600",
    "766 620, 786 580, 806 580, 818 620, 806 680",
)
BEARD = (
    "776 640, 768 700, 752 760, 740 790",
    "752 672, 724 750, 694 812, 682 838",
    "700 720, 662 790, 640 850, 632 880",
    "630 760, 602 820, 594 880, 590 910",
    "560 760, 548 820, 552 880, 556 906",
    "508 744, 510 790, 520 850, 528 874",
    "464 700, 468 740, 480 790, 488 812",
)


class Style(NamedTuple):
    """Bundles of hair behind and before the face."""

    before: tuple[tuple[tuple[str, ...], Lock], ...]
    behind: tuple[tuple[tuple[str, ...], Lock], ...] = ()
    collar: str = "round"
    ear: bool = False
    jewel: Point | None = None


SLEEK = Lock(230, 3.6, wave=2, waves=1, loose=3, gather=0.05, ragged=0.04)
CUT = Lock(300, 3.6, wave=3, waves=1, loose=5, gather=0.25, ragged=0.06)
WAVES = Lock(380, 3.8, wave=24, waves=2.2, loose=10, gather=0.75, ragged=0.22, curl=0.12)
CURLS = Lock(430, 3.6, wave=20, waves=5.5, loose=18, gather=0.9, ragged=0.14, steps=110, curl=1)
SHORT = Lock(420, 3.4, wave=4, waves=0.7, loose=8, gather=0.5, ragged=0.3, steps=34)
UPSWEPT = Lock(330, 3.4, wave=2, waves=1, loose=4, gather=0.1, ragged=0.05, steps=48)
STUBBLE = Lock(330, 2.6, wave=2, waves=1, loose=6, gather=0.3, ragged=0.5, steps=22)

STYLES = {
    "knot": Style(((LEFT, SLEEK), (RIGHT, SLEEK)), ((LOW_KNOT, SLEEK),), "vee", jewel=(782, 756)),
    "crown": Style(((SWEPT_UP, UPSWEPT),), ((HIGH_KNOT, SLEEK),), "stand", ear=True, jewel=(786, 694)),
    "crop": Style(((BEARD, STUBBLE), (CROP, SHORT)), (), "stand", ear=True),
    "waves": Style(((LONG_LEFT, WAVES), (LONG_RIGHT, WAVES)), (), "boat"),
    "bob": Style(((BOB_LEFT, CUT), (BOB_RIGHT, CUT)), (), "round"),
    "curls": Style(((CLOUD_LEFT, CURLS), (CLOUD_RIGHT, CURLS)), (), "wrap"),
}


def portrait(sheet: Sheet, style: str, colour: str, cloth: RGB) -> None:
    """One head and shoulders; no features, so that it is nobody."""
    look, colours = STYLES[style], HAIR[colour]
    sheet.wash(oval(620, 640, 420, 440), sheet.scheme.wash, 0.5, edge=22, soft=6)
    for texts, lock in look.behind:
        bundle(sheet, texts, lock, colours, Move(), ground=True)
    _bust(sheet, look.collar, cloth)
    _face(sheet, look.ear)
    for texts, lock in look.before:
        _hair(sheet, texts, lock, colours)
    if look.jewel:
        x, y = look.jewel
        sheet.draw([(GOLD, oval(x, y, 15, 15, 40)), (mix(GOLD, PAPER, 0.6), oval(x - 4, y - 5, 5, 4, 20))])


def _face(sheet: Sheet, ear: bool) -> None:
    """A contour and a little shade, no features."""
    tone = mix(sheet.scheme.paper, sheet.scheme.skin, 0.75)
    under_chin = "524 838, 566 862, 606 852, 680 806, 742 728, 744 800, 690 890, 620 936, 570 930, 560 862"
    sheet.wash(path(under_chin), ROSE, 0.7, edge=2, soft=3)
    sheet.draw([(tone, path(CONTOUR))])
    sheet.wash(
        path("660 420, 760 480, 776 640, 740 728, 680 806, 606 852, 690 740, 716 600, 660 420"),
        ROSE,
        0.4,
        edge=3,
        soft=9,
    )
    if ear:
        sheet.draw([(tone, path(EAR))])
        sheet.ink(path(EAR), path("782 590, 798 594, 792 628"), width=4.4, taper=0.3)
    sheet.ink(path(OPEN_CONTOUR), width=6.5, taper=0.08)


def _bust(sheet: Sheet, collar: str, cloth: RGB) -> None:
    """Neck, shoulders and a garment as one wash."""
    body, lines = path(BODY), [path(t) for t in COLLARS[collar]]
    neck = path(NECK_FRONT) + body + path(NECK_BACK)[::-1]
    sheet.draw([(mix(sheet.scheme.paper, sheet.scheme.skin, 0.75), neck)])
    cut = 0
    if collar == "boat":
        cut = min(range(len(body)), key=lambda i: abs(body[i][0] - 412) + abs(body[i][1] - 1084))
    garment = body[cut : len(body) - cut] + lines[0][::-1]
    sheet.draw([(mix(sheet.scheme.paper, cloth, 0.12), garment)])
    sheet.wash(garment, cloth, 0.62, edge=3)
    sheet.ink(path(NECK_FRONT), path(NECK_BACK), width=5.5, taper=0.1)
    middle = next(i for i, p in enumerate(body) if p[1] >= 1559) + 1
    sheet.ink(body[:middle], body[middle + 1 :], width=6, taper=0.05)
    sheet.ink(*lines, *(path(t) for t in SLEEVES), width=5, taper=0.2)


def _hair(sheet: Sheet, texts: tuple[str, ...], lock: Lock, colours: tuple[RGB, ...]) -> None:
    """Strands over a ground tone, so that gaps between them look deep."""
    lines = guides(*texts, steps=lock.steps)
    n = lock.steps - 1 if lock.ragged < 0.1 else round(lock.steps * 0.8)
    fan = [across(lines, i / 8) for i in range(9)]
    under = fan[0][:n] + [line[n] for line in fan] + fan[-1][:n][::-1] + [line[0] for line in fan[::-1]]
    sheet.wash(under, colours[1], 0.92, edge=2, soft=2)
    sheet.draw(hair(lines, lock, colours, sheet.rng))
