"""Sizes of pictures: made ahead by a task, only looked up when a page is shown."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PIL import Image as PillowImage
from wagtail.images.models import Filter

from salon.cms.models import SalonImage
from salon.lib.rounds import Gathered

WIDTHS = (400, 800, 1200, 1600)
FORMATS = ("avif", "webp")
# Where there is room for a stamp only.
SMALL = f"width-{WIDTHS[0]}|format-webp"
# For browsers that know neither format; nearly nobody, so one size is enough.
FALLBACK = "width-800|format-jpeg"
# For whoever shares a page (`salon/cms/seo/share_pictures.py`): the shape that the Open Graph protocol's readers show.
SHARED = "fill-1200x630|format-jpeg"


@dataclass(frozen=True, slots=True)
class Source:
    """One format of a picture: its MIME type and the `srcset` of all sizes."""

    mime: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Plate:
    """What an `<img>` and its sources need. `focus` are CSS classes for the focal point, in steps of a tenth; `colour`
    is what its place shows until it is there.
    """

    sources: tuple[Source, ...]
    url: str
    width: int
    height: int
    focus: str
    colour: str


# A dataclass with `picture_id` and `picture`.
Pictured = TypeVar("Pictured")


def specs(image: SalonImage) -> list[str]:
    """The sizes worth making: never wider than the picture, except the first step that reaches its full width."""
    wider = [width for width in WIDTHS if width >= image.width][:1]
    widths = [width for width in WIDTHS if width < image.width] + wider
    return [f"width-{width}|format-{form}" for form in FORMATS for width in widths] + [FALLBACK, SHARED]


def make_renditions(image: SalonImage) -> None:
    """Make all sizes of a picture that are not there yet; some seconds of work, for a task and never for a request.

    Looks into the table and not into Wagtail's cache of renditions, which may remember rows that are gone.
    """
    have = set(image.renditions.values_list("filter_spec", flat=True))
    image.create_renditions(*(Filter(spec) for spec in specs(image) if spec not in have))
    SalonImage.objects.filter(pk=image.pk).update(colour=_average(image))


def _average(image: SalonImage) -> str:
    """All of a picture in one colour."""
    with image.renditions.get(filter_spec=FALLBACK).file.open() as file:
        red, green, blue = PillowImage.open(file).convert("RGB").resize((1, 1)).getpixel((0, 0))
    return f"#{red:02x}{green:02x}{blue:02x}"


def load(ids: Iterable[int | None]) -> dict[int, SalonImage]:
    """Pictures with their sizes by id, in two queries however many there are; unknown and empty ids are left out."""
    return _with_sizes.all({pk for pk in ids if pk is not None})


def gather(ids: Iterable[int | None]) -> None:
    """Before a page is shown: all that its parts will ask for, in two queries."""
    _with_sizes.gather({pk for pk in ids if pk is not None})


def ids_in(raw: object) -> Iterator[int]:
    """The ids of all pictures in a stream's raw data (`StreamValue.raw_data`), wherever they stand in it."""
    if isinstance(raw, Mapping):
        for name, part in raw.items():
            if name == "image" and isinstance(part, int):
                yield part
            else:
                yield from ids_in(part)
    elif isinstance(raw, Sequence) and not isinstance(raw, str):
        for part in raw:
            yield from ids_in(part)


def _read(ids: Collection[int]) -> dict[int, SalonImage]:
    return SalonImage.objects.prefetch_related("renditions").in_bulk(ids)


_with_sizes: Gathered[int, SalonImage] = Gathered(_read)


def in_place(things: Iterable[Pictured]) -> list[Pictured]:
    """The same things with their pictures, however many, in two queries."""
    things = list(things)
    shown = load(thing.picture_id for thing in things)
    return [replace(thing, picture=shown.get(thing.picture_id)) for thing in things]


def plate(image: SalonImage) -> Plate:
    """The picture from the sizes that exist; the original where none do. One query unless they were prefetched."""
    made = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
    ready = [made[spec] for spec in specs(image) if spec in made]
    sources = []
    for form in FORMATS:
        sizes = [f"{size.url} {size.width}w" for size in ready if size.filter_spec.endswith(f"|format-{form}")]
        if sizes:
            sources.append(Source(f"image/{form}", ", ".join(sizes)))
    url = made[FALLBACK].url if FALLBACK in made else image.file.url
    return Plate(tuple(sources), url, image.width, image.height, _focus(image), image.colour)


def _focus(image: SalonImage) -> str:
    if image.focal_point_x is None or image.focal_point_y is None:
        return ""
    x = round(10 * image.focal_point_x / image.width)
    y = round(10 * image.focal_point_y / image.height)
    return f"fx-{x} fy-{y}"
