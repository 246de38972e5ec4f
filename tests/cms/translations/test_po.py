"""Open sentences out as a file, and back: all of it or nothing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import polib
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from salon.cms.models import SalonText
from salon.cms.translations.actions.begin import begin_translations
from salon.cms.translations.actions.import_po import Imported, import_po
from salon.cms.translations.errors import NoPO, NothingKnown, NotYours, OtherLanguage
from salon.cms.translations.sentence_check import problem_of
from tests.cms.translations.conftest import in_language, told, translation_to


@pytest.fixture
def page(create, homes):
    made = create("Über uns", "ueber-uns", homes["de"])
    made.intro = "Hallo {name}, schön."
    text = "<p>Wir <b>lieben</b> <a href='https://example.org/'>Haare</a>.</p>"
    made.body = [("section", {"heading": "Wer", "text": text})]
    made.save_revision().publish()
    return made


def export(lena: Browser, code: str = "ru") -> polib.POFile:
    return polib.pofile(lena.get(reverse("translation_export", args=[code])).content.decode())


def send(lena: Browser, file: polib.POFile, code: str = "ru") -> HttpResponse:
    sent = SimpleUploadedFile("x.po", str(file).encode())
    return lena.post(reverse("translation_import"), {"language": code, "file": sent})


def take_in(content: bytes, by: Any, code: str = "ru") -> Imported:
    return import_po(content=content, locale=Locale.objects.get(language_code=code), by=by)


def filled(file: polib.POFile, said: Mapping[str, str] = MappingProxyType({})) -> polib.POFile:
    """Each sentence with what `said` has for it, else with itself."""
    for entry in file:
        entry.msgstr = said.get(entry.msgid, entry.msgid)
    return file


@pytest.fixture
def editor(lena: Browser) -> Any:
    return get_user_model().objects.get()


def entered() -> int:
    return StringTranslation.objects.count()


def test_everything_that_is_open_goes_out_and_comes_back(page, homes, lena: Browser) -> None:
    text = SalonText.objects.create(name="Lindenhof", in_text="L", town="Lindau", locale=homes["de"].locale)
    begin_translations(instance=text, by=None)
    file = filled(export(lena))
    assert {"Über uns", "Lindau", "Wer"} <= {entry.msgid for entry in file}
    send(lena, file)
    for instance in (page, text):
        total, done = translation_to(instance, "ru").get_progress()
        assert total == done
    assert not in_language(page, "ru").live
    before = entered()
    send(lena, file)
    assert entered() == before
    assert lena.get(reverse("translation_export", args=["ru"])).status_code == 302


@pytest.mark.parametrize(
    ("path", "said", "problem"),
    [
        ("intro", "Привет {name}, хорошо.", ""),
        ("intro", "Привет, хорошо.", "its placeholders have to stay as they are: {name}."),
        ("intro", "Привет {имя}, хорошо.", "its placeholders have to stay as they are: {name}."),
        ("intro", "Привет {name}, хорошо}.", "a curly bracket stands alone."),
        ("text", 'Мы <b>любим</b> <a id="a1">волосы</a>.', ""),
        ("text", 'Мы любим <a id="a1">волосы</a>.', "its HTML tags have to stay as they are."),
        ("text", 'Мы <b>любим <a id="a1">волосы</b></a>.', "its HTML tags have to stay as they are."),
        ("text", 'Мы <b>любим</b> <a id="a2">волосы</a>.', "its HTML tags have to stay as they are."),
        ("text", 'Мы <b>любим</b> <a id="a1">волосы</a>.<script>1</script>', "its HTML tags have to stay as they are."),
        ("title", "о" * 255, ""),
        ("title", "о" * 256, "there is room for 255 letters."),
    ],
)
def test_what_a_translator_has_to_mend_is_a_sentence(page, path: str, said: str, problem: str) -> None:
    segment = translation_to(page, "ru").source.stringsegment_set.get(context__path__endswith=path)
    with override("en"):
        assert problem_of(segment, said) == problem


def test_one_broken_sentence_and_nothing_is_entered(page, lena: Browser) -> None:
    file = filled(export(lena), {"Hallo {name}, schön.": "Привет."})
    before = entered()
    answer = send(lena, file)
    assert entered() == before
    assert "„Hallo {name}, schön.“" in told(answer) or "“Hallo {name}, schön.”" in told(answer)


def test_a_file_of_another_language_is_refused(page, lena: Browser, editor) -> None:
    file = filled(export(lena, "uk"))
    before = entered()
    with pytest.raises(OtherLanguage):
        take_in(str(file).encode(), editor, "ru")
    assert entered() == before


@pytest.mark.parametrize("content", [b"", b"/etc/passwd", b"\xff\xfe\x00", b'\nmsgid "x\nmsgstr', b"PK\x03\x04 zip"])
def test_what_is_no_po_file_is_refused(page, editor, content: bytes) -> None:
    with pytest.raises(NoPO):
        take_in(content, editor)


def test_who_may_not_change_a_page_does_not_translate_it_by_a_file(page, lena: Browser) -> None:
    file = filled(export(lena))
    nobody = get_user_model().objects.create_user("nobody")
    before = entered()
    with pytest.raises(NotYours):
        take_in(str(file).encode(), nobody)
    assert entered() == before


def test_what_the_site_does_not_say_any_more_is_left_out(page, lena: Browser, editor) -> None:
    file = filled(export(lena))
    page.intro = "Anders."
    page.save_revision().publish()
    assert take_in(str(file).encode(), editor) == Imported(entered=len(file) - 1, unknown=1)


def test_a_file_of_which_nothing_is_known_is_refused(page, editor) -> None:
    content = b'msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgctxt "x:y"\nmsgid "a"\nmsgstr "b"\n'
    with pytest.raises(NothingKnown):
        take_in(content, editor)
