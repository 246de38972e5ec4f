"""Hand, back, legs and a resting face, in the same pen. All of them on 1600 x 1200 units."""

from .curves import Line, Move, blend, oval, path, profile, resample, sides
from .lines import brow_hairs, bundle, lashes
from .palette import CLAY, RGB, ROSE, mix
from .sheet import Sheet
from .strands import Lock


def mirrored(line: Line, x: float = 800) -> Line:
    """The other half of a symmetrical body."""
    return [(2 * x - px, py) for px, py in line]


def skin(sheet: Sheet, amount: float = 0.6) -> RGB:
    """Skin a little warmer than the paper: for shapes that hide what lies behind them."""
    return mix(sheet.scheme.paper, sheet.scheme.skin, amount)


# -- hand -----------------------------------------------------------------------------------------

FINGERS = (  # spine from knuckle to tip, half widths
    ("930 700, 838 730, 748 784, 672 852", (38, 32, 33, 29, 23)),
    ("890 640, 764 664, 638 716, 518 796", (43, 38, 39, 34, 26)),
    ("868 574, 728 578, 584 614, 448 682", (45, 40, 41, 35, 27)),
    ("868 506, 740 490, 608 502, 486 546", (45, 39, 40, 34, 26)),
)
THUMB = ("1150 476, 1020 412, 896 376, 790 380", (76, 60, 46, 43, 31))
HAND = (
    "1660 330, 1420 372, 1220 398, 1090 420, 980 446, 868 463, 832 500, 826 575, 850 640,"
    "896 738, 980 728, 1090 690, 1220 628, 1420 600, 1660 606"
)
HAND_TOP = "1660 330, 1420 372, 1220 398, 1120 394"
HAND_KNUCKLE = "1000 448, 930 452, 862 463"
HAND_BELOW = "1660 606, 1420 600, 1220 628, 1090 690, 990 728, 905 736"


def finger(spine: Line, widths: tuple[float, ...]) -> Line:
    """Outline of a finger, open at its knuckle, round at its tip."""
    wide = profile(*widths)

    def half(t: float) -> float:
        return wide(t) * (max(0.0, 1 - ((t - 0.9) / 0.1) ** 2) ** 0.5 if t > 0.9 else 1)

    left, right = sides(resample(spine, 70), half)
    return left + right[::-1]


def nail(spine: Line, width: float, reach: float = 30) -> Line:
    """An almond nail that lies on the last part of a finger."""
    line = resample(spine, 60)
    (ax, ay), (bx, by) = line[-6], line[-1]
    d = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    tip = (bx + (bx - ax) / d * reach, by + (by - ay) / d * reach)
    body = resample([*line[46:], blend(line[-1], tip, 0.5), tip], 40)

    def almond(t: float) -> float:
        root, tip = min(1, (t / 0.09) ** 0.5), max(0.0, (t - 0.3) / 0.7)
        return width * root * (1 - tip**2.4) ** 0.62 * (0.9 + 0.1 * min(1, t * 4))

    left, right = sides(body, almond)
    return left + right[::-1] + left[:1]


def hand(sheet: Sheet, polish: RGB, move: Move | None = None) -> None:
    """A resting hand with almond nails."""
    move = move or Move()
    tone = skin(sheet)
    for text, widths in (THUMB, *FINGERS):
        spine = move(path(text))
        k = move.scale
        outline = finger(spine, tuple(w * k for w in widths))
        sheet.draw([(tone, outline)])
        sheet.ink(outline, width=5, taper=0.05)
        shape = nail(spine, widths[-1] * 0.76 * k, 24 * k)
        sheet.draw([(mix(polish, sheet.scheme.paper, 0.12), shape)])
        sheet.wash(shape, polish, 0.5, edge=0, soft=1.5)
        sheet.ink(shape, width=3.4, taper=0.02)
    sheet.draw([(tone, move(path(HAND)))])
    for text in (HAND_TOP, HAND_KNUCKLE, HAND_BELOW):
        sheet.ink(move(path(text)), width=5.5, taper=0.2)


