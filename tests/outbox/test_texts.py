"""Editors write their own words for a letter: nothing wrong can be published, and the standard text comes back when
theirs goes.
"""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from salon.cms.roles import Role
from salon.outbox.models import MessageText
from salon.outbox.selectors import own_words, typing
from salon.outbox.wording import NOTHING, OwnWords, fill, wordings
from tests.booking.admin.forms import refused, submit
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


def subject_sent(code: str = "de") -> str:
    """As the letter would leave now; the placeholders stay empty."""
    with translation.override(code):
        return fill(wordings[LETTER], {}, own_words(LETTER)).subject


def test_without_an_own_text_the_standard_one_is_sent() -> None:
    assert subject_sent() == "Termin bestätigt: , "


def test_an_editor_publishes_a_subject_and_the_rest_stays_standard(editor: Browser) -> None:
    typed = {"subject": "Bis bald", "action-publish": "1"}
    assert refused(submit(editor, add_url(), typed)) == []
    assert own_words(LETTER, "de") == OwnWords(subject="Bis bald")
    assert subject_sent() == "Bis bald"
    with translation.override("de"):
        assert fill(wordings[LETTER], {}, own_words(LETTER)).heading == "Ihr Termin ist bestätigt"


def test_a_draft_changes_nothing_that_is_sent(editor: Browser) -> None:
    assert refused(submit(editor, add_url(), {"subject": "Nur ein Entwurf"})) == []
    assert own_words(LETTER, "de") == NOTHING


def test_a_draft_of_a_published_text_changes_nothing_either(editor: Browser) -> None:
    text = write(subject="Bis bald")
    submit(editor, door("edit", text.pk), {"subject": "Nur ein Entwurf"})
    assert subject_sent() == "Bis bald"


def test_each_language_has_its_own_words() -> None:
    write(subject="Bis bald")
    write("ru", subject="До встречи")
    assert (subject_sent("de"), subject_sent("ru")) == ("Bis bald", "До встречи")
    assert subject_sent("en") == "Appointment confirmed: , "


@pytest.mark.parametrize("view", ["delete", "unpublish"])
def test_when_the_own_text_goes_the_standard_one_comes_back(editor: Browser, view: str) -> None:
    text = write(subject="Bis bald")
    assert editor.post(door(view, text.pk)).status_code == 302
    assert subject_sent() == "Termin bestätigt: , "


@pytest.mark.parametrize("part", ["subject", "preheader", "heading", "body"])
@pytest.mark.parametrize(
    "text",
    [
        "Hallo {client_nam}",
        "{0}",
        "{}",
        "Hallo {client_name.__class__}",
        "{client_name!r}",
        "{client_name:>999999}",
        "{client_name[0]}",
        "{{client_name}}",
        "{ client_name }",
        "Hallo {client_name",
        "Hallo client_name}",
        "{settings}",
    ],
)
def test_what_no_letter_knows_is_refused_beside_its_field(editor: Browser, part: str, text: str) -> None:
    for action in ({}, {"action-publish": "1"}):
        assert refused(submit(editor, add_url(), {part: text, **action})) == [part]
    assert not MessageText.objects.exists()


def test_the_page_says_which_placeholder_is_wrong(editor: Browser) -> None:
    page = submit(editor, add_url(), {"subject": "Hallo {client_nam}"}).content.decode()
    assert "{client_nam}" in page
    assert page.index("{client_nam}") < page.index('name="subject"') < page.index('name="preheader"')


@pytest.mark.parametrize("part", ["subject", "preheader", "heading"])
def test_only_the_text_has_several_lines(editor: Browser, part: str) -> None:
    assert refused(submit(editor, add_url(), {part: "Hallo\r\nBcc: alle@example.org"})) == [part]
    assert refused(submit(editor, add_url(), {"body": "Hallo\r\nBis bald"})) == []


def test_percent_signs_and_tags_are_only_letters(editor: Browser) -> None:
    write(subject="100 % <b>{client_name}</b> %(x)s", body="<script>alert(1)</script>")
    page = editor.get(door("look", LETTER, "de")).content.decode()
    assert "100 % &lt;b&gt;Katharina Vogel&lt;/b&gt; %(x)s" in page
    assert "<script>alert" not in page


def test_a_line_whose_placeholder_has_nothing_to_say_is_left_out(editor: Browser) -> None:
    write(body="Um {time} geht es los.\nBis {expires} antworten wir.\nIhr Team")
    page = editor.get(door("look", LETTER, "de") + "?text").content.decode()
    assert "Um 14:00\N{NO-BREAK SPACE}Uhr geht es los." in page
    assert "antworten wir" not in page
    assert "Ihr Team" in page


def test_a_letter_has_one_text_a_language(editor: Browser) -> None:
    text = write(subject="Bis bald")
    assert editor.get(add_url())["Location"] == door("edit", text.pk)
    answer = editor.post(add_url(), {"subject": "Noch einer", "action-publish": "1"})
    assert refused(answer) == ["letter"]
    assert refused(submit(editor, add_url("ru"), {"subject": "До встречи", "action-publish": "1"})) == []
    assert set(MessageText.objects.values_list("translation_key", flat=True)) == {text.translation_key}


