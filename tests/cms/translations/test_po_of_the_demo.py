"""A whole site's sentences go out, are filled with a translator's program, and come back."""

import polib
import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from salon.cms.translations.actions.import_po import import_po
from salon.cms.translations.po import BYTES, write_po
from salon.cms.translations.selectors.open_sentences import open_sentences_for
from tests.demo import demo_full

__all__ = ["demo_full"]

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db]
# A site may grow, and Cyrillic letters are two bytes each.
ROOM = 8


def sentences_in(locale: Locale) -> dict[tuple[str, str], str]:
    """By what they are known by in a file."""
    rows = StringTranslation.objects.filter(locale=locale).values_list(
        "context__object_id", "context__path", "translation_of__data", "data"
    )
    return {(f"{key}:{path}", original): said for key, path, original, said in rows}


def test_the_whole_site_goes_out_and_comes_back() -> None:
    russian = Locale.objects.get(language_code="ru")
    editor = get_user_model().objects.get(username="editor")
    said = sentences_in(russian)
    StringTranslation.objects.filter(locale=russian).delete()
    file = polib.pofile(write_po(open_sentences_for(locale=russian, by=editor), language="ru"), wrapwidth=78)
    for entry in file:
        entry.msgstr = said[entry.msgctxt, entry.msgid]
    content = str(file).encode()
    assert len(content) * ROOM < BYTES
    done = import_po(content=content, locale=russian, by=editor)
    assert (done.unknown, done.blank) == (0, 0)
    assert sentences_in(russian).items() <= said.items()
    progresses = [translation.get_progress() for translation in Translation.objects.filter(target_locale=russian)]
    assert all(total == done for total, done in progresses)