# -- back -----------------------------------------------------------------------------------------

BACK_SIDE = "748 452, 746 520, 728 576, 664 618, 566 652, 500 712, 466 810, 448 960, 440 1100, 420 1240"
ARMPIT = "570 880, 580 950, 608 1050, 622 1130, 616 1240"
BLADE = "650 770, 692 800, 716 860, 714 930"
SPINE = "802 640, 795 760, 804 900, 797 1060, 801 1240"
UP_LEFT = (
    "746 456, 690 390, 690 290, 772 214, 790 184",
    "766 484, 728 396, 738 296, 786 222, 795 184",
    "786 496, 772 396, 776 300, 796 228, 799 184",
)
KNOT = (
    "800 244, 716 226, 704 150, 770 96, 850 98, 898 156, 880 226, 806 240",
    "800 222, 742 208, 734 156, 780 122, 838 124, 868 164, 854 206, 806 216",
    "802 176, 799 176, 797 173, 799 170, 803 170, 805 173, 804 175, 803 176",
)


def back(sheet: Sheet, colours: tuple[RGB, ...], move: Move | None = None) -> None:
    """Neck, shoulders and spine under gathered hair."""
    move = move or Move()
    sheet.draw([(skin(sheet), move(path(BACK_SIDE) + mirrored(path(BACK_SIDE))[::-1]))])
    for side in (False, True):
        flip = mirrored if side else (lambda line: line)
        for text, width in ((BACK_SIDE, 6), (ARMPIT, 4.5), (BLADE, 4)):
            sheet.ink(move(flip(path(text))), width=width, taper=0.3)
    sheet.ink(move(path(SPINE)), width=4, taper=0.5)
    bundle(sheet, KNOT, Lock(190, 3.4, wave=4, loose=6, gather=0.1, ragged=0.12), colours, move, ground=True)
    lock = Lock(170, 3.2, wave=2, waves=1, loose=3, gather=0.05, ragged=0.05)
    mirror = tuple(flip_text(t) for t in reversed(UP_LEFT))
    bundle(sheet, (*UP_LEFT, "800 500, 800 400, 800 300, 800 230, 800 184", *mirror), lock, colours, move)


def flip_text(text: str, x: float = 800) -> str:
    """Hand-set points, mirrored."""
    pairs = (p.split() for p in text.split(","))
    return ", ".join(f"{2 * x - float(a)} {b}" for a, b in pairs)


# -- legs -----------------------------------------------------------------------------------------

LEG_TOP = (
    "1900 840, 1680 690, 1430 540, 1230 404, 1100 314, 1016 284, 950 312, 896 396, 806 560, 722 724,"
    "664 846, 612 908, 536 958, 450 1000, 412 1026"
)
LEG_BELOW = (
    "1900 1190, 1680 1080, 1480 968, 1300 800, 1170 650, 1098 566 | 1090 640, 1050 740, 966 822, 866 884,"
    "786 934, 744 976, 728 1016, 700 1042, 610 1044, 500 1050, 424 1050, 404 1040, 412 1026"
)
ANKLE = "742 912, 752 926, 744 940"
KNEE = "1010 352, 974 366, 954 400"


def legs(sheet: Sheet, move: Move | None = None) -> None:
    """Two bare legs at rest, knees up."""
    move = move or Move()
    top, below = path(LEG_TOP), path(LEG_BELOW)
    for dx, dy, amount in ((-176, 26, 1.0), (0, 0, 0.6)):

        def place(line: Line, dx: int = dx, dy: int = dy) -> Line:
            return move([(x + dx, y + dy * (1050 - y) / 700) for x, y in line])

        sheet.draw([(skin(sheet, amount), place(top + below[::-1]))])
        sheet.ink(place(top), place(below), width=5.5, taper=0.1)
        sheet.ink(place(path(ANKLE)), place(path(KNEE)), width=3.6, taper=0.5)


# -- resting face ---------------------------------------------------------------------------------

