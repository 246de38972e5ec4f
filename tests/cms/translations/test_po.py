"""Open sentences out as a file, and back: all of it or nothing."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from salon.cms.models import SalonText
from salon.cms.translations.actions.begin import begin_translations
from tests.cms.translations.conftest import in_language, translation_to


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


def send(lena: Browser, file: polib.POFile | bytes, code: str = "ru") -> str:
    content = file if isinstance(file, bytes) else str(file).encode()
    sent = SimpleUploadedFile("x.po", content)
    return lena.post(reverse("translation_import"), {"language": code, "file": sent}, follow=True).content.decode()


def entered() -> int:
    return StringTranslation.objects.count()


def test_everything_that_is_open_goes_out_and_comes_back(page, homes, lena: Browser) -> None:
    text = SalonText.objects.create(name="Lindenhof", in_text="L", town="Lindau", locale=homes["de"].locale)
    begin_translations(instance=text, by=None)
    file = export(lena)
    assert {"Über uns", "Lindau", "Wer"} <= {entry.msgid for entry in file}
    for entry in file:
        entry.msgstr = entry.msgid
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
    ("found", "said"),
    [
        ("Hallo {name}", "Привет, хорошо."),
        ("Hallo {name}", "Привет {имя}, хорошо."),
        ("<b>lieben", 'Мы любим <a id="a1">волосы</a>.'),
        ("<b>lieben", 'Мы <b>любим <a id="a1">волосы</b></a>.'),
        ("<b>lieben", 'Мы <b>любим</b> <a id="a2">волосы</a>.'),
        ("<b>lieben", 'Мы <b>любим</b> <a id="a1">волосы</a>.<script>1</script>'),
        ("Über uns", "о" * 300),
    ],
)
def test_one_broken_sentence_and_nothing_is_entered(page, lena: Browser, found: str, said: str) -> None:
    file = export(lena)
    for entry in file:
        entry.msgstr = said if found in entry.msgid else entry.msgid
    assert any(found in entry.msgid for entry in file)
    before = entered()
    html = send(lena, file)
    assert entered() == before
    assert 'class="error' in html or "messages" in html


def test_a_file_of_another_language_is_refused(page, lena: Browser) -> None:
    file = export(lena, "uk")
    for entry in file:
        entry.msgstr = entry.msgid
    before = entered()
    send(lena, file, "ru")
    assert entered() == before


@pytest.mark.parametrize("content", [b"", b"/etc/passwd", b"\xff\xfe\x00", b'\nmsgid "x\nmsgstr', b"PK\x03\x04 zip"])
def test_what_is_no_po_file_is_refused(page, lena: Browser, content: bytes) -> None:
    before = entered()
    send(lena, content)
    assert entered() == before


def test_what_the_site_does_not_say_any_more_is_left_out(page, lena: Browser) -> None:
    file = export(lena)
    for entry in file:
        entry.msgstr = entry.msgid
    page.intro = "Anders."
    page.save_revision().publish()
    before, was = entered(), len(file)
    send(lena, file)
    assert entered() == before + was - 1
    send(lena, polib.pofile('msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgctxt "x:y"\nmsgid "a"\nmsgstr "b"\n'))
    assert entered() == before + was - 1
