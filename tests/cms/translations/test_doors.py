"""No way through the admin puts one language's words on another language's pages."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from salon.cms.roles import Role
from tests.cms.translations.conftest import OTHERS, in_language, told, translation_to
from tests.people import logged_in


def closed(browser: Browser, page: Page) -> list[tuple[str, str]]:
    """What wagtail-localize would do with a translated page, and where our answer leads."""
    russian, translation = in_language(page, "ru"), translation_to(page, "ru")
    editor = reverse("wagtailadmin_pages:edit", args=[russian.pk])
    return [
        (reverse("wagtail_localize:convert_to_alias", args=[russian.pk]), editor),
        (reverse("wagtail_localize:stop_translation", args=[translation.pk]), editor),
    ]


@pytest.mark.parametrize("role", [Role.MARKETING, Role.OWNER])
def test_a_translation_is_neither_made_a_mirror_nor_stopped(page, client: Browser, role: str) -> None:
    browser = logged_in(role)
    for address, editor in closed(browser, page):
        for answer in (browser.get(address), browser.post(address)):
            assert (answer.status_code, answer["Location"]) == (302, editor)
            assert told(answer)
    russian = in_language(page, "ru")
    assert (russian.live, russian.alias_of_id, russian.intro) == (True, None, "Worum es geht. ru")
    assert translation_to(page, "ru").enabled
    assert "Worum es geht. ru" in client.get(russian.get_url()).content.decode()


def test_a_text_is_not_stopped_either(homes, lena: Browser) -> None:
    typed = {"name": "Salon", "in_text": "Salon", "town": "Lindau", "action-publish": "1"}
    lena.post(reverse("wagtailsnippets_cms_salontext:add"), typed)
    translation = Translation.objects.get(target_locale__language_code="ru")
    answer = lena.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    assert answer["Location"] == translation.get_target_instance_edit_url()
    translation.refresh_from_db()
    assert translation.enabled


def test_what_is_gone_has_no_doors(lena: Browser) -> None:
    for name in ("convert_to_alias", "stop_translation"):
        assert lena.post(reverse(f"wagtail_localize:{name}", args=[10**6]), follow=True).status_code == 404


def test_the_editor_of_a_translation_offers_neither(page, lena: Browser) -> None:
    editor = reverse("wagtailadmin_pages:edit", args=[in_language(page, "ru").pk])
    answer = lena.get(editor).content.decode()
    assert "salon/css/admin/translation" in answer
    # One that was stopped once is edited in Wagtail's own editor.
    Translation.objects.update(enabled=False)
    answer = lena.get(editor).content.decode()
    assert "localize-restart-translation" in answer
    assert "localize-convert-to-alias" not in answer


def test_one_that_was_stopped_as_a_draft_is_not_published_either(create, homes, lena: Browser) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    Translation.objects.update(enabled=False)
    russian = in_language(page, "ru")
    typed = {"title": page.title, "slug": page.slug, "intro": page.intro, "body-count": "0", "action-publish": "1"}
    lena.post(reverse("wagtailadmin_pages:edit", args=[russian.pk]), typed)
    lena.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={russian.pk}")
    russian.refresh_from_db()
    assert not russian.live


def test_a_mirror_of_a_mirror_is_never_live(create, homes) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    in_language(page, "ru").delete()
    first = page.copy_for_translation(homes["ru"].locale, alias=True)
    second = first.create_alias(parent=homes["ru"], update_slug="spiegel")
    page.save_revision().publish()
    second.refresh_from_db()
    assert not second.live


@pytest.mark.parametrize("alias", ["", "on"])
def test_a_copy_below_another_language_is_never_live(create, homes, lena: Browser, client: Browser, alias: str) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    typed = {"new_title": "Über uns", "new_slug": "kopie", "new_parent_page": homes["ru"].pk, "publish_copies": "on"}
    lena.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), typed | {"alias": alias})
    page.save_revision().publish()
    assert client.get("/ru/kopie/").status_code == 404


def test_a_mirror_of_a_german_page_has_no_translations_of_its_own(create, homes, lena: Browser) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    typed = {"new_title": "Spiegel", "new_slug": "spiegel", "new_parent_page": homes["de"].pk, "alias": "on"}
    assert lena.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), typed).status_code == 302
    mirror = Page.objects.get(slug="spiegel", locale=page.locale)
    assert mirror.alias_of_id == page.pk
    assert not Page.objects.translation_of(mirror).exists()
    assert lena.post(reverse("wagtailadmin_pages:convert_alias", args=[mirror.pk])).status_code == 302
    assert {other.locale.language_code for other in Page.objects.translation_of(mirror)} == set(OTHERS)
