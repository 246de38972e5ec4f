"""The fast first part of the demo: everything in German, and the home pages of all languages."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from home.demo.counts import write_counts
from home.demo.facts import write_catalog, write_masters, write_salon
from home.demo.images import portraits, write_images
from home.demo.keys import HOME, SALON
from home.demo.logins import write_logins
from home.demo.past import write_past
from home.demo.sheets import home_sheet
from home.demo.translate import indexing_postponed, sentences, translate
from home.demo.tree import german_home, write_tree
from home.demo.visits import write_visits
from home.demo.widgets import are_there, write_widgets
from home.demo.words import write_texts
from salon.cms.models import SalonText
from salon.lib import language


def seed_german() -> None:
    """Each part is one transaction and is skipped where it is there, so that a broken run can be repeated."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in language.CODES}
    today = timezone.localdate(timezone=ZoneInfo(settings.SALON_TIME_ZONE))
    with indexing_postponed():
        if not SalonText.objects.filter(translation_key=SALON).exists():
            with transaction.atomic():
                images = write_images()
                write_salon()
                write_catalog()
                write_masters(portraits(images), today=today)
                write_texts(locales)
        if not are_there():
            with transaction.atomic():
                write_widgets(locales)
        if german_home() is None:
            with transaction.atomic():
                write_tree(write_images(), locales[settings.LANGUAGE_CODE])
        _write_homes()
        write_logins()
        write_visits(today=today)
        write_past(today=today)
        write_counts(today=today)


def _write_homes() -> None:
    """A language whose home page is not live would show the German one."""
    live = set(Page.objects.filter(translation_key=HOME, live=True).values_list("locale__language_code", flat=True))
    sheet, german = home_sheet(), settings.LANGUAGE_CODE
    known = {code: sentences(sheet.words(german), sheet.words(code)) for code in language.OTHERS if code not in live}
    if known:
        translate(sheet.model.objects.get(translation_key=HOME, locale__language_code=german), known)
