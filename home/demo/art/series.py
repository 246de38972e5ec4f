"""The list of all pictures: name, focal point, size, and how each is drawn.

A service's picture carries the service's slug, a category's the category's, a portrait the master's key.
"""

from collections.abc import Callable
from typing import NamedTuple

from PIL import Image

from . import brand, motifs, portraits, scenes
from .curves import Move, Point
from .palette import CLAY, FERN, GOLD, MOSS, RGB, SAND, SCHEMES, Scheme
from .sheet import Sheet

WIDE, CARD, SMALL, TALL = (2400, 1350), (1600, 1200), (1200, 900), (1200, 1500)


class Picture(NamedTuple):
    """One picture of the series; `focal` is a share of width and height from the upper left."""

    name: str
    focal: Point
    size: tuple[int, int]
    scheme: Scheme
    draw: Callable[..., None]
    options: dict[str, object]
    view: Move

    def render(self) -> Image.Image:
        """Draw it; the name is the seed."""
        sheet = Sheet(self.size, self.scheme, self.name, self.view)
        self.draw(sheet, **self.options)
        return sheet.finish()


def picture(
    name: str,
    scheme: str,
    draw: Callable[..., None],
    eye: Point = (800, 600),
    size: tuple[int, int] = SMALL,
    zoom: float = 1,
    centre: Point = (800, 600),
    mirror: bool = False,
    turn: float = 0,
    **options: object,
) -> Picture:
    """A motif on 1600 x 1200 units seen through a frame: `centre` is its middle, `eye` what matters."""
    scale = max(size[0] / 1600, size[1] / 1200) * zoom
    view = Move(size[0] / 2 - centre[0], size[1] / 2 - centre[1], scale, turn, mirror, centre)
    x, y = view([eye])[0]
    focal = (round(min(1, max(0, x / size[0])), 2), round(min(1, max(0, y / size[1])), 2))
    return Picture(name, focal, size, SCHEMES[scheme], draw, options, view)


def _plain(name: str, focal: Point, size: tuple[int, int], scheme: str, draw: Callable[..., None]) -> Picture:
    """A scene that is drawn in the pixels of its own size."""
    return Picture(name, focal, size, SCHEMES[scheme], draw, {}, Move())


HEROES = [
    _plain("hero-hair", (0.66, 0.45), WIDE, "paper", scenes.hero_hair),
    _plain("hero-linden", (0.68, 0.42), WIDE, "paper", scenes.hero_linden),
    _plain("hero-still", (0.69, 0.62), WIDE, "linen", scenes.hero_still),
]

HAND, EYE, BACK, LEGS = (620, 560), (820, 640), (800, 520), (760, 520)
BROW, CURL, LASHES, CROWN = (840, 420), (1080, 480), (860, 780), (800, 480)

CATEGORIES = [
    picture("category-hair", "paper", motifs.flowing, (640, 460), CARD),
    picture("category-nails", "linen", motifs.nails, HAND, CARD),
    picture("category-face", "mist", motifs.face, (800, 600), CARD),
    picture("category-brows-lashes", "blush", motifs.lids, EYE, CARD),
    picture("category-massage", "gold", motifs.shoulders, BACK, CARD),
    picture("category-hair-removal", "blush", motifs.smooth_legs, LEGS, CARD, mirror=True),
]

HAIR_SERVICES = [
    picture("service-ladies-cut", "linen", motifs.head, CROWN, style="bob", tone="raven", cloth="clay"),
    picture("service-mens-cut", "oat", motifs.head, CROWN, style="crop", tone="chestnut", cloth="fern"),
    picture("service-childrens-cut", "mist", motifs.head, CROWN, style="curls", tone="honey", cloth="clay"),
    picture(
        "service-blow-dry",
        "mist",
        motifs.flowing,
        (760, 470),
        zoom=1.12,
        centre=(830, 540),
        mirror=True,
        tone="honey",
    ),
    picture("service-root-colour", "mist", motifs.tress, CURL, centre=(960, 560), tone="copper"),
    picture("service-balayage", "paper", motifs.tress, CURL, zoom=1.2, centre=(980, 520), mirror=True, tone="honey"),
    picture("service-perm", "blush", motifs.head, (800, 520), style="waves", tone="chestnut", cloth="sand"),
    picture("service-updo", "linen", motifs.bun, (760, 480), tone="chestnut"),
]

