"""What is new in German is a draft to translate in the other languages, and nothing more."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import ContentPage
from salon.cms.models import SalonText
from salon.cms.translations.actions.begin import begin_translations
from salon.cms.translations.selectors.open_sentences import open_sentences
from salon.cms.translations.translatable import text_models
from tests.cms.translations.conftest import OTHERS, in_language, told, translate, translation_to


def test_a_new_page_is_a_draft_in_every_other_language(create, homes, client: Browser) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    assert page.live
    for code in OTHERS:
        draft = in_language(page, code)
        assert (draft.live, draft.alias_of_id, draft.get_parent().pk) == (False, None, homes[code].pk)
        assert client.get(f"/{code}/ueber-uns/").status_code == 404
    assert client.get("/de/ueber-uns/").status_code == 200


def test_parents_that_are_not_translated_become_drafts_too(create, homes) -> None:
    parent = ContentPage(title="Aktuelles", slug="aktuelles", locale=homes["de"].locale)
    homes["de"].add_child(instance=parent)
    page = create("Sommer", "sommer", parent)
    for code in OTHERS:
        above = in_language(page, code).get_parent().specific
        assert (above.translation_key, above.live, above.alias_of_id) == (parent.translation_key, False, None)
    assert not any(Page.find_problems())


def test_saving_never_fails_because_of_a_translation(create, homes, monkeypatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Translation, "save_target", fail)
    page = create("Über uns", "ueber-uns", homes["de"])
    assert page.live
    assert not Page.objects.translation_of(page).exists()
    assert not Translation.objects.filter(source__object_id=page.translation_key).exists()


@pytest.mark.parametrize(
    ("code", "title", "slug"),
    [
        ("ru", "Мой яркий чай и щётки", "moy-yarkiy-chay-i-shchetki"),
        ("uk", "Її Європа: м’ята й Згурський", "yii-yevropa-miata-y-zghurskyi"),
        ("en", "About us", "about-us"),
    ],
)
def test_an_address_is_made_from_the_title_in_latin_letters(create, homes, client, commit, code, title, slug) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    translation = translation_to(page, code)
    segment = translation.source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=translation.target_locale, data=title
    )
    translate(page, code)
    with commit():
        translation.save_target(publish=True)
    assert in_language(page, code).slug == slug
    assert client.get(f"/{code}/{slug}/").status_code == 200


def test_a_cyrillic_address_is_written_in_latin(create, homes) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    translation = translation_to(page, "ru")
    segment = translation.source.stringsegment_set.get(context__path="slug")
    entered = StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=translation.target_locale, data="новая страница"
    )
    assert entered.data == "novaya-stranitsa"


def test_what_is_not_translated_is_not_published(create, homes, lena: Browser, client: Browser) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    russian = in_language(page, "ru")
    address = reverse("wagtailadmin_pages:edit", args=[russian.pk])
    answer = lena.post(address, {"action": "publish"}, follow=True)
    assert "Nicht veröffentlicht" in answer.content.decode() or "Not published" in answer.content.decode()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    lena.post(f"{bulk}?id={russian.pk}", {})
    russian.refresh_from_db()
    assert not russian.live
    assert client.get("/ru/ueber-uns/").status_code == 404


def test_an_update_of_wagtail_localize_publishes_nothing(page, lena: Browser, commit) -> None:
    page.intro = "Etwas anderes."
    page.save_revision().publish()
    address = reverse("wagtail_localize:update_translations", args=[translation_to(page, "ru").source_id])
    assert 'type="hidden" name="publish_translations"' in lena.get(address).content.decode()
    with commit():
        assert lena.post(address, {"publish_translations": "on"}).status_code == 302
    assert in_language(page, "ru").intro == "Worum es geht. ru"
    assert not in_language(page, "uk").live
    assert open_sentences(in_language(page, "ru")) == 1


def test_a_copy_that_follows_a_page_of_another_language_is_never_live(create, homes) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    russian = in_language(page, "ru")
    russian.delete()
    alias = page.copy_for_translation(Locale.objects.get(language_code="ru"), alias=True)
    page.save_revision().publish()
    alias.refresh_from_db()
    assert (alias.alias_of_id, alias.live) == (page.pk, False)


def test_a_copied_page_is_to_be_translated_too(create, homes, lena: Browser) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    typed = {"new_title": "Zweite", "new_slug": "zweite", "new_parent_page": homes["de"].pk, "alias": ""}
    assert lena.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), typed).status_code == 302
    copy = ContentPage.objects.get(slug="zweite", locale__language_code="de")
    assert {other.locale.language_code for other in Page.objects.translation_of(copy)} == set(OTHERS)


def test_a_new_text_is_a_draft_in_every_other_language(homes, lena: Browser) -> None:
    typed = {"name": "Salon", "in_text": "Salon", "town": "Lindau", "action-publish": "1"}
    assert lena.post(reverse("wagtailsnippets_cms_salontext:add"), typed).status_code == 302
    german = SalonText.objects.get(locale__language_code="de")
    assert german.live
    others = SalonText.objects.exclude(pk=german.pk)
    assert {text.locale.language_code: text.live for text in others} == dict.fromkeys(OTHERS, False)


def test_all_kinds_of_texts_are_found_without_a_list() -> None:
    names = {model.__name__ for model in text_models()}
    assert {"ServiceText", "CategoryText", "MasterText", "BookingWidget", "MessageText", "SalonText"} <= names
    assert not names & {"ContactField", "TranslatedText", "Page"}


def test_what_is_there_is_left_alone(create, homes) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    before = Translation.objects.count(), TranslationSource.objects.count(), Page.objects.count()
    assert begin_translations(instance=page, by=None) == []
    assert begin_translations(instance=in_language(page, "ru"), by=None) == []
    assert (Translation.objects.count(), TranslationSource.objects.count(), Page.objects.count()) == before


@pytest.fixture
def text(homes) -> SalonText:
    return SalonText.objects.create(name="Salon", in_text="Salon", town="Lindau", locale=homes["de"].locale)


def press_begin(lena: Browser, instance) -> str:
    kind = "wagtailcore.Page" if isinstance(instance, Page) else instance._meta.label
    return told(lena.post(reverse("translation_begin", args=[kind, instance.translation_key])))


def test_the_board_names_a_language_that_is_not_set_up(text, homes, lena: Browser) -> None:
    homes["uk"].delete()
    Locale.objects.get(language_code="uk").delete()
    assert "Українська" in press_begin(lena, text)
    assert {other.locale.language_code for other in SalonText.objects.exclude(pk=text.pk)} == {"ru", "en"}


def test_the_board_names_a_language_in_which_the_page_above_cannot_be_made(homes, lena: Browser, monkeypatch) -> None:
    above = ContentPage(title="Aktuelles", slug="aktuelles", locale=homes["de"].locale)
    homes["de"].add_child(instance=above)
    page = above.add_child(instance=ContentPage(title="Sommer", slug="sommer", locale=homes["de"].locale))
    make = Translation.save_target

    def fail(translation: Translation, **more: object) -> None:
        if translation.source.object_id == above.translation_key and translation.target_locale.language_code == "uk":
            raise ZeroDivisionError
        make(translation, **more)

    monkeypatch.setattr(Translation, "save_target", fail)
    assert "Українська" in press_begin(lena, page)
    assert {other.locale.language_code for other in Page.objects.translation_of(page)} == {"ru", "en"}
