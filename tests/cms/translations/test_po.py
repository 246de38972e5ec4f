"""Open sentences out as a file, and back: all of it or nothing."""

from collections.abc import Mapping
from html import unescape
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
from salon.cms.translations.errors import FileTooBig, NoPO, NothingKnown, NotYours, OtherLanguage, TooManyLines
from salon.cms.translations.po import BYTES, LINES
from salon.cms.translations.selectors.open_sentences import open_sentences
from salon.cms.translations.sentence_check import problem_of, room_in
from tests.cms.translations.conftest import in_language, told, translation_to

pytestmark = pytest.mark.once

# Python takes each for one piece; a browser ends it at the first ">".
HIDDEN = (
    '<![CDATA[><script>alert(1)</script><form action="https://evil.example">…</form><img src=x onerror="a()">]]>',
    '<!--><img src=x onerror=alert(1)><form action="https://evil.example/"></form> -->',
    "<?x ><img src=x onerror=alert(1)>?>",
    "<!x ><script>alert(1)</script>",
)
FOREIGN = "nothing that begins with “<!” or “<?” may stand in it."


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
        *(("text", f'Мы <b>любим</b> <a id="a1">волосы</a>. {hidden}', FOREIGN) for hidden in HIDDEN),
        ("intro", "\u200b\xa0 {name}", ""),
        ("title", " ", "there is nothing to read in it."),
        ("title", "\u200b\xa0<br>\u3164", "there is nothing to read in it."),
        ("title", "о" * 255, ""),
        ("title", "о" * 256, "there is room for 255 letters."),
    ],
)
def test_what_a_translator_has_to_mend_is_a_sentence(page, path: str, said: str, problem: str) -> None:
    source = translation_to(page, "ru").source
    segment = source.stringsegment_set.get(context__path__endswith=path)
    with override("en"):
        room = room_in(source, segment.context.path)
        assert problem_of(segment.string.data, said, room=room) == problem


def test_one_broken_sentence_and_nothing_is_entered(page, lena: Browser) -> None:
    file = filled(export(lena), {"Hallo {name}, schön.": "Привет."})
    before = entered()
    answer = send(lena, file)
    assert entered() == before
    assert "„Hallo {name}, schön.“" in told(answer) or "“Hallo {name}, schön.”" in told(answer)


def test_a_refusal_quotes_the_sentence_as_people_read_it(page, lena: Browser) -> None:
    page.intro = "Größe & Länge für {name}"
    page.save_revision().publish()
    said = {"Größe &amp; Länge für {name}": "Размер"}
    assert "Größe & Länge für {name}" in unescape(told(send(lena, filled(export(lena), said))))


@pytest.mark.parametrize("blank", [" ", "\u200b\xa0", "<br>"])
def test_what_is_left_blank_is_not_translated(page, lena: Browser, editor, blank: str) -> None:
    file = filled(export(lena), {"Über uns": blank, "Hallo {name}, schön.": blank})
    assert take_in(str(file).encode(), editor) == Imported(entered=len(file) - 2, unknown=0, blank=2)
    assert open_sentences(in_language(page, "ru")) == 2
    assert "2 sind leer und bleiben offen." in told(send(lena, file))


@pytest.mark.parametrize("slug", [" ", "/", "—"])
def test_an_address_of_which_nothing_is_left_is_made_from_the_title(page, lena: Browser, editor, commit, slug) -> None:
    take_in(str(filled(export(lena), {"Über uns": "Про нас", "ueber-uns": slug})).encode(), editor)
    with commit():
        translation_to(page, "ru").save_target(publish=True)
    assert in_language(page, "ru").slug == "pro-nas"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: wrapped(text, 30),
        lambda text: text.replace('"Language: ru\\n"', '"X-Generator: Poedit 3.5\\n"\n"Language: ru_RU\\n"'),
        lambda text: text + '\n#~ msgctxt "alt"\n#~ msgid "Früher"\n#~ msgstr "Раньше"\n',
        lambda text: text.replace("msgctxt", '#| msgid "Früher"\nmsgctxt', 1),
    ],
)
def test_a_file_that_a_translators_program_wrote_anew_is_taken(page, lena: Browser, editor, change) -> None:
    file = filled(export(lena))
    assert take_in(change(str(file)).encode(), editor) == Imported(entered=len(file), unknown=0, blank=0)


def wrapped(text: str, width: int) -> str:
    file = polib.pofile(text, wrapwidth=width)
    file.metadata = dict(reversed(file.metadata.items()))
    return str(file)


def test_a_file_that_would_keep_the_site_busy_is_refused_unread(page, lena: Browser, editor) -> None:
    long = str(filled(export(lena))) + '"x"\n' * LINES
    with pytest.raises(TooManyLines):
        take_in(long.encode(), editor)
    sent = SimpleUploadedFile("x.po", b" " * (BYTES + 1))
    answer = lena.post(reverse("translation_import"), {"language": "ru", "file": sent})
    assert told(answer) == str(FileTooBig(n=BYTES // 1_000_000))


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
    assert take_in(str(file).encode(), editor) == Imported(entered=len(file) - 1, unknown=1, blank=0)


def test_a_file_of_which_nothing_is_known_is_refused(page, editor) -> None:
    content = b'msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgctxt "x:y"\nmsgid "a"\nmsgstr "b"\n'
    with pytest.raises(NothingKnown):
        take_in(content, editor)