CHEEK = "660 350, 612 400, 598 450, 592 540, 600 646, 626 744, 676 822, 726 870, 768 893, 801 897"
SLEEP_LID = "652 604, 682 630, 726 636, 766 616"
BROW_NOSE = "632 562, 674 530, 728 528, 768 556, 780 616, 778 676, 768 716, 770 740, 786 752, 806 755, 826 748, 834 734"
BROW_RIGHT = "838 552, 874 528, 926 532, 964 562"
LIPS = (
    "738 798, 774 799, 791 795, 801 800, 811 795, 828 799, 864 798",
    "738 798, 774 813, 801 818, 826 813, 864 798",
    "754 812, 780 837, 801 842, 824 837, 848 812",
)
CHIN_SHADE = "690 832, 748 882, 802 897, 860 880, 912 834, 906 930, 860 960, 800 966, 740 950, 694 900, 690 840"
NECK_LEFT = "690 844, 694 940, 666 1000, 590 1046, 440 1100, 330 1180, 290 1260"
TURBAN = (
    "588 520, 556 420, 552 300, 616 176, 740 100, 880 96, 1000 160, 1056 280, 1052 410, 1014 520 |"
    "990 452, 930 400, 830 366, 740 380, 650 430, 588 520"
)
FOLDS = (
    "596 506, 640 400, 760 318, 900 300, 1010 340, 1050 400",
    "566 430, 640 300, 790 220, 940 226, 1040 310",
    "566 300, 680 190, 830 140, 970 162",
    "1010 500, 972 400, 900 330",
)
TWIST = "760 380, 770 300, 830 262, 900 290, 904 356, 850 400, 790 402, 760 380"


def resting_face(sheet: Sheet, towel: RGB, move: Move | None = None) -> None:
    """A face with closed eyes, a towel around the hair; brow and nose are one line."""
    move = move or Move()
    cheeks, level = path(CHEEK), Move(0, 0)
    sheet.draw([(skin(sheet), move(path(NECK_LEFT) + mirrored(path(NECK_LEFT))[::-1]))])
    sheet.wash(move(path(CHIN_SHADE)), ROSE, 0.5, edge=2, soft=5)
    for flip in (level, mirrored):
        sheet.ink(move(flip(path(NECK_LEFT))), width=5, taper=0.2)
    outline = cheeks + mirrored(cheeks, 801)[::-1]
    sheet.draw([(skin(sheet), move(outline))])
    sheet.ink(move(outline), width=6, taper=0.05)
    for x in (676, 926):
        sheet.wash(move(oval(x, 706, 54, 40)), sheet.scheme.accent, 0.16, edge=8, soft=14)
    sheet.wash(move(path(LIPS[0]) + path(LIPS[2])[::-1]), CLAY, 0.55, edge=1, soft=2)
    sheet.ink(*(move(path(t)) for t in (BROW_NOSE, BROW_RIGHT, *LIPS)), width=4.4, taper=0.35)
    for text in ("642 562, 682 533, 734 531", "960 562, 924 535, 872 531"):
        brow_hairs(sheet, move(path(text)[::-1]), 22, 22, 3, lean=-0.3)
    for flip, sweep in ((level, (-24, 8)), (lambda line: mirrored(line)[::-1], (-8, 24))):
        lid = flip(path(SLEEP_LID))
        sheet.ink(move(lid), width=6, taper=0.4)
        lashes(sheet, move(lid), 12, 26, 3.2, sweep=sweep)
    towel_wrap(sheet, towel, move)


def towel_wrap(sheet: Sheet, towel: RGB, move: Move) -> None:
    """The towel: one wash, a few folds, a twist above the brow."""
    for shape in (TURBAN, TWIST):
        sheet.draw([(mix(sheet.scheme.paper, towel, 0.18), move(path(shape)))])
        sheet.wash(move(path(shape)), towel, 0.6, edge=3)
        sheet.ink(move(path(shape)), width=5, taper=0.1)
        if shape is TURBAN:
            sheet.ink(*(move(path(f)) for f in FOLDS), width=4, taper=0.5)
    sheet.ink(move(path("790 390, 800 340, 836 310, 880 318")), width=4, taper=0.5)
