"""The list of letters, how each looks, and the preview of what nobody has saved; who may look and who may write."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from salon.cms.roles import Role
from salon.outbox.admin.placeholders import explanations, placeholders_of
from salon.outbox.selectors import own_words
from salon.outbox.wording import wordings
from tests.outbox.letters import LETTER, LIST, add_url, door, write
from tests.people import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def editor(db: None) -> Browser:
    return logged_in(Role.EDITOR)


@pytest.fixture(autouse=True)
def languages(db: None) -> None:
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_every_placeholder_is_explained_with_an_example(code: str) -> None:
    for of in wordings.values():
        known = list(placeholders_of(of, code))
        assert {each.written for each in known} == {f"{{{name}}}" for name in of.placeholders}
        assert any(each.example for each in known) or not of.group.placeholders
    desks = [of for of in wordings.values() if of.group.sample.__module__.startswith(("booking.", "salon."))]
    assert not set().union(*(of.placeholders for of in desks)) - set(explanations)


def preview_url(editor: Browser, url: str) -> str:
    """What Wagtail's preview panel asks, as the page names it."""
    found = re.search(r'data-w-preview-url-value="([^"]+)"', editor.get(url).content.decode())
    assert found is not None
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize("is_new", [True, False])
def test_the_preview_shows_the_mail_with_words_that_nobody_has_saved(editor: Browser, is_new: bool) -> None:
    page = add_url("uk") if is_new else door("edit", write("uk", subject="Збережено").pk)
    url = preview_url(editor, page)
    typed = {"subject": "До зустрічі, {client_name}", "body": "Чекаємо на вас о {time}."}
    assert editor.post(url, typed).json() == {"is_valid": True, "is_available": True}
    answer = editor.get(url, {"mode": "mail"} if "?" not in url else None)
    html = answer.content.decode()
    assert "До зустрічі, Катерина Соколенко" in html
    assert "Чекаємо на вас о 14:00" in html
    assert 'lang="uk"' in html
    assert own_words(LETTER, "uk").subject in {"", "Збережено"}


def test_the_preview_may_be_framed_by_the_admin_and_shows_its_styles(editor: Browser) -> None:
    url = door("preview_on_edit", write().pk)
    editor.post(url, {"subject": "Bis bald"})
    answer = editor.get(url)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "style-src 'self' 'unsafe-inline'" in answer["Content-Security-Policy"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert " style=" in answer.content.decode()


@pytest.mark.parametrize("mode", ["text", "rubbish"])
def test_the_preview_has_a_text_part_and_survives_an_unknown_mode(editor: Browser, mode: str) -> None:
    url = door("preview_on_edit", write().pk)
    editor.post(url, {"subject": "Bis bald, {client_name}"})
    assert "Bis bald, Katharina Vogel" in editor.get(url, {"mode": mode}).content.decode()


def test_what_is_wrong_is_not_previewed(editor: Browser) -> None:
    url = door("preview_on_edit", write(subject="Bis bald").pk)
    assert editor.post(url, {"subject": "{nobody}"}).json()["is_valid"] is False


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_every_letter_can_be_looked_at_in_every_language(editor: Browser, code: str) -> None:
    for key in wordings:
        mail, text = editor.get(door("look", key, code)), editor.get(door("look", key, code) + "?text")
        assert (mail.status_code, text.status_code) == (200, 200), key
        assert (mail["Content-Type"], text["Content-Type"]) == ("text/html; charset=utf-8", "text/plain; charset=utf-8")
        assert f'lang="{code}"' in mail.content.decode()


def test_the_look_shows_what_is_published(editor: Browser) -> None:
    write(subject="Bis bald")
    text = editor.get(door("look", LETTER, "de") + "?text").content.decode()
    assert text.startswith("Bis bald\nWir freuen uns auf Sie.\n")


@pytest.mark.parametrize(("key", "code"), [("nobody", "de"), (LETTER, "fr")])
def test_an_unknown_letter_or_language_is_not_there(editor: Browser, key: str, code: str) -> None:
    assert editor.get(door("look", key, code)).status_code != 200


def test_the_list_shows_every_letter_and_where_an_own_text_is(editor: Browser) -> None:
    text = write(subject="Bis bald")
    page = editor.get(LIST).content.decode()
    for of in wordings.values():
        assert str(of.label) in page
        assert door("look", of.key, "uk") in page
    assert door("edit", text.pk) in page
    assert add_url().replace("&", "&amp;") not in page


def queries_of_the_list(editor: Browser) -> int:
    with CaptureQueriesContext(connection) as queries:
        editor.get(LIST)
    return len(queries)


def test_the_list_costs_the_same_however_many_texts_there_are(editor: Browser) -> None:
    editor.get(LIST)
    before = queries_of_the_list(editor)
    for key in list(wordings)[:10]:
        write(letter=key, subject="Hallo")
    assert queries_of_the_list(editor) == before


def test_no_letter_is_called_like_a_door_of_the_admin(editor: Browser) -> None:
    doors = {"add", "edit", "delete", "usage", "history", "preview", "unpublish", "results", "copy", "inspect"}
    assert not doors & set(wordings)


LOOKERS = {Role.OWNER, Role.RECEPTION, Role.EDITOR}
WRITERS = {Role.OWNER, Role.EDITOR}
DOORS = {
    "list": LOOKERS,
    "look": LOOKERS,
    "add": WRITERS,
    "edit": WRITERS,
    "history": WRITERS,
    "delete": WRITERS,
    "unpublish": WRITERS,
    "preview_on_add": WRITERS,
    "preview_on_edit": WRITERS,
}


@pytest.mark.parametrize("role", list(Role))
def test_who_looks_at_letters_and_who_writes_them(role: str) -> None:
    text, browser = write(subject="Bis bald"), logged_in(role)
    address = {view: door(view, text.pk) for view in ("edit", "history", "delete", "unpublish", "preview_on_edit")}
    address |= {
        "list": LIST,
        "look": door("look", LETTER, "de"),
        "add": add_url("ru"),
        "preview_on_add": door("preview_on_add") + f"?letter={LETTER}&locale=ru",
    }
    home = reverse("wagtailadmin_home")
    answers = {view: browser.get(url) for view, url in address.items()}
    assert {answer.get("Location", home) for answer in answers.values()} == {home}
    assert {view for view, answer in answers.items() if answer.status_code == 200} == {
        view for view, roles in DOORS.items() if role in roles
    }


def test_reception_sees_no_way_to_write() -> None:
    write(subject="Bis bald")
    page = logged_in(Role.RECEPTION).get(LIST).content.decode()
    assert not [way for way in ("/letters/add/", "/letters/edit/") if way in page]


def test_nobody_enters_without_a_login() -> None:
    for url in (LIST, door("look", LETTER, "de"), add_url()):
        assert reverse("wagtailadmin_login") in Browser().get(url)["Location"]
