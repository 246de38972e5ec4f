"""The demo's drawings as pictures of the salon, with their focal points; sizes of them are made later."""

from pathlib import Path

from django.core.files import File

from home.demo.load import Drawing, drawings, places
from salon.cms.models import SalonImage

# Width and height of the area that a crop keeps, as a share of the picture's shorter side.
FOCAL_SHARE = 0.4


def write_images() -> dict[str, SalonImage]:
    """Every drawing by its name; those that are there already stay."""
    known = set(SalonImage.objects.filter(title__in=drawings()).values_list("title", flat=True))
    SalonImage.objects.bulk_create(_image(name, drawing) for name, drawing in drawings().items() if name not in known)
    return {image.title: image for image in SalonImage.objects.filter(title__in=drawings())}


def portraits(images: dict[str, SalonImage]) -> dict[str, SalonImage]:
    """By the master's key."""
    return {master: images[name] for master, name in places()["masters"].items()}


def _image(name: str, drawing: Drawing) -> SalonImage:
    """The file is stored here and its size told, because the model would decode it twice to find it out."""
    width, height = drawing.size
    focal_size = round(min(drawing.size) * FOCAL_SHARE)
    return SalonImage(
        title=name,
        file=_store(drawing.path),
        width=width,
        height=height,
        file_size=drawing.path.stat().st_size,
        focal_point_x=drawing.focal[0],
        focal_point_y=drawing.focal[1],
        focal_point_width=focal_size,
        focal_point_height=focal_size,
    )


def _store(path: Path) -> str:
    storage = SalonImage._meta.get_field("file").storage
    with path.open("rb") as file:
        return storage.save(SalonImage().get_upload_to(path.name), File(file))
