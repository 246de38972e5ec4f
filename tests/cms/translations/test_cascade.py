"""Translations go where their page goes."""

from collections.abc import Sequence

from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from home.models import ContentPage
from salon.cms.templatetags.translation_tags import deleted_too
from tests.cms.translations.conftest import OTHERS, in_language, translate


def bulk(action: str, pages: Sequence[Page]) -> str:
    """Where several pages of the explorer are sent at once."""
    asked = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?{asked}"


def test_deleting_a_page_deletes_its_translations_and_says_so_before(create, homes, lena: Browser, commit) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    create("Anfahrt", "anfahrt", page)
    with commit():
        translate(page, "ru").save_target(publish=True)
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    asked = lena.get(address).context
    assert (asked["translation_count"], asked["descendant_count"]) == (3, 1)
    assert lena.post(address).status_code == 302
    assert not ContentPage.objects.exists()
    assert not any(Page.find_problems())


def test_deleting_a_translation_leaves_the_german_page(create, homes, lena: Browser) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    lena.post(reverse("wagtailadmin_pages:delete", args=[in_language(page, "ru").pk]))
    assert {other.locale.language_code for other in ContentPage.objects.all()} == {"de", "uk", "en"}


def test_deleting_several_deletes_their_translations(create, homes, lena: Browser) -> None:
    pages = [create(name, name.lower(), homes["de"]) for name in ("Eins", "Zwei")]
    assert lena.post(bulk("delete", pages)).status_code == 302
    assert not ContentPage.objects.exists()


def test_deleting_several_names_their_translations_before(create, homes, lena: Browser) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    russian = in_language(page, "ru")
    russian.add_child(instance=ContentPage(title="Только здесь", slug="tolko", locale=russian.locale))
    with override("en"):
        assert deleted_too([{"item": page}]) == "This also deletes 3 translations. 1 page below is deleted too."
        assert deleted_too([{"item": page}, {"item": russian}]) == "This also deletes 2 translations."
        assert not deleted_too([{"item": russian}])
    asked = lena.get(bulk("delete", [page]))
    with override("de"):
        assert deleted_too([{"item": page}]) in asked.content.decode()
    assert ContentPage.objects.count() == 5


def test_taking_a_page_off_takes_its_translations_off(create, homes, lena: Browser, commit) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    with commit():
        translate(page, "ru").save_target(publish=True)
    lena.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not in_language(page, "ru").live


def test_taking_several_off_takes_their_translations_off(create, homes, lena: Browser, commit) -> None:
    pages = [create(name, name.lower(), homes["de"]) for name in ("Eins", "Zwei")]
    below = create("Darunter", "darunter", pages[0])
    with commit():
        for page in (*pages, below):
            translate(page, "ru").save_target(publish=True)
    assert lena.post(bulk("unpublish", pages)).status_code == 302
    assert [in_language(page, "ru").live for page in (*pages, below)] == [False, False, True]


def test_moving_a_page_moves_its_translations(create, homes, lena: Browser) -> None:
    target = create("Aktuelles", "aktuelles", homes["de"])
    page = create("Sommer", "sommer", homes["de"])
    in_language(target, "en").delete()
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    assert lena.post(address).status_code == 302
    for code in OTHERS:
        assert in_language(page, code).get_parent().pk == in_language(target, code).pk
    assert not any(Page.find_problems())


def test_moving_several_moves_their_translations(create, homes, lena: Browser) -> None:
    target = create("Aktuelles", "aktuelles", homes["de"])
    pages = [create(name, name.lower(), homes["de"]) for name in ("Sommer", "Winter")]
    assert lena.post(bulk("move", pages), {"chooser": target.pk}).status_code == 302
    for code in ("de", *OTHERS):
        below = in_language(target, code).get_children()
        assert {page.translation_key for page in below} == {page.translation_key for page in pages}
    assert not any(Page.find_problems())


def test_a_translation_whose_address_is_taken_stays_and_that_is_said(create, homes, lena: Browser) -> None:
    target = create("Aktuelles", "aktuelles", homes["de"])
    page = create("Sommer", "sommer", homes["de"])
    in_the_way = ContentPage(title="Лето", slug="sommer", locale=homes["ru"].locale)
    in_language(target, "ru").add_child(instance=in_the_way)
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    html = lena.post(address, follow=True).content.decode()
    assert "Русский" in html
    assert in_language(page, "ru").get_parent().pk == homes["ru"].pk
    assert in_language(page, "uk").get_parent().pk == in_language(target, "uk").pk