NAIL_SERVICES = [
    picture("service-manicure", "paper", motifs.nails, HAND, mirror=True, polish="rose"),
    picture("service-gel-polish", "blush", motifs.polish, (800, 620)),
    picture("service-gel-extension", "oat", motifs.nails, (560, 620), zoom=1.3, centre=(640, 600), polish="fern"),
    picture("service-gel-fill", "mist", motifs.nails, (540, 640), zoom=1.55, centre=(590, 640), turn=8, polish="gold"),
    picture("service-pedicure", "linen", motifs.bath, (760, 640), mirror=True),
    picture("service-pedicure-gel", "paper", motifs.swatches, (800, 560)),
]

FACE_SERVICES = [
    picture("service-facial-cleansing", "linen", motifs.face, (810, 640), zoom=1.25, centre=(800, 580), mirror=True),
    picture("service-aqua-facial", "mist", motifs.cream, (840, 640)),
    picture("service-fruit-acid-peel", "gold", motifs.oil, (760, 620), mirror=True),
    picture("service-anti-age-facial", "blush", motifs.bun, (700, 520), zoom=1.3, centre=(740, 540), tone="silver"),
]

EYE_SERVICES = [
    picture("service-brow-shape-tint", "oat", motifs.lids, BROW, zoom=1.55, centre=(840, 430)),
    picture("service-brow-lamination", "mist", motifs.lids, BROW, zoom=1.25, centre=(840, 480), mirror=True),
    picture("service-lash-lift", "linen", motifs.gaze, EYE, zoom=1.05),
    picture("service-lashes-classic", "paper", motifs.lids, LASHES, zoom=1.75, centre=(850, 780)),
    picture("service-lashes-volume", "gold", motifs.lids, LASHES, zoom=1.45, centre=(840, 720), mirror=True, fringe=62),
    picture("service-lash-refill", "blush", motifs.gaze, EYE, zoom=1.45, centre=(900, 640), mirror=True),
]

BODY_SERVICES = [
    picture("service-back-massage", "mist", motifs.shoulders, (800, 600), zoom=1.2, mirror=True, tone="raven"),
    picture(
        "service-full-body-massage",
        "blush",
        motifs.shoulders,
        (800, 380),
        zoom=1.6,
        centre=(800, 420),
        tone="copper",
    ),
    picture("service-aroma-massage", "mist", motifs.oil, (780, 640)),
    picture("service-hot-stone-massage", "oat", motifs.stones, (790, 720), zoom=1.2, centre=(800, 700)),
    picture("service-sugaring-legs", "linen", motifs.smooth_legs, LEGS),
    picture("service-sugaring-bikini", "blush", motifs.plume, (800, 580), mirror=True, turn=-16, zoom=1.1),
    picture("service-sugaring-underarms", "mist", motifs.plume, (800, 580)),
    picture(
        "service-waxing-face", "oat", motifs.bun, (560, 660), zoom=1.9, centre=(610, 690), mirror=True, tone="honey"
    ),
]

SERVICES = HAIR_SERVICES + NAIL_SERVICES + FACE_SERVICES + EYE_SERVICES + BODY_SERVICES


def _master(key: str, scheme: str, style: str, colour: str, cloth: RGB, mirror: bool = False) -> Picture:
    """A portrait, head and shoulders."""
    view = Move(0, 30, 1.1, 0, mirror, (600, 700))
    options: dict[str, object] = {"style": style, "colour": colour, "cloth": cloth}
    return Picture(f"master-{key}", (0.5, 0.44), TALL, SCHEMES[scheme], portraits.portrait, options, view)


MASTERS = [
    _master("anna-lindner", "mist", "knot", "honey", FERN),
    _master("olga-schreiber", "oat", "crown", "raven", MOSS, mirror=True),
    _master("marta-kowalska", "blush", "waves", "copper", SAND),
    _master("iryna-melnyk", "linen", "bob", "raven", CLAY, mirror=True),
    _master("sofia-brandt", "gold", "curls", "chestnut", GOLD),
]

GALLERY = [
    picture("gallery-wave", "linen", motifs.tress, (1100, 500), TALL, centre=(1010, 600), tone="chestnut"),
    picture("gallery-linden", "paper", motifs.linden, (1000, 420), TALL, centre=(1080, 560)),
    picture("gallery-braid", "mist", motifs.braid, (800, 560), TALL, tone="copper"),
    picture("gallery-shelf", "oat", motifs.cream, (860, 640), CARD),
    picture("gallery-colours", "linen", motifs.swatches, (800, 560), CARD),
    picture("gallery-feather", "gold", motifs.plume, (800, 560), CARD),
]

SHARE = [_plain("share", (0.7, 0.5), (1200, 630), "paper", brand.share_ground)]

PICTURES = HEROES + CATEGORIES + SERVICES + MASTERS + GALLERY + SHARE
