"""Pictures as an editor uploads them."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image

from salon.cms.models import SalonImage


def drawn(title: str, width: int, height: int) -> SalonImage:
    file = BytesIO()
    Image.new("RGB", (width, height), "#b8c4b0").save(file, "JPEG")
    file.seek(0)
    return SalonImage.objects.create(title=title, file=ImageFile(file, name=f"{title}.jpg"))
