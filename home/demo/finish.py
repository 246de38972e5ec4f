"""The slow second part of the demo, in the background: the other languages' pages, and the sizes of the pictures."""

import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.demo.keys import SALON
from home.demo.load import drawings
from home.demo.sheets import sheets
from home.demo.translate import OTHERS, sentences, translate
from home.demo.tree import page_key
from home.demo.words import TextSheet, salon_sheet, text_key
from home.demo.words import sheets as text_sheets
from salon.cms.models import SalonImage, SalonText
from salon.cms.pictures import make_renditions, specs

Step = Callable[[], None]


def finish_demo(*, seconds: float | None = None, with_pictures: bool = True) -> bool:
    """Do what is missing, for at most about `seconds`; True when there is nothing more to do.

    Two queries where there is no demo or it is finished. Whatever stopped it, it goes on where it was.
    """
    if _is_finished() or not _is_there():
        return True
    until = None if seconds is None else time.monotonic() + seconds
    for step in _steps(with_pictures):
        step()
        if until is not None and time.monotonic() > until:
            return False
    return True


def _is_finished() -> bool:
    """The salon's own text is entered last: it is the mark that all the rest is there."""
    return Translation.objects.filter(source__object_id=SALON).count() >= len(OTHERS)


def _is_there() -> bool:
    return SalonText.objects.filter(translation_key=SALON).exists()


def _steps(with_pictures: bool) -> Iterator[Step]:
    done = set(Translation.objects.values_list("source__object_id", "target_locale__language_code"))
    yield from _page_steps(done)
    yield from (step for sheet in text_sheets() for step in _text_steps(sheet, done))
    if with_pictures:
        yield from _picture_steps()
    yield _rebuild
    yield from _text_steps(salon_sheet(), done)


def _page_steps(done: set[tuple[object, str]]) -> Iterator[Step]:
    """Page by page, each read anew, parents before children; a page that was deleted in German is left out."""
    for sheet in sheets():
        for code in OTHERS:
            if (page_key(sheet), code) not in done:
                known = sentences(sheet.words(settings.LANGUAGE_CODE), sheet.words(code))
                yield _translating(sheet.model, page_key(sheet), code, known)


def _text_steps(sheet: TextSheet, done: set[tuple[object, str]]) -> Iterator[Step]:
    for code in OTHERS:
        if (text_key(sheet), code) not in done:
            known = sentences(sheet.words[settings.LANGUAGE_CODE], sheet.words[code])
            yield _translating(sheet.model, text_key(sheet), code, known)


def _translating(model: type, key: object, code: str, known: dict[str, str]) -> Step:
    def step() -> None:
        german = model.objects.filter(translation_key=key, locale__language_code=settings.LANGUAGE_CODE).first()
        if german is not None:
            translate(german, code, known)

    return step


def _picture_steps() -> Iterator[Step]:
    for image in SalonImage.objects.filter(title__in=drawings()).prefetch_related("renditions"):
        made = {rendition.filter_spec for rendition in image.renditions.all()}
        if not made.issuperset(specs(image)):
            yield lambda image=image: make_renditions(image)


def _rebuild() -> None:
    """What was put off while the pages were made."""
    Page.fix_tree()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
