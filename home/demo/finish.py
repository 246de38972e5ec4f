"""The slow second part of the demo, in the background: the other languages' pages."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db.models import Count
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation

from home.demo.keys import SALON
from home.demo.sheets import sheets
from home.demo.translate import Sentences, sentences, translate
from home.demo.tree import page_key
from home.demo.widgets import sheets as widget_sheets
from home.demo.words import salon_sheet, text_key
from home.demo.words import sheets as text_sheets
from salon.cms.models import SalonText
from salon.lib.language import OTHERS

Step = Callable[[], object]
# A model, a translation key, and what is said: by language, sentence by sentence.
Source = tuple[type[TranslatableMixin], object, Callable[[], dict[str, Sentences]]]


def finish_demo(*, seconds: float | None = None) -> bool:
    """Do what is missing, for at most about `seconds`; True when there is nothing more to do.

    Two queries where there is no demo or it is finished. Whatever stopped it, it goes on where it was.
    """
    if _is_finished() or not _is_there():
        return True
    until = None if seconds is None else time.monotonic() + seconds
    for step in _steps():
        step()
        if until is not None and time.monotonic() > until:
            return False
    return True


def _is_finished() -> bool:
    """The salon's own text is entered last: it is the mark that all the rest is there."""
    return Translation.objects.filter(source__object_id=SALON).count() >= len(OTHERS)


def _is_there() -> bool:
    return SalonText.objects.filter(translation_key=SALON).exists()


def _steps() -> Iterator[Step]:
    pages = [(sheet.model, page_key(sheet), _spoken(sheet.words)) for sheet in sheets()]
    words = [
        (sheet.model, text_key(sheet), _spoken(sheet.words.__getitem__)) for sheet in [*text_sheets(), *widget_sheets()]
    ]
    yield from _translating([*pages, *words])
    yield _rebuild
    yield from _translating([(SalonText, SALON, _spoken(salon_sheet().words.__getitem__))])


def _spoken(words: Callable[[str], Any]) -> Callable[[], dict[str, Sentences]]:
    """What is said in German and in each other language, paired only when it is needed."""
    return lambda: {code: sentences(words(settings.LANGUAGE_CODE), words(code)) for code in OTHERS}


def _translating(sources: list[Source]) -> Iterator[Step]:
    """Each read anew, parents before children; what was deleted in German is left out."""
    entered = Translation.objects.values("source__object_id").annotate(languages=Count("pk"))
    done = {row["source__object_id"] for row in entered if row["languages"] >= len(OTHERS)}
    for model, key, known in sources:
        if key in done:
            continue
        german = model.objects.filter(translation_key=key, locale__language_code=settings.LANGUAGE_CODE).first()
        if german is not None:
            yield partial(translate, german, known())


def _rebuild() -> None:
    """What was put off while the pages were made."""
    Page.fix_tree()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
