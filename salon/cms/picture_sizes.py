"""The sizes of pictures, made ahead by the worker, so that no visitor waits for them."""

import logging
import time

from django.db.models import Q

from salon.cms.models import SalonImage
from salon.cms.page_cache import forget_pages
from salon.cms.pictures import FALLBACK, make_renditions

log = logging.getLogger(__name__)


def make_missing_sizes(*, seconds: float) -> bool:
    """Of the newest pictures first, for at most about `seconds`; False where some are left for the next time.

    A picture that can't be read is only logged: the others get theirs, and pages show its original.
    """
    until = time.monotonic() + seconds
    waiting = list(SalonImage.objects.filter(~Q(renditions__filter_spec=FALLBACK) | Q(colour="")).order_by("-pk"))
    left, made = waiting, 0
    while left and time.monotonic() < until:
        made += _make(left[0])
        left = left[1:]
    if made:
        # Pages that were kept meanwhile show the originals.
        forget_pages()
    return not left


def _make(image: SalonImage) -> bool:
    try:
        make_renditions(image)
    except Exception:
        log.exception("no sizes of picture %s", image.pk)
        return False
    return True