@pytest.mark.parametrize("letter", ["", "nobody_knows_this"])
def test_without_a_letter_the_way_leads_to_the_list(editor: Browser, letter: str) -> None:
    assert editor.get(add_url(letter=letter))["Location"] == LIST
    assert refused(editor.post(add_url(letter=letter), {"subject": "Hallo"})) == ["letter"]


def test_a_text_stays_with_its_letter(editor: Browser) -> None:
    text = write(subject="Bis bald")
    submit(editor, door("edit", text.pk), {"letter": "declined", "subject": "Schade", "action-publish": "1"})
    text.refresh_from_db()
    assert (text.letter, text.subject) == (LETTER, "Schade")


def test_the_form_shows_the_standard_words_in_the_texts_language(editor: Browser) -> None:
    page = editor.get(add_url("ru")).content.decode()
    assert "Будем рады вас видеть." in page
    assert "{free_until}" in page
    assert "Wir freuen uns auf Sie" not in page


def test_an_editor_can_begin_with_the_standard_words(editor: Browser) -> None:
    form = editor.get(add_url() + "&standard=1").context["form"]
    assert form["subject"].value() == "Termin bestätigt: {date}, {time}"
    assert form["body"].value().splitlines()[0].startswith("Wir freuen uns auf Sie.")


def test_beginning_with_the_standard_words_keeps_what_was_written(editor: Browser) -> None:
    text = write(subject="Bis bald")
    form = editor.get(door("edit", text.pk) + "?standard=1").context["form"]
    assert (form["subject"].value(), form["heading"].value()) == ("Bis bald", "Ihr Termin ist bestätigt")


def test_every_standard_text_can_be_an_own_text() -> None:
    for of in wordings.values():
        text = MessageText(letter=of.key, subject=of.subject, preheader=of.preheader, heading=of.heading)
        text.body = "\n".join(of.lines)
        text.clean()


def test_typing_ends_where_it_ends() -> None:
    with typing(LETTER, OwnWords(subject="Getippt")):
        assert subject_sent() == "Getippt"
        assert own_words("declined") == NOTHING
    assert subject_sent() == "Termin bestätigt: , "


def translated(text: MessageText, code: str, words: dict[str, str]) -> Translation:
    """As a translator does it in wagtail-localize: the segments of a text in another language."""
    source, _made = TranslationSource.update_or_create_from_instance(text)
    locale = Locale.objects.get(language_code=code)
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=locale, context=segment.context, data=words[segment.context.path]
        )
    return Translation.objects.create(source=source, target_locale=locale)


def test_a_text_is_translated_with_its_placeholders_and_lines(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    text = write(subject="Bis bald, {client_name}", body="Um {time}.\nIhr Team")
    wanted = {"subject": "До встречи, {client_name}", "body": "В {time}.<br>Ваша команда"}
    with django_capture_on_commit_callbacks(execute=True):
        translated(text, "ru", wanted).save_target()
    assert own_words(LETTER, "ru") == OwnWords(wanted["subject"], "", "", "В {time}.\nВаша команда")
    assert MessageText.objects.get(locale__language_code="ru").letter == LETTER


def test_only_words_are_translated() -> None:
    source, _made = TranslationSource.update_or_create_from_instance(write(subject="Bis bald", body="Hallo"))
    assert set(source.stringsegment_set.values_list("context__path", flat=True)) == {"subject", "body"}
    assert not source.overridablesegment_set.filter(context__path="letter").exists()


def test_a_translation_with_a_wrong_placeholder_is_not_published(
    editor: Browser, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    text = write(subject="Bis bald, {client_name}")
    russian = write("ru", subject="До встречи")
    translated(text, "ru", {"subject": "До встречи, {client_nam}"})
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(door("edit", russian.pk), {"action": "publish"})
    assert subject_sent("ru") == "До встречи"
    assert StringTranslation.objects.get().has_error


def test_what_is_sent_to_be_translated_begins_as_a_draft(editor: Browser) -> None:
    text = write(subject="Bis bald, {client_name}")
    url = reverse("wagtail_localize:submit_snippet_translation", args=["outbox", "messagetext", text.pk])
    assert url in editor.get(door("edit", text.pk)).content.decode()
    russian = Locale.objects.get(language_code="ru")
    assert editor.post(url, {"locales": [russian.pk]}).status_code == 302
    assert not MessageText.objects.get(locale=russian).live
    assert subject_sent("ru").startswith("Запись подтверждена")


def test_a_translation_stays_when_its_source_goes(editor: Browser) -> None:
    text, russian = write(subject="Bis bald"), write("ru", subject="До встречи")
    translated(text, "ru", {"subject": "До скорой встречи"})
    editor.post(door("delete", text.pk))
    assert subject_sent("ru") == "До встречи"
    assert refused(submit(editor, door("edit", russian.pk), {"subject": "Пока", "action-publish": "1"})) == []
    assert subject_sent("ru") == "Пока"
