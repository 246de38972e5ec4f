"""The sizes of pictures, made ahead by the worker, so that no visitor waits for them."""

import logging

from django.db.models import Q
from wagtail.images.models import Filter

from salon.cms.models import SalonImage
from salon.cms.page_cache import forget_pages
from salon.cms.pictures import FALLBACK, SHARED, make_renditions

log = logging.getLogger(__name__)


def make_next_sizes(*, below: int | None = None) -> int | None:
    """Those of the newest picture that lacks some, or of the newest with an id below `below`. Returns its id, below
    which to go on; None where no picture is left. Some seconds of work.

    A picture that can't be read is only logged: the others get theirs, and pages show its original.
    """
    has_not = ~Q(renditions__filter_spec=FALLBACK) | ~Q(renditions__filter_spec=SHARED)
    lacking = SalonImage.objects.filter(has_not | Q(colour=""))
    if below is not None:
        lacking = lacking.filter(pk__lt=below)
    image = lacking.order_by("-pk").first()
    if image is None:
        return None
    _make(image)
    return image.pk


def forget_old_cut(*, instance: SalonImage, **_signal: object) -> None:
    """What is shared of a picture is cut around its focal point: where that moved, it is made anew."""
    key = Filter(SHARED).get_cache_key(instance)
    instance.renditions.filter(filter_spec=SHARED).exclude(focal_point_key=key).delete()


def make_all_sizes() -> None:
    """Those of every picture that lacks some; for a command, with minutes of work."""
    done = make_next_sizes()
    while done is not None:
        done = make_next_sizes(below=done)


def _make(image: SalonImage) -> None:
    try:
        make_renditions(image)
    except Exception:
        # Whatever is wrong with this file, the pictures after it get their sizes.
        log.exception("no sizes of picture %s", image.pk)
    else:
        # Pages that were kept meanwhile show the original.
        forget_pages()
