"""wagtail-localize's own ways in: what does not fit gets a sentence and never stands on a page."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from salon.cms.translations.errors import NoPO, NothingKnown
from tests.cms.translations.conftest import in_language, told, translation_to

pytestmark = pytest.mark.once
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def page(create, homes):
    made = create("Über uns", "ueber-uns", homes["de"])
    made.intro = "Hallo {name}, schön."
    made.body = [("section", {"heading": "Wer", "text": "<p>Wir <b>lieben</b> Haare.</p>"})]
    made.save_revision().publish()
    return made


def segment_of(page: Any, path: str) -> Any:
    return translation_to(page, "ru").source.stringsegment_set.get(context__path__endswith=path)


def address_of(page: Any, path: str) -> str:
    ids = [translation_to(page, "ru").pk, segment_of(page, path).pk]
    return reverse("wagtail_localize:edit_string_translation", args=ids)


def type_in(lena: Browser, page: Any, path: str, said: str) -> HttpResponse:
    return lena.put(address_of(page, path), urlencode({"value": said}), content_type=FORM)


def progress(page: Any) -> int:
    return translation_to(page, "ru").get_progress()[1]


def test_what_fits_is_entered(page, lena: Browser) -> None:
    answer = type_in(lena, page, "text", "Мы <b>любим</b> волосы.")
    assert (answer.status_code, answer.json()["error"]) == (201, None)
    assert lena.delete(address_of(page, "text")).status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        'Мы <b>любим</b> <![CDATA[><script>alert(1)</script><form action="https://evil.example"></form>]]>',
        "Мы <b>любим</b> <!--><img src=x onerror=alert(1)> -->",
        "Мы <b>любим</b> <?x ><img src=x>?>",
        "Мы <b>любим</b> \0",
    ],
)
def test_what_nobody_types_by_mistake_is_refused_with_a_sentence(page, lena: Browser, said: str) -> None:
    before = StringTranslation.objects.count()
    answer = type_in(lena, page, "text", said)
    assert answer.status_code == 400
    assert "<!" in answer.json()["value"][0]
    assert StringTranslation.objects.count() == before


@pytest.mark.parametrize("body", ["", "wert=1", "%"])
def test_a_request_without_a_sentence_is_refused(page, lena: Browser, body: str) -> None:
    assert lena.put(address_of(page, "text"), body, content_type=FORM).status_code == 400
    assert lena.put(address_of(page, "text"), {"value": "x"}, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("path", "said"),
    [("title", " "), ("title", "\u200b\xa0"), ("title", "о" * 256), ("intro", "Привет."), ("text", "Мы любим волосы.")],
)
def test_a_mistake_is_told_beside_the_sentence_and_stays_open(page, lena: Browser, path: str, said: str) -> None:
    before = progress(page)
    answer = type_in(lena, page, path, said)
    assert answer.json()["error"]
    assert progress(page) == before
    translation_to(page, "ru").save_target(publish=False)
    draft = in_language(page, "ru")
    assert (draft.title, draft.draft_title, draft.intro) == (page.title, page.title, page.intro)
    assert "<b>lieben</b>" in str(draft.body)


def test_a_mistake_that_is_mended_counts(page, lena: Browser) -> None:
    before = progress(page)
    type_in(lena, page, "intro", "Привет.")
    answer = type_in(lena, page, "intro", "Привет, {name}.")
    assert (answer.json()["error"], progress(page)) == (None, before + 1)


@pytest.mark.parametrize("said", [" ", "/"])
def test_an_address_of_which_nothing_is_left_is_made_from_the_title(page, lena: Browser, said: str) -> None:
    assert type_in(lena, page, "slug", said).json()["data"] == "ueber-uns"
    type_in(lena, page, "title", "Про нас")
    assert type_in(lena, page, "slug", said).json()["data"] == "pro-nas"


def upload(lena: Browser, page: Any, content: bytes) -> HttpResponse:
    address = reverse("wagtail_localize:upload_pofile", args=[translation_to(page, "ru").pk])
    return lena.post(address, {"file": SimpleUploadedFile("x.po", content), "next": "/admin/"})


def test_a_page_s_own_file_goes_by_the_same_rules(page, lena: Browser) -> None:
    translation = translation_to(page, "ru")
    file = translation.export_po()
    for entry in file:
        entry.msgstr = "Мы <b>любим</b> <!--><img src=x> -->" if "<b>" in entry.msgid else entry.msgid
    assert upload(lena, page, str(file).encode()).status_code == 302
    total, done = translation.get_progress()
    assert total - done == 1


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\xff", NoPO()),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n', NothingKnown()),
    ],
)
def test_another_file_is_told(page, lena: Browser, content: bytes, refusal) -> None:
    answer = upload(lena, page, content)
    assert (answer.status_code, told(answer)) == (302, str(refusal))
    address = reverse("wagtail_localize:upload_pofile", args=[translation_to(page, "ru").pk])
    assert lena.post(address, {}).status_code == 302
